// What has come in from another authority: found, registered, answered as not theirs, taken on. Over HTTP.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { main_of, Site } from './people.mjs';

const soc = 'ostersund-soc', hsn = 'region-hsn';
const folder = mkdtempSync(join(tmpdir(), 'overens-come-in-'));
const people = [
  { who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'chef', role: 'unit_manager', authority: hsn, unit: 'beroendeenheten' },
  { who: 'lena', role: 'health_professional', authority: hsn, unit: 'beroendeenheten' },
  { who: 'per', role: 'health_professional', authority: hsn, unit: 'psykiatrisk-akut' },
];
let site;
before(async () => { site = await Site.start(folder, people); });
after(async () => {
  await site?.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});


/** A case of Anna's, of which a placement is disclosed to the region. */
async function disclosed(number, more = {}) {
  const { to: in_case } = await site.begin_case('anna', { namn: 'Alma Exempel' }, { 'nummer-slag': 'person', nummer: number });
  await site.save('anna', `${in_case}/dokumentera/placement.started`, { 'uppgift-form': 'hvb', 'uppgift-urgency': 'acute', 'uppgift-home': 'Björkbacken' });
  await disclose(in_case, more);
  return in_case;
}
async function disclose(in_case, more = {}) {
  const form = await site.page('anna', `${in_case}/lamna-ut`);
  const item = /name="uppgift-items" value="([^"]+)"[^>]*>(?:(?!<input)[^])*Placering påbörjad/.exec(form)[1];
  await site.save('anna', `${in_case}/lamna-ut`, { 'uppgift-items': item, 'uppgift-to': hsn, 'uppgift-basis': 'other_law', 'uppgift-necessity': 'Vården ska hålla ihop', 'uppgift-purpose': 'Vi vill hålla SIP', ...more });
}
const acts = (body, type) => [...body.matchAll(new RegExp(`href="(/arenden/[^"]+/inkommet/${type}/[^"]+)"`, 'g'))].map(([, path]) => path);

describe('what has come in', () => {
  let in_case;
  before(async () => { in_case = await disclosed('18900101-9802'); });

  test('is told to the manager who sees to it: how it came, and not what it says', async () => {
    const body = main_of(await site.page('chef', '/inkommet'));
    assert.match(body, /Socialtjänsten i Östersunds kommun[^]*Vi vill hålla SIP[^]*Placering påbörjad[^]*annan lag/);
    assert.doesNotMatch(body, /Björkbacken|Alma Exempel|Visas|säger varför/);
    assert.equal((await site.ask('lena', 'GET', '/inkommet')).body.includes(in_case), false, 'it was sent to nobody by name');
  });

  test('is registered, which takes it on for nobody', async () => {
    const [path] = acts(await site.page('chef', '/inkommet'), 'disclosure.registered');
    const form = await site.page('chef', path);
    assert.match(form, /Prov lena/);
    await site.save('chef', path, { 'uppgift-reader': 's-lena', 'uppgift-cover': 's-per', 'uppgift-number': 'HSN 2026/117' });
    assert.match(main_of(await site.page('chef', '/inkommet')), /Det är registrerat/);
    assert.match(main_of(await site.page('chef', `${in_case}/del/handelser`)), /Prov lena[^]*läser det[^]*HSN 2026\/117/);
    assert.doesNotMatch(await site.page('anna', `${in_case}/del/handelser`), /HSN 2026/, 'it is their own');
  });

  test('waits although a unit has it, until somebody there has taken it on', async () => {
    const done = await site.send('chef', `${in_case}/enhet`, await site.page('chef', in_case), {});
    assert.equal(done.status, 303, done.body);
    assert.ok((await site.page('chef', '/inkommet')).includes(in_case));
    assert.equal((await site.send('lena', `${in_case}/ta`, await site.page('lena', in_case), {})).status, 303);
    assert.ok(!(await site.page('chef', '/inkommet')).includes(in_case));
    assert.match(await site.page('lena', in_case), /Björkbacken/);
  });
});

describe('what is not theirs', () => {
  let in_case, path;
  before(async () => {
    in_case = await disclosed('18900102-9801', { 'uppgift-unit': 'beroendeenheten' });
    [path] = acts(await site.page('lena', '/inkommet'), 'disclosure.not_ours');
  });

  test('is answered to whoever sent it, and leaves the list', async () => {
    assert.ok(path, 'it was sent to her unit');
    assert.equal(acts(await site.page('per', '/inkommet'), 'disclosure.not_ours').length, 0);
    assert.equal((await site.ask('per', 'GET', path)).status, 403);
    const lacking = await site.send('lena', path, await site.page('lena', path), { steg: 'spara' });
    assert.equal(lacking.status, 422);
    await site.save('lena', path, { 'uppgift-why': 'Personen bor i en annan region', 'uppgift-basis': 'other_law' });
    for (const who of ['lena', 'chef']) assert.ok(!(await site.page(who, '/inkommet')).includes(in_case), who);
    for (const part of ['', '/del/delat', '/del/handelser'])
      assert.match(await site.page('anna', in_case + part), /Inte vårt ärende[^]*Personen bor i en annan region/);
    assert.doesNotMatch(await site.page('anna', `${in_case}/del/handelser`), /Prov lena/, 'who works there is not told');
  });

  test('can be read until whoever sent it ends that, and is not answered twice', async () => {
    assert.match(await site.page('lena', in_case), /Björkbacken/);
    assert.equal((await site.ask('lena', 'GET', path)).status, 200);
    const again = await site.send('lena', path, await site.page('lena', path), { 'uppgift-why': 'Igen', 'uppgift-basis': 'other_law', steg: 'spara' });
    assert.equal(again.status, 409, main_of(again.body));
  });

  test('comes in anew with what is sent anew', async () => {
    await disclose(in_case);
    assert.ok((await site.page('chef', '/inkommet')).includes(in_case));
  });
});
