// Whether an agreement holds, as its owner records it over HTTP: who has approved and signed, who has not, and which days can't all be right.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Site } from './people.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-agreement-'));
const people = [{ who: 'anna', role: 'caseworker', authority: 'ostersund-soc', unit: 'vuxenenheten' }, { who: 'fia', role: 'agreement_owner', authority: 'region-hsn' }];
const at = '/lansoverenskommelser/jamtland-harjedalen';
let site;
before(async () => (site = await Site.start(folder, people, [])));
after(async () => {
  await site?.stop?.();
  await site?.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const page = async () => (await site.ask('fia', 'GET', at)).body;
async function record(type, fields) {
  const path = `/dokumentera/${type}/jamtland-harjedalen`;
  const form = await site.ask('fia', 'GET', path);
  assert.equal(form.status, 200, form.body);
  return site.send('fia', path, form.body, { 'uppgift-version': '2025', vem: 'region-hsn', steg: 'spara', ...fields });
}

test('one approval makes it hold for one party, and the others are named', async () => {
  assert.match(await page(), /ingen parts beslut eller underskrift är registrerad/);
  const saved = await record('agreement.approved', { nar: '2026-02-10', 'uppgift-party': '23' });
  assert.equal(saved.status, 303, saved.body);
  const body = await page();
  assert.match(body, /Den gäller för en av sina \d+ parter\./);
  assert.match(body, /Region Jämtland Härjedalen: gäller från <time>2026-02-10<\/time>; godkänd <time>2026-02-10/);
  assert.match(body, /Östersunds kommun: gäller inte: inget godkännande är registrerat/);
  const list = (await site.ask('fia', 'GET', '/overenskommelser')).body;
  assert.match(list, /Den gäller för en av sina \d+ parter\./, 'the same where all agreements stand');
});

test('days that can not all be right are said, and recorded all the same', async () => {
  assert.doesNotMatch(await page(), /Dagar som inte stämmer överens/);
  const saved = await record('agreement.signed', { nar: '2026-02-01', 'uppgift-party': '23' });
  assert.equal(saved.status, 303, saved.body);
  assert.match(await page(), /Dagar som inte stämmer överens[^]*Region Jämtland Härjedalen: undertecknad <time>2026-02-01<\/time>, innan den godkändes <time>2026-02-10/);
});

test('a day that does not exist is told as that', async () => {
  const refused = await record('agreement.approved', { nar: '2026-02-30', 'uppgift-party': '23' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /När hände det\?: Den dagen finns inte i kalendern/);
});

test('who recorded it is told to colleagues by name', async () => {
  assert.match(await page(), /Dokumenterat av [^(]*\(Prov fia\)|Registrerat av [^(]*\(Prov fia\)/);
  assert.doesNotMatch(await page(), /\(s-fia\)/);
});

test('what would be refused is not offered: of another authority, of a unit of others, of what they may not list', async () => {
  const of = async (path) => {
    const { status, body } = await site.ask('fia', 'GET', path);
    assert.equal(status, 200, path);
    return [...body.matchAll(/href="\/dokumentera\/([\w.]+)\//g)].map(([, type]) => type);
  };
  assert.deepEqual((await of('/myndigheter/ostersund-soc')).filter((type) => /^(authority|source)\./.test(type)), []);
  assert.ok((await of('/myndigheter/region-hsn')).includes('authority.left'), 'of their own');
  const left = await site.ask('fia', 'GET', '/dokumentera/authority.left/region-hsn');
  assert.doesNotMatch(left.body, /name="vem"/, 'whose it is needs no answer');
  const samverkan = await site.ask('fia', 'GET', '/samverkan');
  for (const [, path] of samverkan.body.matchAll(/<li><a class="ds-link" href="(\/[\w-]+)"/g))
    assert.equal((await site.ask('fia', 'GET', path)).status, 200, path);
});
