// The server when its database does not do what it should: it says so, loses nothing, and goes on when it can.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, statSync } from 'node:fs';
import { describe, test } from 'node:test';
import { overens } from '../program.mjs';
import { Door, recorded, registered } from './door.mjs';
import { is_on_postgres, postgres, sleep, until } from './server.mjs';

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

describe('a PostgreSQL that is frozen', { skip: !is_on_postgres }, () => {
  // What would wait for it waits for eight seconds: so many would not be answered in the time that the test has.
  test('is not waited for by pages and probes, nor when the server stops', { timeout: 90_000 }, async () => {
    const door = new Door();
    const server = await door.start({ DEADLINES_STOP_MS: 500 });
    await door.tell(server, registered('soc'));
    assert.deepEqual(await statuses(server), [200, 200, 200]);
    postgres.freeze();
    try {
      await until(async () => (await server.ask('GET', '/health')).status === 503);
      for (let day = 10; day < 30; ++day) {
        assert.equal((await server.ask('GET', `/overenskommelser?dag=2026-03-${day}`)).status, 200);
        assert.equal((await server.ask('GET', '/health')).status, 503);
      }
      assert.equal((await door.post(server, recorded(1))).status, 503);
      assert.equal(await server.stop(), 0);
    } finally {
      postgres.thaw();
    }
  });
});

describe('a PostgreSQL that has never been reached', { skip: !is_on_postgres }, () => {
  test('keeps nobody from the pages, which say so, and is used when it is there', async () => {
    const door = new Door();
    await postgres.end();
    const server = await door.start();
    assert.deepEqual(await statuses(server), [503, 200, 200]);
    assert.match((await server.ask('GET', '/overenskommelser')).body.toString(), /går inte att läsa just nu/);
    assert.equal((await door.post(server, registered('soc'))).status, 503);
    await postgres.begin();
    await until(async () => (await statuses(server))[0] === 200);
    assert.doesNotMatch((await server.ask('GET', '/overenskommelser')).body.toString(), /går inte att läsa just nu/);
    assert.equal(await door.tell(server, registered('soc')), 201);
    assert.equal(await server.stop(), 0);
  });
});

describe('a file that is gone', { skip: is_on_postgres }, () => {
  test('is noticed before anything more is acknowledged, and used again when it is back', async () => {
    const door = new Door();
    const server = await door.start();
    await door.tell(server, registered('soc'));
    assert.equal(await door.tell(server, recorded(1)), 201);
    for (const ending of ['', '-wal']) {
      renameSync(door.store + ending, `${door.store}${ending}.away`);
      const refused = await door.post(server, recorded(2));
      assert.deepEqual([refused.status, refused.answer.error.code], [503, 'store_unavailable'], ending);
      await until(async () => (await statuses(server))[0] === 503);
      assert.equal(existsSync(door.store + ending), false);
      renameSync(`${door.store}${ending}.away`, door.store + ending);
      await until(async () => (await statuses(server))[0] === 200);
    }
    assert.equal(await door.tell(server, recorded(2)), 201);
    assert.equal(await server.stop(), 0);
    assert.equal(overens('journal', 'verify', '--store', door.store, '--quiet').code, 0);
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
