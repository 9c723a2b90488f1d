// What is recorded in a case is disclosed to the other authority in the same form, and another authority is invited. Over HTTP.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { faults_of, main_of, Site } from './people.mjs';

const soc = 'ostersund-soc', hsn = 'region-hsn';
const folder = mkdtempSync(join(tmpdir(), 'overens-invite-'));
const people = [
  { who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'chef', role: 'unit_manager', authority: hsn, unit: 'beroendeenheten' },
  { who: 'lena', role: 'health_professional', authority: hsn, unit: 'beroendeenheten' },
];
let site;
before(async () => { site = await Site.start(folder, people); });
after(async () => {
  await site?.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const begin = async (name, number) => (await site.begin_case('anna', { namn: name }, { 'nummer-slag': 'person', nummer: number })).to;

const disclosing = 'disclosure.made';
/** What a form asks of whom it is to be told, on another law than consent. */
const told = (prefix, more = {}) => Object.fromEntries(Object.entries({ to: hsn, basis: 'other_law', necessity: 'Vården ska hålla ihop', purpose: 'Vården under placeringen', ...more }).map(([name, value]) => [`uppgift-${prefix}${name}`, value]));
const whom = (body) => /name="uppgift-(?:disclosure\.made-)?items" value="([^"]+)"[^>]* checked[^>]*>(?:(?!<input)[^])*Person registrerad/.exec(body)?.[1];
const placed = { aven: ['placement.started', 'health_need.noted', disclosing], 'uppgift-form': 'hvb', 'uppgift-home': 'Björkbacken' };

describe('what is recorded and disclosed at once', () => {
  let in_case, path, item;
  before(async () => {
    in_case = await begin('Alma Exempel', '18900101-9802');
    path = `${in_case}/dokumentera/placement.acute`;
    item = whom(await site.page('anna', path));
  });

  test('whom it is about is chosen from the beginning', () => assert.ok(item));

  test('what the gate refuses is said at its field, and nothing is recorded', async () => {
    const wrong = await site.fill('anna', path, { ...placed, ...told('disclosure.made-', { necessity: '' }), 'uppgift-disclosure.made-items': item, steg: 'spara' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /id="uppgift-disclosure\.made-(necessity|basis)-error"/);
    const consent = await site.fill('anna', path, { ...placed, ...told('disclosure.made-', { basis: 'consent' }), 'uppgift-disclosure.made-items': item, steg: 'spara' });
    assert.equal(consent.status, 422);
    assert.doesNotMatch(await site.page('anna', `${in_case}/del/handelser`), /Björkbacken/);
  });

  test('an acute placement is recorded and told in three pages: form, check, saved', async () => {
    const form = { ...placed, ...told('disclosure.made-'), 'uppgift-disclosure.made-items': item };
    const check = await site.fill('anna', path, { ...form, steg: 'kontrollera' });
    assert.equal(check.status, 200, main_of(check.body));
    assert.match(main_of(check.body), /Hälso- och sjukvård|Region/);
    const saved = await site.fill('anna', path, { ...form, steg: 'spara' });
    assert.equal(saved.status, 303, faults_of(saved.body));
    const there = await site.page('anna', saved.to.split('#')[0]);
    assert.match(there, /id="sparat"/);
    assert.doesNotMatch(main_of(there).slice(0, main_of(there).indexOf('id="handelser"')), /Har inte lämnats härifrån/);
  });

  test('the other authority finds it under Inkommet, and reads what was recorded when it has been taken on', async () => {
    const come_in = main_of(await site.page('chef', '/inkommet'));
    assert.match(come_in, /Socialtjänsten i Östersunds kommun[^]*Vården under placeringen[^]*[Pp]lacering/);
    assert.doesNotMatch(come_in, /Björkbacken/);
  });
});

describe('another authority', () => {
  test('is invited by one form, and learns what was chosen', async () => {
    const in_case = await begin('Cia Exempel', '18900103-9800');
    const path = `${in_case}/dokumentera/authority.invited`;
    const shown = await site.page('anna', path);
    const saved = await site.fill('anna', path, { aven: ['sip.invited'], ...told('', { purpose: 'Vi vill hålla SIP tillsammans' }), 'uppgift-items': whom(shown), steg: 'spara' });
    assert.equal(saved.status, 303, faults_of(saved.body));
    const come_in = main_of(await site.page('chef', '/inkommet'));
    assert.match(come_in, /Vi vill hålla SIP tillsammans/);
    assert.match(await site.page('anna', `${in_case}/del/delat`), /Vi vill hålla SIP tillsammans/);
  });

  test('is not invited by whoever may not disclose', async () => {
    const in_case = await begin('Dan Exempel', '18900104-9809');
    assert.notEqual((await site.ask('lena', 'GET', `${in_case}/dokumentera/authority.invited`)).status, 200);
  });
});
