// What has been acknowledged is there after the server has been killed, and once: SIGKILL at random moments while several
// clients write. ROUNDS=200 for the long run. On PostgreSQL every fourth round kills the database in place of the server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { test } from 'node:test';
import { join } from 'node:path';
import { overens } from '../program.mjs';
import { Door, recorded, registered } from './door.mjs';
import { is_on_postgres, postgres, sleep } from './server.mjs';

const rounds = Number(process.env.ROUNDS ?? 20);
const clients = 6;

test(`every acknowledged command is there, once, after ${rounds} kills`, { timeout: rounds * 30_000 }, async () => {
  const door = new Door();
  let next = 0;
  for (let round = 0; round < rounds; ++round) {
    const server = await door.start();
    const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
    const first = await door.post(server, registered('soc'), agent);
    assert.equal(first.status, round === 0 ? 201 : 200);
    // What was on its way when the server was killed is asked for again, with the same id.
    for (const command of door.unsure.splice(0)) {
      const status = await door.tell(server, command, agent);
      assert.ok(status === 200 || status === 201, `${command.command}: ${status}`);
    }
    // So is a sample of what was acknowledged: the answer is the earlier one.
    for (const [id, answer] of [...door.acknowledged].slice(-5)) {
      const again = await door.post(server, recorded(Number(id.slice(1))), agent);
      assert.deepEqual(again.answer, answer);
    }
    let killed = false;
    const client = async () => {
      while (!killed) {
        const status = await door.tell(server, recorded(next++), agent);
        assert.ok([201, 503, undefined].includes(status) && (status !== 503 || is_on_postgres), `${status}`);
      }
    };
    const writing = Array.from({ length: clients }, client);
    await sleep(30 + Math.random() * 400);
    if (is_on_postgres && round % 4 === 3) {
      await postgres.end();
      await sleep(100);
      await postgres.begin();
      await sleep(300);
    }
    killed = true;
    await server.stop('SIGKILL');
    await Promise.all(writing);
    agent.destroy();
  }
  assert.ok(door.acknowledged.size > rounds, `${door.acknowledged.size} commands were acknowledged`);

  const file = join(door.folder, 'journal.jsonl');
  assert.equal(overens('journal', 'verify', '--store', door.store, '--quiet').code, 0);
  assert.equal(overens('journal', 'export', '--store', door.store, '--quiet', file).code, 0);
  const times = new Map();
  for (const line of readFileSync(file, 'utf8').split('\n').filter((text) => text.includes('"event"'))) {
    const { event } = JSON.parse(line);
    if (event) times.set(event.id, (times.get(event.id) ?? 0) + 1);
  }
  for (const id of door.acknowledged.keys()) assert.equal(times.get(id), 1, id);
  for (const [id, count] of times) assert.equal(count, 1, id);

  // The views came with their events.
  const server = await door.start();
  await server.stop();
  const checked = overens('views', 'check', '--store', door.store, '--quiet');
  assert.equal(checked.code, 0, checked.out + checked.err);
});
