// Individuals sign in by a service that says their personal number, and see what is about themselves: from each authority in a block of its
// own, nothing that is kept closely, nothing of others. The number is kept nowhere.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { new_key } from '../server/door.mjs';
import { Site } from '../server/people.mjs';
import { Issuer } from './issuer.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-individuals-'));
const soc = 'ostersund-soc', hsn = 'region-hsn';
const people = [
  { who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'dan', role: 'health_professional', authority: hsn, unit: 'beroendeenheten' },
];
const twelve = '189001019802', another = '201212121212';
const numbered = (nummer) => ({ 'nummer-slag': 'person', nummer });

let issuer, site, key;
before(async () => {
  issuer = await Issuer.start();
  const settings = join(folder, 'settings.yaml');
  writeFileSync(settings, `sign_in:\n  address: http://127.0.0.1:1\n  providers:\n    - id: eid\n      name: E-legitimation\n      issuer: ${issuer.address}\n      client_id: overens\n      person_claim: personal_number\n      levels: [loa3]\n      for: individuals\n`);
  site = await Site.start(folder, people, [], '--config', settings);
  key = new_key(site.store, 'prov', soc, hsn);
  const cases = [['anna', soc, 'Zebrina Provqvist', twelve], ['dan', hsn, 'Zebrina Provqvist', twelve], ['anna', soc, 'Annan Provman', another]];
  for (const [who, owner, namn, nummer] of cases) {
    const begun = await site.begin_case(who, { namn }, numbered(nummer));
    assert.equal(begun.status, 303, begun.body);
    await record(owner, decodeURIComponent(begun.to.split('/').at(-1)), nummer);
  }
});
after(async () => {
  await site?.server.stop();
  await issuer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

let recorded = 0;
async function record(owner, in_case, nummer) {
  const event = (type, more) => ({ command: `k${++recorded}`, do: 'record', type, owner, case: in_case, happened: '2026-03-09', ...more });
  const plan = { kind: 'plan', id: `plan-${owner}-${nummer === twelve}` };
  const commands = [
    event('sip.drawn_up', { subject: plan, data: { follow_up_on: '2099-05-02' } }),
    event('sip.approved', { subject: plan }),
    event('need.noted', { data: { intervention: 'housing_support' } }),
    event('signal.noted', { data: { signal: 'family_violence' } }),
  ];
  const reply = await fetch(`${site.server.url}/commands`, { method: 'POST', headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }, body: JSON.stringify(commands) });
  const answers = await reply.json();
  assert.ok(answers.every(({ status }) => status === 201), JSON.stringify(answers));
}

/** The whole walk: gives the answer to the last step. */
async function walk(claims, browser = '') {
  issuer.claims = claims;
  const begun = await fetch(`${site.server.url}/logga-in/eid?till=/min-sida`, { redirect: 'manual', headers: { Cookie: browser } });
  const cookie = begun.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const query = issuer.sign_in(begun.headers.get('location'));
  return fetch(`${site.server.url}/logga-in/eid/svar?${query}`, { redirect: 'manual', headers: { Cookie: cookie } });
}
const session_of = (reply) => reply.headers.getSetCookie().map((one) => one.split(';')[0]).filter((one) => one.startsWith('__Host-overens=')).join('; ');
const page_of = async (cookie, path = '/min-sida') => {
  const reply = await fetch(site.server.url + path, { redirect: 'manual', headers: { Cookie: cookie } });
  return { status: reply.status, body: await reply.text() };
};

test('somebody sees what each authority has, in a block of its own', async () => {
  const reply = await walk({ personal_number: '18900101-9802' });
  assert.equal(reply.status, 303, await reply.text());
  assert.equal(reply.headers.get('location'), '/min-sida');
  const { status, body } = await page_of(session_of(reply));
  assert.equal(status, 200);
  assert.equal([...body.matchAll(/id="myndighet-/g)].length, 2);
  for (const shown of ['SIP godkänd', '2099-05-02', 'Vuxenenheten', 'Vem har sett mina uppgifter']) assert.match(body, new RegExp(shown));
  for (const not of ['Zebrina', 'Annan Provman', 'våld', 'Signal', 'Prov anna', 'Prov dan', 'Behov', twelve, '9802']) assert.ok(!body.includes(not), not);
  assert.ok(!/<title>[^<]*\d/.test(body));
});

test('nothing else opens to them', async () => {
  const cookie = session_of(await walk({ personal_number: twelve }));
  for (const path of ['/arenden', '/arenden/finns-inte', '/arenden/sok', '/arenden/nytt', '/mitt-konto', '/granskning', '/organisation', '/forum'])
    assert.equal((await page_of(cookie, path)).status, 403, path);
});

test('whom no authority knows, and who has no number, is told alike and kept nowhere', async () => {
  const [unknown, none] = [await walk({ personal_number: '197010632391' }), await walk({ personal_number: 'SE-anna' })];
  assert.deepEqual([unknown.status, none.status], [403, 403]);
  const same = (body) => body.replaceAll(/state=[\w-]+/g, '');
  const told = same(await unknown.text());
  assert.equal(told, same(await none.text()));
  for (const word of ['1970', '2391', 'Zebrina', soc]) assert.ok(!told.includes(word), word);
});

test('a weaker sign-in is refused', async () => {
  const reply = await walk({ personal_number: twelve, acr: 'loa1' });
  assert.equal(reply.status, 422);
});

test('staff find no way in by it, and it stands on no page of theirs', async () => {
  assert.ok(!(await page_of('', '/logga-in')).body.includes('E-legitimation'));
  assert.match((await page_of('', '/min-sida/kod')).body, /href="\/logga-in\/eid/);
});

test('the page is shown in the access log of each authority', async () => {
  const cookie = session_of(await walk({ personal_number: twelve }));
  await page_of(cookie);
  const { body } = await page_of(cookie);
  assert.match(body, /Såg sin egen sida/);
});

test('the number stands nowhere', () => {
  const said = JSON.stringify(site.server.lines) + site.server.said;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath ?? one.path, one.name));
  for (const word of [twelve, '9001019802', '900101-9802', '197010632391', 'Zebrina']) {
    assert.ok(!said.includes(word), word);
    for (const file of files) assert.ok(!readFileSync(file).includes(word), `${file} ${word}`);
  }
});
