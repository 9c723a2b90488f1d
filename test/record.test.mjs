// `overens record`: an event, or an act of several, recorded in the terminal.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { overens, root } from './program.mjs';

let folder, store;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'overens-record-'));
  store = join(folder, 'overens.db');
  assert.equal(overens('journal', 'import', '--store', store, `${root}examples/jamtland-harjedalen.jsonl`).code, 0);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** What it prints; fails when the exit code is another. */
function record(code, ...args) {
  const answer = overens('record', ...args, '--store', store, '--authority', 'region-hsn', '--lang', 'en');
  assert.equal(answer.code, code, `${args.join(' ')}: ${answer.out}${answer.err}`);
  return answer.out + answer.err;
}
const events = () => {
  const file = join(folder, 'out.jsonl');
  rmSync(file, { force: true });
  assert.equal(overens('journal', 'export', '--store', store, file).code, 0);
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith('{'));
};

test('shows what it would lead to, and records nothing', () => {
  const before_it = events().length;
  assert.match(record(0, 'forum.met', 'chefsgruppen', '--foresee'), /\S/);
  assert.equal(events().length, before_it);
});

test('records an event with its fields, once for each command', () => {
  const asked = ['forum.met', 'chefsgruppen', '--on', '2026-11-20', '--field', 'attended=23', '--field', 'attended=2380', '--command', 'k-met'];
  assert.match(record(0, ...asked), /Saved: Forum met, chefsgruppen: k-met/);
  record(0, ...asked);
  const met = events().filter((line) => line.includes('"k-met"'));
  assert.equal(met.length, 1);
  assert.match(met[0], /"attended":\s*\["23","2380"\]/);
});

test('records an act of several events, all of them or none', () => {
  const act = ['forum.meeting', 'chefsgruppen', '--on', '2026-11-21', '--also', 'action_plan.proposed', '--field', 'for_period=2026-09-01'];
  const before_it = events().length;
  record(1, ...act.slice(0, -1), 'for_period=soon', '--command', 'k-wrong');
  assert.equal(events().length, before_it);
  assert.match(record(0, ...act, '--command', 'k-act'), /Saved: Forum met, chefsgruppen: k-act\.1\nSaved: Action plan proposed, chefsgruppen: k-act\.2/);
});

test('makes the id of what begins', () => {
  assert.match(record(0, 'local_agreement.adopted', '--field', 'municipality=2380'), /Saved: Local agreement adopted, [0-9a-f]{32}: /);
});

test('says what is wrong', () => {
  assert.match(record(2, 'no.such', 'x'), /there is no event type, and no act, no\.such/);
  assert.match(record(2, 'forum.met', 'chefsgruppen', '--field', 'weather=sun'), /there is no field weather/);
  assert.match(record(2, 'placement.cost'), /write in which case placement\.cost happened/);
  assert.match(record(2, 'placement.cost', 'arende-1'), /write what happened: --also and an event/);
  assert.match(record(1, 'placement.cost', 'arende-1', '--field', 'answer=refused', '--field', 'reason=other', '--about', 'placement=p1'), /more than you may do|may not/);
  assert.match(record(2, 'forum.met'), /write what forum\.met is about/);
  assert.match(record(1, 'commitment.evidenced', 'jamtland-harjedalen.c-prevention-region'), /party/);
});
