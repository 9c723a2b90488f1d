// The server when its database does not do what it should: it says so, loses nothing, and goes on when it can.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { describe, test } from 'node:test';
import { overens } from '../program.mjs';
import { Door, recorded, registered } from './door.mjs';
import { is_on_postgres, postgres, sleep } from './server.mjs';

const statuses = async (server) => {
  const asked = [];
  for (const path of ['/health', '/', '/vem-gor-vad?lan=jamtland-harjedalen&behov=laro']) asked.push((await server.ask('GET', path)).status);
  return asked;
};

describe('a PostgreSQL that ends', { skip: !is_on_postgres }, () => {
  test('is said with 503, and used again when it is there', async () => {
    const door = new Door();
    const server = await door.start();
    await door.tell(server, registered('soc'));
    assert.equal(await door.tell(server, recorded(1)), 201);
    assert.deepEqual(await statuses(server), [200, 200, 200]);
    await postgres.end();
    const refused = await door.post(server, recorded(2));
    assert.deepEqual([refused.status, refused.answer.error.code], [503, 'store_unavailable']);
    assert.ok(Number(refused.fields['retry-after']) > 0);
    assert.deepEqual(await statuses(server), [503, 200, 200], 'what is open to everybody is told from what is known');
    assert.equal((await server.ask('GET', '/overenskommelser')).status, 200, 'also a page that nobody has asked for before');
    assert.equal((await server.ask('GET', '/finns-inte')).status, 404);
    await postgres.begin();
    assert.deepEqual(await statuses(server), [200, 200, 200]);
    assert.equal(await door.tell(server, recorded(1)), 200);
    assert.equal(await door.tell(server, recorded(2)), 201);
    assert.equal(await server.stop(), 0);
    assert.equal(overens('journal', 'verify', '--store', door.store, '--quiet').code, 0);
    assert.ok(server.lines.some((line) => line.event === 'processor'), 'the log tells the operator');
    assert.ok(!JSON.stringify(server.lines).includes('placement'), 'and nothing of what was recorded');
  });
});

describe('a disk that is full', { skip: is_on_postgres }, () => {
  test('is said with 503; what is there is read, and what comes after is written', { timeout: 60_000 }, async () => {
    const door = new Door();
    const server = await door.start();
    await door.tell(server, registered('soc'));
    for (let i = 1; i <= 20; ++i) assert.equal(await door.tell(server, recorded(i)), 201);
    const limit = (bytes) => execFileSync('prlimit', ['--pid', server.process.pid, `--fsize=${bytes}:unlimited`]);
    limit(statSync(`${door.store}-wal`).size);
    const refused = await door.post(server, recorded(21));
    assert.equal(refused.status, 503);
    assert.deepEqual(await statuses(server), [200, 200, 200]);
    const again = await door.post(server, recorded(20));
    assert.equal(again.status, 200, 'what was done before is answered as before');
    limit('unlimited');
    await sleep(100);
    assert.equal(await door.tell(server, recorded(21)), 201);
    assert.equal(await door.tell(server, recorded(20)), 200);
    assert.equal(await server.stop(), 0);
    for (const command of [['journal', 'verify'], ['views', 'check']]) assert.equal(overens(...command, '--store', door.store, '--quiet').code, 0);
  });
});
