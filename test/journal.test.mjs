// The journal's commands: in, out, moved, copied, and whatever was altered found.
import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { overens, root } from './program.mjs';

const example = `${root}examples/jamtland-harjedalen.jsonl`;
const lines = (file) => readFileSync(file, 'utf8').trimEnd().split('\n');

let folder;
let store;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'overens-journal-'));
  store = join(folder, 'first.db');
});
after(() => rmSync(folder, { recursive: true }));
const at = (name) => join(folder, name);

/** What it prints; fails when the exit code is another. */
function run(code, ...args) {
  const answer = overens(...args, '--lang', 'en');
  assert.equal(answer.code, code, `overens ${args.join(' ')}: ${answer.out}${answer.err}`);
  return answer.out + answer.err;
}

describe('journal', () => {
  test('takes in events, each once', () => {
    assert.match(run(0, 'journal', 'import', '--store', store, example), /^taken in: 67 events, there already: 0$/m);
    assert.match(run(0, 'journal', 'import', '--store', store, example), /^taken in: 0 events, there already: 67$/m);
  });
  test('takes in events in any order', () => {
    writeFileSync(at('reversed.jsonl'), `${lines(example).reverse().join('\n')}\n`);
    assert.match(run(0, 'journal', 'import', '--store', at('reversed.db'), at('reversed.jsonl')), /^taken in: 67 events/m);
  });
  test('says which lines it refuses, and takes in the others', () => {
    writeFileSync(at('some.jsonl'), `${lines(example).slice(0, 3).join('\n')}\n{"id":1}\n\n`);
    const out = run(3, 'journal', 'import', '--store', at('some.db'), at('some.jsonl'));
    assert.match(out, /some\.jsonl:4: /);
    assert.match(out, /^taken in: 3 events/m);
    run(2, 'journal', 'import', '--store', at('some.db'), at('nowhere.jsonl'));
  });
  test('moves with its chain', () => {
    run(0, 'journal', 'export', '--store', store, at('moved.jsonl'));
    assert.equal(lines(at('moved.jsonl')).length, 67);
    assert.match(run(0, 'journal', 'import', '--store', at('moved.db'), at('moved.jsonl')), /^taken in: 67 entries/m);
    assert.match(run(0, 'journal', 'verify', '--store', at('moved.db'), '--heads', at('moved.jsonl.heads')), /holds all that it held/);
    assert.deepEqual(lines(at('moved.jsonl')).map((line) => JSON.parse(line).event.id).sort(), lines(example).map((line) => JSON.parse(line).id).sort());
  });
  test('goes on with an export that was interrupted, and stops at a line that was altered', () => {
    const whole = readFileSync(at('moved.jsonl'));
    writeFileSync(at('again.jsonl'), whole.subarray(0, whole.length / 2));
    run(0, 'journal', 'export', '--store', store, at('again.jsonl'));
    assert.ok(whole.equals(readFileSync(at('again.jsonl'))));
    writeFileSync(at('altered.jsonl'), whole.toString().replace('"name":"socialtjänsten i Krokoms', '"name":"socialtjänsten i Kramfors'));
    assert.match(run(2, 'journal', 'import', '--store', at('altered.db'), at('altered.jsonl')), /altered\.jsonl\.heads is missing/);
    copyFileSync(at('moved.jsonl.heads'), at('altered.jsonl.heads'));
    assert.match(run(1, 'journal', 'import', '--store', at('altered.db'), at('altered.jsonl')), /altered\.jsonl:2: entry 1 of the stream .* does not follow/);
    appendFileSync(at('other.jsonl'), 'something else\n');
    assert.match(run(2, 'journal', 'export', '--store', store, at('other.jsonl')), /choose another name/);
  });
  test('a byte altered in the file is found, and where', () => {
    run(0, 'backup', '--store', store, at('copy'));
    const bytes = readFileSync(at('copy'));
    assert.match(run(0, 'journal', 'verify', '--store', at('copy')), /The journal is whole/);
    bytes[bytes.lastIndexOf('socialtjänsten i Krokoms kommun') + 1] ^= 1;
    writeFileSync(at('copy'), bytes);
    assert.match(run(1, 'journal', 'verify', '--store', at('copy')), /krokom-soc.*\(h003\): its data has been altered[^]*The journal is damaged/);
    assert.match(run(1, 'restore', '--store', at('restored.db'), at('copy')), /damaged/);
    assert.ok(!existsSync(at('restored.db')));
  });
  test('is backed up and restored', () => {
    run(0, 'backup', '--store', store, at('good'));
    assert.match(run(0, 'restore', '--store', at('restored.db'), at('good')), /^restored and verified: 67 entries in \d+ streams/m);
    run(0, 'journal', 'verify', '--store', at('restored.db'), '--heads', at('good.heads'));
    assert.match(run(2, 'restore', '--store', at('restored.db'), at('good')), /is there already/);
    assert.match(run(2, 'backup', '--store', store, at('good')), /is there already/);
  });
  test('holds no word of what individuals and staff have told, in any file that is written', () => {
    const said = ['1903-07-13', 'Kålle på Backen', 'Berta Påhittad', 'berta.pahittad@exempel.se', '73313731'];
    const event = (id, type, rest) => JSON.stringify({ id, type, happened: '2026-03-02', recorded: '2026-03-02T10:00:00Z', owner: 'ostersund-soc', ...rest });
    writeFileSync(at('told.jsonl'), [
      ...lines(example).slice(0, 3),
      event('told-1', 'person.registered', { case: 'c-1', person: 'p-1', data: { birth_date: said[0] } }),
      event('told-2', 'consent.given', { case: 'c-1', subject: { kind: 'consent', id: 's-1' }, data: { to: ['hsn'], types: ['sip.held'], purpose: said[1], form: 'oral', given_by: 'individual' } }),
      event('told-3', 'staff.registered', { subject: { kind: 'staff', id: 'm-1' }, data: { name: said[2], email: said[3] } }),
      event('told-4', 'cost_split.agreed', { case: 'c-1', subject: { kind: 'placement', id: 'p-1' }, data: { region_share: Number(said[4]) } }),
    ].join('\n') + '\n');
    mkdirSync(at('told'));
    const told = at('told/told.db');
    run(0, 'journal', 'import', '--store', told, at('told.jsonl'));
    run(0, 'views', 'rebuild', '--store', told);
    run(0, 'backup', '--store', told, at('told/copy'));
    run(0, 'journal', 'export', '--store', told, at('told/lines.jsonl'));
    run(0, 'keys', 'rotate', '--store', told);
    const files = readdirSync(at('told'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    assert.ok(files.length >= 4, files.join());
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const word of said) assert.ok(!bytes.includes(word), `${file} holds ${word}`);
    }
    // What everybody knows stands there to be read: the search above would have found it.
    assert.ok(readFileSync(at('told/copy')).includes('ostersund-soc'));
    assert.match(run(0, 'journal', 'verify', '--store', told), /whole/);
  });
  test('is not opened by other keys, or without any', () => {
    renameSync(at('told/keys'), at('told/away'));
    for (const about of [['views', 'check'], ['journal', 'import', example], ['keys', 'rotate']])
      assert.match(run(2, ...about, '--store', at('told/told.db')), /overens\.keys is missing/);
    assert.ok(!existsSync(at('told/keys')));
    for (const about of [['journal', 'verify'], ['backup', at('told/closed')], ['journal', 'export', at('told/closed.jsonl')]])
      run(0, ...about, '--store', at('told/told.db'));
    assert.match(run(2, 'views', 'check', '--store', at('told/told.db'), '--keys', at('keys/overens.keys')), /encrypted by other keys/);
    assert.match(run(1, 'journal', 'import', '--store', at('elsewhere.db'), at('told/closed.jsonl')), /encrypted by other keys/);
    run(0, 'views', 'check', '--store', at('told/told.db'), '--keys', at('told/away/overens.keys'));
    chmodSync(at('told/away/overens.keys'), 0o640);
    assert.match(run(2, 'views', 'check', '--store', at('told/told.db'), '--keys', at('told/away/overens.keys')), /can be read by others/);
    chmodSync(at('told/away/overens.keys'), 0o600);
    renameSync(at('told/away'), at('told/keys'));
  });
  test('gets new root keys, and forgets the earlier ones', () => {
    const of = (...about) => run(0, ...about, '--store', at('told/told.db'));
    assert.match(of('keys', 'rotate'), /^3 keys are wrapped anew, by root key 3$/m);
    run(0, 'backup', '--store', at('told/told.db'), at('told/rotated'));
    assert.match(of('keys', 'forget'), /^root key 3 is the only one now$/m);
    assert.equal(lines(at('told/keys/overens.keys')).length, 3);
    assert.match(of('views', 'check'), /the views are what the journal says/);
    assert.match(run(2, 'views', 'check', '--store', at('told/copy')), /encrypted by other keys/, 'a copy of before needs the keys of before');
    run(0, 'views', 'rebuild', '--store', at('told/rotated'));
  });
  test('is not said to be damaged when the database fails', () => {
    run(0, 'backup', '--store', store, at('sound'));
    assert.match(run(2, 'backup', '--store', store, at('no-folder/copy')), /the database failed/);
    assert.match(run(2, 'restore', '--store', at('no-folder/restored.db'), at('sound')), /the database failed/);
    writeFileSync(at('sound.heads'), 'no heads\n');
    assert.match(run(2, 'restore', '--store', at('restored-2.db'), at('sound')), /sound\.heads: this is not a whole file of heads/);
    assert.ok(!existsSync(at('restored-2.db')));
  });
  test('in a database that is not reached is not said to be damaged, and no password is told', () => {
    for (const user of ['u:hidden', 'u:hid@den', 'u:hid/den', 'u:12/hidden', 'u:hid:den@den']) {
      for (const about of [['journal', 'verify'], ['journal', 'export', at('x.jsonl')], ['views', 'check'], ['views', 'rebuild'], ['backup', at('x')], ['journal', 'import', example], ['restore', at('moved.db')]]) {
        const said = run(2, ...about, '--store', `postgresql://${user}@127.0.0.1:1/x`);
        assert.doesNotMatch(said, /hid|den/, user);
        assert.equal(said.trimEnd().split('\n').length, 1, said);
      }
    }
    assert.doesNotMatch(run(2, 'journal', 'verify', '--store', 'mysql://u:hidden@127.0.0.1/x'), /hidden/);
  });
  test('names the file that it is about', () => {
    for (const [name, bytes, code] of [['empty.db', '', 2], ['words.db', 'no database at all\n', 1]]) {
      writeFileSync(at(name), bytes);
      for (const about of [['journal', 'verify'], ['journal', 'export', at('x.jsonl')], ['views', 'check'], ['backup', at('x')]])
        assert.ok(run(code, ...about, '--store', at(name)).includes(at(name)), about.join(' '));
      assert.ok(run(code, 'restore', '--store', at('restored-3.db'), at(name)).includes(at(name)));
    }
  });
  test('is not made by asking about it', () => {
    run(2, 'journal', 'verify', '--store', at('nothing.db'));
    for (const about of [['journal', 'export', at('x.jsonl')], ['views', 'check'], ['views', 'rebuild'], ['backup', at('x')], ['keys', 'rotate']])
      assert.match(run(2, ...about, '--store', at('nothing.db')), /nothing\.db/);
    assert.match(run(2, 'keys', 'rotate', '--store', join(at('nowhere'), 'nothing.db')), /nothing\.db/);
    assert.ok(!existsSync(at('nothing.db')));
    assert.match(run(2, 'journal', 'verify', '--store', store, '--heads', example), /not a whole file of heads/);
    run(2, 'journal', 'verify');
    run(2, 'journal', 'import', '--store', store);
  });
});
