// An act of which one part is kept most closely: whoever is not named in the case sees the act without it, and not that there was more.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Site } from './people.mjs';

const soc = 'ostersund-soc';
const folder = mkdtempSync(join(tmpdir(), 'overens-close-'));
const people = ['named', 'involved'].map((who) => ({ who, role: 'caseworker', authority: soc, unit: 'vuxenenheten' }));
const in_case = { owner: soc, case: 'egen', subject: { kind: 'case', id: 'egen' } };
let site;
before(async () => {
  site = await Site.start(folder, people, [
    { type: 'case.opened', person: 'p-egen', unit: 'vuxenenheten', ...in_case },
    ...people.map(({ who }) => ({ type: 'case.taken_on', ...in_case, data: { staff: `s-${who}`, named: who === 'named' } })),
  ]);
});
after(async () => {
  await site?.server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const path = '/arenden/egen/dokumentera/individual.contact';
const contact = { sett: '', nar: '2026-03-10', 'fraga-with': 'individual', 'uppgift-contact.reached-way': 'visit', steg: 'spara' };
const violence = { aven: 'signal.noted', 'uppgift-signal.noted-signal': 'family_violence' };

test('a part that is kept most closely shows to its readers only, and is undone with the others', async () => {
  assert.equal((await site.ask('named', 'POST', path, { ...contact, ...violence, kommando: 'k1' })).status, 303);
  const [theirs, others] = await Promise.all(['named', 'involved'].map(async (who) => (await site.ask(who, 'GET', '/arenden/egen?sparat=k1')).body));
  for (const words of ['id="k1"', 'id="k1.2"', 'Tillsammans med: Signal uppmärksammad', 'våld inom familjen', '/makulera/k1."']) assert.ok(theirs.includes(words), words);
  assert.ok(others.includes('id="k1"'), 'the contact itself');
  for (const words of ['k1.', 'Tillsammans med', 'Signal uppmärksammad', 'våld inom familjen']) assert.ok(!others.includes(words), words);

  const undo = '/arenden/egen/makulera/k1.';
  const form = await site.ask('named', 'GET', undo);
  assert.equal((await site.send('named', undo, form.body, { 'uppgift-reason': 'duplicate', steg: 'spara' })).status, 303);
  const after_it = (await site.ask('named', 'GET', '/arenden/egen')).body;
  for (const id of ['k1', 'k1\\.2']) assert.match(after_it, new RegExp(`<li id="${id}">(?:(?!</li>)[^])*Makulerad`), id);
});

test('whoever is not named may not record it, and none of it is recorded', async () => {
  assert.equal((await site.ask('involved', 'GET', '/arenden/egen')).body.includes('concern.or_compulsory_care'), false, 'what they may not record is not offered');
  assert.equal((await site.ask('involved', 'GET', '/arenden/egen/dokumentera/concern.or_compulsory_care')).status, 403);
  const refused = await site.ask('involved', 'POST', path, { ...contact, ...violence, kommando: 'k2' });
  assert.equal(refused.status, 403);
  assert.ok(!(await site.ask('involved', 'GET', '/arenden/egen')).body.includes('id="k2"'));
});
