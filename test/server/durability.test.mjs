// What has been acknowledged is there after the server has been killed, and once: SIGKILL at random moments while several
// clients write. ROUNDS=200 for the long run.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { after, test } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { overens } from '../program.mjs';
import { Server, sleep } from './server.mjs';

const rounds = Number(process.env.ROUNDS ?? 20);
const clients = 6;
const folder = mkdtempSync(join(tmpdir(), 'overens-durability-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const store = join(folder, 'journal.db');
const token_file = join(folder, 'token');
const token = 'a-long-word-that-only-this-test-knows';
writeFileSync(token_file, token);

const start = () => Server.start({ STORE: store, TOKEN_FILE: token_file });

/** The status and answer of a command; nothing when the server was lost on the way. */
const post = (server, agent, command) =>
  new Promise((resolve) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const request = http.request({ port: server.port, host: '127.0.0.1', agent, method: 'POST', path: '/commands', headers }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text) => (body += text));
      reply.on('end', () => resolve(reply.complete ? { status: reply.statusCode, answer: JSON.parse(body) } : undefined));
      reply.on('error', () => resolve(undefined));
    });
    request.on('error', () => resolve(undefined));
    request.end(JSON.stringify(command));
  });

const registered = (id) => ({
  command: `reg-${id}`, do: 'record', type: 'authority.registered', owner: id, happened: '2026-01-01',
  subject: { kind: 'authority', id }, data: { kind: 'social_services', party: '9901' },
});
const recorded = (id, in_case) => ({
  command: id, do: 'record', type: 'placement.started', owner: 'soc', happened: '2026-03-09', case: in_case,
  subject: { kind: 'placement', id: `p-${id}` }, data: { form: 'hvb', urgency: 'acute' },
});

test(`every acknowledged command is there, once, after ${rounds} kills`, { timeout: rounds * 30_000 }, async () => {
  const acknowledged = new Map(); // id → its answer
  const unsure = []; // sent, and the server was lost before the answer
  let next = 0;
  for (let round = 0; round < rounds; ++round) {
    const server = await start();
    const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
    const first = await post(server, agent, registered('soc'));
    assert.equal(first.status, round === 0 ? 201 : 200);
    // What was on its way when the server was killed is asked for again, with the same id.
    for (const command of unsure.splice(0)) {
      const again = await post(server, agent, command);
      assert.ok(again.status === 200 || again.status === 201, `${command.command}: ${again.status}`);
      acknowledged.set(command.command, again.answer);
    }
    // So is a sample of what was acknowledged: the answer is the earlier one.
    for (const [id, answer] of [...acknowledged].slice(-5)) {
      const again = await post(server, agent, recorded(id, `a${Number(id.slice(1)) % 40}`));
      assert.equal(again.status, 200);
      assert.deepEqual(again.answer, { ...answer, status: 200 });
    }
    let killed = false;
    const client = async () => {
      while (!killed) {
        const command = recorded(`c${next}`, `a${next++ % 40}`);
        const reply = await post(server, agent, command);
        if (reply === undefined) unsure.push(command);
        else if (reply.status === 201) acknowledged.set(command.command, reply.answer);
        else assert.fail(`${reply.status}: ${JSON.stringify(reply.answer)}`);
      }
    };
    const writing = Array.from({ length: clients }, client);
    await sleep(30 + Math.random() * 400);
    killed = true;
    await server.stop('SIGKILL');
    await Promise.all(writing);
    agent.destroy();
  }
  assert.ok(acknowledged.size > rounds, `${acknowledged.size} commands were acknowledged`);

  const file = join(folder, 'journal.jsonl');
  assert.equal(overens('journal', 'verify', '--store', store, '--quiet').code, 0);
  assert.equal(overens('journal', 'export', '--store', store, '--quiet', file).code, 0);
  const times = new Map();
  for (const line of readFileSync(file, 'utf8').split('\n').filter((text) => text.includes('"event"'))) {
    const { event } = JSON.parse(line);
    if (event) times.set(event.id, (times.get(event.id) ?? 0) + 1);
  }
  for (const id of acknowledged.keys()) assert.equal(times.get(id), 1, id);
  for (const [id, count] of times) assert.equal(count, 1, id);

  // The views came with their events.
  const server = await start();
  await server.stop();
  const checked = overens('views', 'check', '--store', store, '--quiet');
  assert.equal(checked.code, 0, checked.out + checked.err);
});
