// The root key is replaced while the server writes, by a command that is killed again and again: nothing is lost, and in the end the
// earlier root keys are needed by nobody.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { binary, overens, root } from '../program.mjs';
import { Door, recorded, registered } from './door.mjs';
import { sleep } from './server.mjs';

const rounds = Number(process.env.ROUNDS ?? 12);
const cases = 4000;

test(`keys are renewed while the server writes, over ${rounds} kills`, { timeout: 600_000 }, async () => {
  const door = new Door();
  const key_file = process.env.OVERENS_KEYS ?? join(door.folder, 'keys', 'overens.keys');
  const run = (...words) => {
    const { code, out, err } = overens(...words, '--store', door.store, '--lang', 'en');
    assert.equal(code, 0, `${words.join(' ')}: ${out}${err}`);
    return out;
  };
  const event = (i) => ({ id: `old-${i}`, type: 'consent.given', happened: '2026-03-02', recorded: '2026-03-02T10:00:00Z', owner: 'soc', case: `old-${i}`, subject: { kind: 'consent', id: `s-${i}` }, data: { to: ['hsn'], types: ['sip.held'], purpose: `words ${i}`, form: 'oral', given_by: 'individual' } });
  const before = await door.start();
  assert.equal((await door.post(before, registered('soc'))).status, 201);
  await before.stop();
  writeFileSync(join(door.folder, 'old.jsonl'), Array.from({ length: cases }, (_, i) => `${JSON.stringify(event(i))}\n`).join(''));
  run('journal', 'import', '--quiet', join(door.folder, 'old.jsonl'));

  const server = await door.start();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 3 });
  let done = false;
  let next = 0;
  const client = async () => {
    while (!done) {
      const status = await door.tell(server, recorded(next++), agent);
      assert.equal(status, 201);
    }
  };
  const writing = Array.from({ length: 3 }, client);
  let killed = 0;
  for (let round = 0; round < rounds; ++round) {
    const rotating = spawn(binary, ['keys', 'rotate', '--store', door.store, '--quiet'], { cwd: root, stdio: 'ignore' });
    const ended = once(rotating, 'exit');
    await Promise.race([sleep(Math.random() * 400), ended]);
    rotating.kill('SIGKILL');
    const [, signal] = await ended;
    if (signal === 'SIGKILL') ++killed;
  }
  assert.ok(killed > 0, 'none was killed on its way');
  run('keys', 'rotate', '--quiet');
  run('keys', 'forget', '--quiet');
  const keys = () => readFileSync(key_file, 'utf8').trimEnd().split('\n').length;
  assert.equal(keys(), 3, 'a line that says what it is, the key to recognise by, one root key');
  const at_least = next + 50; // it goes on with the new one
  while (next < at_least) await sleep(20);
  done = true;
  await Promise.all(writing);
  agent.destroy();
  await server.stop();
  const again = await door.start(); // reads all with the one root key that is left
  assert.equal((await door.post(again, recorded(next))).status, 201);
  await again.stop();
  assert.match(run('journal', 'verify', '--quiet'), /The journal is whole/);
  run('views', 'rebuild', '--quiet');
  run('views', 'check', '--quiet');
});
