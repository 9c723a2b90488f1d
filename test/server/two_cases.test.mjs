// Two cases of one person are counted as one, by whoever works in both. Over HTTP.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { main_of, Site } from './people.mjs';

const soc = 'ostersund-soc';
const folder = mkdtempSync(join(tmpdir(), 'overens-two-cases-'));
const people = [
  { who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'bo', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
];
let site;
before(async () => { site = await Site.start(folder, people); });
after(async () => {
  await site?.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const id_of = (path) => path.split('/').pop();
const numbered = { 'nummer-slag': 'person', nummer: '18900101-9802' };

describe('two cases of one person', () => {
  let first, second, of_bo;
  const same = (one, other) => ({ 'uppgift-kind': 'case', 'uppgift-one': id_of(one), 'uppgift-other': id_of(other) });
  before(async () => {
    ({ to: first } = await site.begin_case('anna', { namn: 'Alma Exempel' }, numbered));
    ({ to: second } = await site.begin_case('anna', {}, numbered));
    ({ to: of_bo } = await site.begin_case('bo', { namn: 'Bo Exempel' }, { ...numbered, nummer: '18900102-9801' }));
  });

  test('are offered by words to whoever may open them, and no others', async () => {
    const form = await site.page('anna', `${first}/dokumentera/record.same_as`);
    const [, other] = /<select [^>]*name="uppgift-other"[^>]*>([^]*?)<\/select>/.exec(form);
    assert.match(other, new RegExp(`value="${id_of(first)}"[^]*value="${id_of(second)}"`));
    assert.ok(!other.includes(id_of(of_bo)));
  });

  test('are not joined by whoever does not work in both', async () => {
    const path = `${first}/dokumentera/record.same_as`;
    const sent = await site.fill('anna', path, { ...same(first, of_bo), steg: 'spara' });
    assert.notEqual(sent.status, 303);
    const { status } = await site.ask('bo', 'GET', path);
    assert.equal(status, 403);
    assert.doesNotMatch(await site.page('anna', first), /Räknas som ett/);
  });

  // What that means for what is owed: test/packs/prov/1/scenarios/same-case.txt.
  test('count as one from then on, which both say, until it is withdrawn', async () => {
    const saved = await site.save('anna', `${first}/dokumentera/record.same_as`, same(first, second));
    const there = await site.page('anna', saved.split('#')[0]);
    assert.match(main_of(there), new RegExp(`Räknas som ett med ärende ${id_of(second)}`, 'i'));
    assert.match(main_of(await site.page('anna', second)), new RegExp(`Räknas som ett med ärende ${id_of(first)}`, 'i'));
    assert.match(main_of(there), new RegExp(`Den andra</dt><dd>Ärende ${id_of(second)}`, 'i'), 'the time line names it');
    const [undo] = new RegExp(`${first}/makulera/[\\w-]+`).exec(there);
    await site.save('anna', undo, { 'uppgift-reason': 'registered_by_mistake' });
    assert.doesNotMatch(main_of(await site.page('anna', second)), /Räknas som ett/i);
  });
});
