// Other systems: each has a key of its own, for its role and its authorities, while the server runs.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { overens } from '../program.mjs';
import { recorded, registered } from './door.mjs';
import { is_on_postgres, new_store, Server } from './server.mjs';

describe('another system', () => {
  const folder = mkdtempSync(join(tmpdir(), 'overens-clients-'));
  const store = new_store(folder);
  const client = (...args) => overens('client', ...args, '--store', store, '--lang', 'en');
  const add = (name, role, ...authorities) => client('add', name, '--role', role, '--authority', ...authorities);
  const post = async (key, command) => {
    const { status, body } = await server.ask('POST', '/commands', { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }, JSON.stringify(command));
    return [status, JSON.parse(body).error?.code];
  };
  const list = async (key, authority) => (await server.ask('GET', `/api/cases?authority=${authority}`, { Authorization: `Bearer ${key}` })).status;
  let server;
  before(async () => {
    server = await Server.start({ STORE: store });
  });
  after(async () => {
    assert.equal(await server.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });

  test('gets a key while the server runs, which is shown once and stands nowhere', async () => {
    const added = add('journal', 'record_system', 'soc');
    assert.equal(added.code, 0, added.err);
    assert.match(added.out, /^[\w-]{43}\n$/, 'the key and nothing else');
    const key = added.out.trim();
    assert.deepEqual(await post(key, registered('soc')), [201, undefined]);
    assert.deepEqual(await post(key, recorded(1)), [201, undefined]);
    assert.ok(!client('list').out.includes(key));
    assert.match(client('list').out, /^journal  record_system  soc  good through \d{4}-\d\d-\d\d, last used on \d{4}-\d\d-\d\d\n$/);
    if (!is_on_postgres) assert.ok(!readFileSync(store).includes(key) && !readFileSync(`${store}-wal`).includes(key), 'not in the files either');
  });
  test('acts for its own authorities, in its own role', async () => {
    const key = add('other', 'record_system', 'hsn', 'school').out.trim();
    assert.deepEqual(await post(key, recorded(2)), [403, 'forbidden']);
    assert.equal(await list(key, 'soc'), 403);
    assert.deepEqual(await post(key, registered('school')), [201, undefined]);
    const staff = {
      command: 's1', do: 'record', type: 'staff.registered', owner: 'school', happened: '2026-01-01',
      subject: { kind: 'staff', id: 's1' }, data: { name: 'Anna Exempel', email: 'anna@school.test' },
    };
    assert.deepEqual(await post(key, staff), [403, 'forbidden']);
    const directory = add('directory', 'staff_directory', 'school').out.trim();
    assert.deepEqual(await post(directory, staff), [201, undefined]);
    assert.equal(await list(directory, 'school'), 403);
  });
  test('is shut out at its next request once it is closed, and others are not', async () => {
    const [first, second] = ['first', 'second'].map((name) => add(name, 'record_system', 'soc').out.trim());
    assert.deepEqual([await list(first, 'soc'), await list(second, 'soc')], [200, 200]);
    assert.equal(client('close', 'first').code, 0);
    assert.deepEqual([await list(first, 'soc'), await list(second, 'soc')], [401, 200]);
    assert.match(client('list').out, /^first .* closed$/m);
  });
  test('is refused when something is wrong with it, and then has no key', () => {
    for (const [args, why] of [
      [['journal', '--role', 'record_system', '--authority', 'soc'], 'was, a system named journal'],
      [['x', '--role', 'administrator', '--authority', 'soc'], 'administrator is no role'],
      [['a b', '--role', 'importer', '--authority', 'soc'], 'is an id'],
      [['x', '--role', 'importer', '--authority', 'so c'], 'so c'],
      [['x', '--role', 'importer', '--authority', 'soc', '--through', '2020-01-01'], 'passed'],
    ]) {
      const { code, out, err } = client('add', ...args);
      assert.deepEqual([code, out], [3, ''], args.join(' '));
      assert.ok(err.includes(why), err);
    }
    assert.equal(client('add', 'x', '--role', 'importer', '--authority', 'soc', '--through', 'soon').code, 2);
    assert.equal(client('add', 'x', '--role', 'importer').code, 2);
    assert.equal(client('close', 'nobody').code, 3);
    assert.doesNotMatch(client('list').out, /^x /m);
  });
});
