// Whatever was answered with what is kept closely stands in the access log, also when the server was killed as it answered: SIGKILL at
// random moments while several clients look. On PostgreSQL two servers look at the same database at once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { test } from 'node:test';
import { join } from 'node:path';
import { overens } from '../program.mjs';
import { Door, recorded, registered } from './door.mjs';
import { is_on_postgres, until } from './server.mjs';

const rounds = Number(process.env.ROUNDS ?? 10);
const clients = 6;

const get = (door, server, path, agent) =>
  new Promise((resolve) => {
    const request = http.get({ port: server.port, host: '127.0.0.1', agent, path, headers: { Authorization: `Bearer ${door.key}` } }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text) => (body += text));
      // What has come is shown, whether or not the rest of it came.
      const answer = () => resolve({ status: reply.statusCode, id: reply.headers['x-request-id'], body });
      reply.on('end', answer).on('error', answer);
    });
    request.on('error', () => resolve(undefined));
  });

function kept(door) {
  const file = join(door.folder, 'looks.jsonl');
  const exported = overens('access-log', 'export', '--store', door.store, file);
  assert.equal(exported.code, 0, exported.err);
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter(({ look }) => look); // before them stands where the chains end
}

const verified = (door) => {
  const { code, out, err } = overens('access-log', 'verify', '--store', door.store, '--quiet');
  assert.equal(code, 0, out + err);
};

async function with_cases(door) {
  const server = await door.start();
  assert.equal((await door.post(server, registered('soc'))).status, 201);
  for (let i = 0; i < 50; ++i) assert.equal((await door.post(server, recorded(i))).status, 201);
  await until(async () => (await get(door, server, '/api/cases')).status === 200);
  await server.stop();
}

test(`every look that was answered is kept, after ${rounds} kills`, { timeout: rounds * 30_000 }, async () => {
  const door = new Door();
  await with_cases(door);
  const answered = new Set();
  for (let round = 0; round < rounds; ++round) {
    const servers = [await door.start(), ...(is_on_postgres ? [await door.start()] : [])];
    const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
    let killed = false;
    const client = async (server) => {
      while (!killed) {
        const reply = await get(door, server, '/api/cases', agent);
        if (reply) assert.equal(reply.status, 200, reply.body);
        if (reply) answered.add(reply.id);
      }
    };
    const looking = servers.flatMap((server) => Array.from({ length: clients }, () => client(server)));
    const before = answered.size;
    await until(() => answered.size > before + 10 + Math.random() * 60);
    killed = true;
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
    await Promise.all(looking);
    agent.destroy();
  }
  verified(door);
  const looks = kept(door);
  const by_request = new Map(looks.map((one) => [one.look.request, one]));
  assert.ok(answered.size > rounds * 10);
  for (const id of answered) assert.ok(by_request.has(id), `the look of request ${id} is missing`);
  const { look, authority } = by_request.get([...answered].at(-1));
  assert.equal(authority, 'soc');
  assert.equal(look.shown.length, 40); // each case of the list
  assert.deepEqual(look.shown[0], ['case', 'a0']);
  if (is_on_postgres) assert.ok(new Set(looks.map((one) => one.chain)).size >= 2 * rounds);
});

// On SQLite the same is tried inside the program (app/looks/looks_test.cpp).
test('a look that can not be kept is not answered', { skip: !is_on_postgres }, async () => {
  const door = new Door();
  await with_cases(door);
  const server = await door.start();
  const before = kept(door).length;
  door.alter('alter table look rename to look_gone');
  for (const path of ['/api/cases', '/api/obligations']) {
    const reply = await get(door, server, path);
    assert.equal(reply.status, 503);
    assert.equal(JSON.parse(reply.body).error.code, 'store_unavailable');
    assert.doesNotMatch(reply.body, /a1|placement/);
  }
  door.alter('alter table look_gone rename to look');
  assert.equal((await get(door, server, '/api/cases')).status, 200);
  assert.equal((await server.stop()), 0);
  assert.equal(kept(door).length, before + 1);
  verified(door);
});

test('what was altered is found, and what is new is not erased', { skip: !is_on_postgres }, async () => {
  const door = new Door();
  await with_cases(door);
  const server = await door.start();
  assert.equal((await get(door, server, '/api/cases')).status, 200);
  await server.stop();
  assert.match(overens('access-log', 'erase', '--store', door.store).out, /i 0 poster/);
  door.alter(`update look set content = replace(content, 'a0', 'a9')`);
  const { code, out } = overens('access-log', 'verify', '--store', door.store, '--quiet');
  assert.equal(code, 1);
  assert.match(out, /kedja 1:soc, post 1: dess innehåll har ändrats/);
});
