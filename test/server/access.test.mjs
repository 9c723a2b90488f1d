// The matrix of who may ask for what: every route of the table × every role × how they stand to it, against the program over HTTP. A route or
// a role without an expected answer here fails. Nothing of what is asked for stands in the answer to somebody who may not see it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { overens, root } from '../program.mjs';
import { new_key } from './door.mjs';
import { new_store, Server, until } from './server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-access-'));
const routes = JSON.parse(overens('routes', '--json').out);
const soc = 'ostersund-soc', hsn = 'region-hsn';

// What nobody may learn who may not see it: of the case, of another authority's case, of staff.
const of_case = ['Placering påbörjad', 'hem för vård eller boende', 'plac-egen'];
const of_others_case = ['Insats påbörjad', 'insats-annan'];
const of_staff = ['Ylva Hemlig', 'ylva.hemlig@soc.test'];
const of_person = ['Nils Hemligsson', 'Identitetsgatan 4', '18900101-9802', '189001019802'];
const sensitive = ['våld inom familjen', 'Signal uppmärksammad'];

/** Who asks: their role, and what they are to the case. `involved` works in it, `named` also with what is sensitive. */
const purposes = { log_reviewer: 'review', administrator: 'administration', operations: 'operations', statistician: 'follow_up', agreement_owner: 'follow_up' };
const roles = ['caseworker', 'health_professional', 'sip_coordinator', 'unit_manager', 'duty_officer', 'log_reviewer', 'administrator', 'agreement_owner', 'statistician', 'operations'];
const people = [
  ...roles.map((role) => ({ who: role, role, authority: soc, unit: 'vuxenenheten' })),
  { who: 'involved', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'named', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'other_unit', role: 'caseworker', authority: soc, unit: 'ungdomsenheten' },
  { who: 'other_manager', role: 'unit_manager', authority: soc, unit: 'ungdomsenheten' },
  { who: 'other_authority', role: 'health_professional', authority: hsn, unit: 'beroendeenheten' },
  { who: 'their_involved', role: 'health_professional', authority: hsn, unit: 'beroendeenheten' },
  { who: 'their_named', role: 'health_professional', authority: hsn, unit: 'beroendeenheten' },
  { who: 'their_coordinator', role: 'sip_coordinator', authority: hsn, unit: 'beroendeenheten' },
  { who: 'their_manager', role: 'unit_manager', authority: hsn, unit: 'beroendeenheten' },
];
// The one whom the case is about, by the code on paper that they were given, or having shown who they are.
const individuals = ['by_code'];
const everybody = ['visitor', 'developer', ...people.map(({ who }) => who), ...individuals];
const signed_in = everybody.filter((who) => who !== 'visitor');
const staff = signed_in.filter((who) => !individuals.includes(who));
const theirs = ['other_authority', 'their_involved', 'their_named', 'their_coordinator', 'their_manager'];
const in_cases = ['involved', 'named', 'caseworker', 'health_professional', 'other_unit', 'other_authority', 'their_involved', 'their_named'];
const managers = ['unit_manager', 'other_manager', 'their_manager'];
const coordinators = ['sip_coordinator', 'their_coordinator'];
const but = (all, ...left_out) => all.filter((who) => !left_out.flat().includes(who));

const case_of = (id, owner, unit) => [
  { type: 'case.opened', owner, case: id, unit, person: `p-${id}`, subject: { kind: 'case', id } },
];
const events = () => [
  { type: 'unit.opened', owner: soc, subject: { kind: 'unit', id: 'ungdomsenheten' }, data: { authority: soc, kind: 'social_services_unit', name: 'Ungdomsenheten' } },
  { type: 'staff.registered', owner: soc, subject: { kind: 'staff', id: 'm-ylva' }, data: { name: of_staff[0], email: of_staff[1] } },
  ...people.flatMap(({ who, role, authority, unit }) => [
    { type: 'staff.registered', owner: authority, subject: { kind: 'staff', id: `s-${who}` }, data: { name: `Prov ${who}`, email: `${who}@prov.test` } },
    { type: 'commission.given', owner: authority, subject: { kind: 'commission', id: `u-${who}` }, data: { staff: `s-${who}`, role, unit, purpose: purposes[role] ?? 'care', from: '2026-01-01' } },
    ...(['administrator', 'log_reviewer'].includes(role) ? [{ type: 'commission.confirmed', owner: authority, subject: { kind: 'commission', id: `u-${who}` } }] : []),
  ]),
  ...case_of('egen', soc, 'vuxenenheten'),
  ...['involved', 'named'].map((who) => ({ type: 'case.taken_on', owner: soc, case: 'egen', subject: { kind: 'case', id: 'egen' }, data: { staff: `s-${who}`, named: who === 'named' } })),
  { type: 'placement.started', owner: soc, case: 'egen', subject: { kind: 'placement', id: 'plac-egen' }, data: { form: 'hvb', urgency: 'acute' } },
  { type: 'signal.noted', owner: soc, case: 'egen', data: { signal: 'family_violence' } },
  ...case_of('annans', hsn, 'beroendeenheten'),
  ...Object.entries(received).flatMap(([how, one]) => sent(one, how)),
  ...case_of('kom-in', soc, 'vuxenenheten'),
  { type: 'sip.not_needed', id: 'kom-in-1', owner: soc, case: 'kom-in', data: { reason: told('kom-in') } },
  { type: 'disclosure.made', owner: soc, case: 'kom-in', subject: { kind: 'disclosure', id: 'u-kom-in' }, data: { to: hsn, basis: 'other_law', necessity: 'Behövs', items: ['kom-in-1'], purpose: 'Samordning' } },
  { type: 'intervention.started', owner: hsn, case: 'annans', subject: { kind: 'intervention', id: 'insats-annan' }, data: { intervention: 'open_care' } },
];

/** Cases of soc of which something has been disclosed to hsn: how that stands, and what came before and after it. */
const received = {
  live: { ways: [] },
  ended: { ways: ['end'] },
  withdrawn: { ways: ['withdraw'] },
};
const told = (how) => `Skälet före ${how}`, untold = (how) => `Skälet efter ${how}`;
const asked = (how, reason) => ({ type: 'sip.not_needed', owner: soc, case: `till-${how}`, data: { reason } });
const sent = ({ ways }, how) => [
  ...case_of(`till-${how}`, soc, 'vuxenenheten'),
  { type: 'case.taken_on', owner: soc, case: `till-${how}`, subject: { kind: 'case', id: `till-${how}` }, data: { staff: 's-involved' } },
  { type: 'case.unit_set', owner: hsn, case: `till-${how}`, subject: { kind: 'case', id: `till-${how}` }, data: { unit: 'beroendeenheten' } },
  ...['their_involved', 'their_named'].map((who) => ({ type: 'case.taken_on', owner: hsn, case: `till-${how}`, subject: { kind: 'case', id: `till-${how}` }, data: { staff: `s-${who}`, named: who === 'their_named' } })),
  { type: 'consent.given', owner: soc, case: `till-${how}`, subject: { kind: 'consent', id: `s-${how}` }, data: { to: [hsn], types: ['sip.not_needed', 'signal.noted'], purpose: 'Samordning', form: 'oral', given_by: 'individual' } },
  { type: 'disclosure.made', owner: soc, case: `till-${how}`, subject: { kind: 'disclosure', id: `u-${how}` }, data: { to: hsn, basis: 'consent', consent: `s-${how}`, types: ['sip.not_needed', 'signal.noted'], purpose: 'Samordning' } },
  asked(how, told(how)),
  { type: 'signal.noted', owner: soc, case: `till-${how}`, data: { signal: 'family_violence' } },
  ...(ways.includes('end') ? [{ type: 'disclosure.ended', owner: soc, case: `till-${how}`, subject: { kind: 'disclosure', id: `u-${how}` } }] : []),
  ...(ways.includes('withdraw') ? [{ type: 'consent.withdrawn', owner: soc, case: `till-${how}`, subject: { kind: 'consent', id: `s-${how}` } }] : []),
  ...(ways.length ? [asked(how, untold(how))] : []),
];

let site;
let key;
const sessions = new Map(); // who → { cookie, csrf }
before(async () => {
  const store = new_store(folder);
  const extra = join(folder, 'extra.jsonl');
  const lines = events().map((event, at) => JSON.stringify({ id: `x${at}`, happened: '2026-03-09', recorded: new Date(Date.UTC(2026, 2, 9, 10) + at * 1000).toISOString().replace('.000', ''), ...event }));
  writeFileSync(extra, lines.join('\n') + '\n');
  for (const file of ['examples/jamtland-harjedalen.jsonl', 'examples/organisation.jsonl', extra]) {
    const imported = overens('journal', 'import', '--store', store, file);
    assert.equal(imported.code, 0, imported.err);
  }
  for (const { who, authority } of people) {
    const added = overens('account', 'add', `${who}@prov.test`, '--store', store, '--authority', authority, '--staff', `s-${who}`, '--site', '');
    assert.equal(added.code, 0, added.err);
  }
  key = new_key(store, 'prov', soc);
  site = await Server.start({ STORE: store, DEVELOPER: 'true' });
  await until(() => site.out.includes('Prov other_authority'));
  for (const line of site.out.split('\n')) {
    const link = /http:\/\/[\d.:]+(\/utvecklare\/[\w-]+)/.exec(line)?.[1];
    if (!link) continue;
    const who = /Prov (\w+)/.exec(line)?.[1] ?? (sessions.has('developer') ? undefined : 'developer');
    if (!who) continue;
    const reply = await fetch(site.url + link, { redirect: 'manual' });
    assert.equal(reply.status, 303, line);
    const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    const page = await (await fetch(`${site.url}/hjalp`, { headers: { Cookie: cookie } })).text();
    sessions.set(who, { cookie, csrf: /name="csrf" value="([^"]+)"/.exec(page)[1] });
  }
  assert.deepEqual([...sessions.keys()].sort(), staff.toSorted());
  await until(async () => (await ask('developer', 'GET', '/arenden?myndighet=ostersund-soc')).status === 200);
  const written = { namn: of_person[0], adress: of_person[1], 'nummer-slag': 'person', nummer: of_person[2], sett: '0', kommando: 'k-identity' };
  assert.equal((await ask('involved', 'POST', '/arenden/egen/person', { form: written })).status, 303);
  await sign_in_by_code();
});

/** With a code that one who works in the case has given. */
async function sign_in_by_code() {
  const given = await ask('involved', 'POST', '/arenden/egen/kod', { form: { gor: 'ge', kommando: 'k-code' } });
  const code = /class="code">(\w{4}-\w{4}-\w{4})</.exec(given.body)[1];
  const form = await fetch(`${site.url}/min-sida/kod`);
  const visitor = form.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const csrf = /name="csrf" value="([^"]+)"/.exec(await form.text())[1];
  const reply = await fetch(`${site.url}/min-sida/kod`, { method: 'POST', redirect: 'manual', headers: { Cookie: visitor, Origin: site.url, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ csrf, kod: code }).toString() });
  assert.equal(reply.status, 303, await reply.text());
  const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const page = await (await fetch(`${site.url}/min-sida`, { headers: { Cookie: cookie } })).text();
  sessions.set('by_code', { cookie, csrf: /name="csrf" value="([^"]+)"/.exec(page)[1] });
}
after(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks as somebody; a POST is sent as from one of our pages. */
async function ask(who, method, path, { csrf = sessions.get(who)?.csrf, headers = {}, form = {} } = {}) {
  const session = sessions.get(who);
  const all = { ...(session && { Cookie: session.cookie }), ...headers };
  if (method === 'POST') Object.assign(all, { 'Content-Type': 'application/x-www-form-urlencoded', Origin: site.url, ...headers });
  const body = method === 'POST' ? new URLSearchParams({ ...(csrf && { csrf }), ...form }).toString() : undefined;
  const reply = await fetch(site.url + path, { method, headers: all, body, redirect: 'manual' });
  return { status: reply.status, body: await reply.text(), fields: reply.headers };
}

const pack = '/overenskommelser/jamtland-harjedalen';
/** What each route answers: [path, { status: who }]. Who stands nowhere is denied: 401 a visitor, 403 others; a visitor's POST gets the sign-in. */
const answers = {
  'GET /': [['/', { 200: everybody }]],
  'GET /vem-gor-vad': [['/vem-gor-vad', { 200: everybody }]],
  'GET /overenskommelser': [['/overenskommelser', { 200: everybody }]],
  'GET /overenskommelser/{county}': [[pack, { 302: everybody }]],
  'GET /overenskommelser/{county}/{version}': [[`${pack}/2025`, { 200: everybody }]],
  'GET /overenskommelser/{county}/{version}/{part}': [[`${pack}/2025/avtalet-finns-inte`, { 404: everybody }]],
  'GET /overenskommelser/{county}/{version}/avsnitt/{section}': [[`${pack}/2025/avsnitt/finns-inte`, { 404: everybody }]],
  'GET /sok': [['/sok', { 200: everybody }]],
  'GET /jamfor': [['/jamfor', { 200: everybody }]],
  'GET /rakna-frist': [['/rakna-frist', { 200: everybody }]],
  'GET /hjalp': [['/hjalp', { 200: everybody }]],
  'GET /tillganglighet': [['/tillganglighet', { 404: everybody }]],
  'GET /logga-in': [['/logga-in', { 200: everybody }]],
  'POST /logga-in': [['/logga-in', { 403: ['visitor'], 422: signed_in }]],
  'GET /konto/{secret}': [['/konto/finns-inte', { 404: everybody }]],
  'POST /konto/{secret}': [['/konto/finns-inte', { 403: ['visitor'], 404: signed_in }]],
  'GET /enheter': [['/enheter', { 200: everybody }]],
  'GET /enheter/{id}': [['/enheter/vuxenenheten', { 200: everybody }], ['/enheter/ungdomsenheten', { 404: everybody }]],
  'POST /enheter/{id}/stammer-inte': [['/enheter/finns-inte/stammer-inte', { 404: everybody }]],
  'GET /mitt-konto': [['/mitt-konto', { 200: staff }]],
  'POST /mitt-konto': [['/mitt-konto', { 200: ['developer'], 422: staff.filter((who) => who !== 'developer') }]],
  'POST /mitt-konto/bekrafta': [['/mitt-konto/bekrafta', { 303: staff }]],
  'POST /mitt-konto/avsluta': [['/mitt-konto/avsluta', { 303: staff }]],
  'POST /logga-ut': [], // below, since it ends the session
  'GET /forum': [['/forum', { 200: staff }]],
  'GET /forum/{id}': [['/forum/finns-inte', { 404: staff }]],
  'GET /arenden': [['/arenden?myndighet=ostersund-soc', { 200: ['developer', ...coordinators, ...managers, ...in_cases] }]],
  'GET /arenden/{id}': [
    ['/arenden/egen', { 200: ['developer', 'involved', 'named', 'sip_coordinator', 'unit_manager'], 404: theirs }],
    ['/arenden/annans', { 200: ['developer', 'their_coordinator', 'their_manager'], 404: [...but(in_cases, theirs), 'sip_coordinator', 'unit_manager', 'other_manager'] }],
    ['/arenden/finns-inte', { 404: ['developer', ...in_cases, ...coordinators, ...managers] }],
    // What has been disclosed: whoever works in the receiver's case gets it, others of that authority are told whom to ask.
    ...Object.keys(received).map((how) => [`/arenden/till-${how}`, { 200: ['developer', 'involved', 'sip_coordinator', 'unit_manager', 'their_involved', 'their_named', 'their_coordinator', 'their_manager'] }]),
    // What nobody of the receiver's has taken on.
    ['/arenden/kom-in', { 200: ['developer', 'sip_coordinator', 'unit_manager', 'their_coordinator', 'their_manager'] }],
  ],
  'POST /arenden/{id}': [
    ['/arenden/egen', { 200: ['developer', 'involved', 'named', 'sip_coordinator', 'unit_manager', 'other_manager'], 404: theirs }, { skal: 'Klagomål' }],
    ['/arenden/finns-inte', { 404: ['developer', ...in_cases, ...coordinators, ...managers] }, { skal: 'Klagomål' }],
  ],
  'GET /arenden/sok': [['/arenden/sok', { 200: ['developer', ...in_cases] }]],
  'POST /arenden/sok': [['/arenden/sok', { 200: ['developer', ...in_cases] }, { nummer: '20121212-1212', myndighet: soc, steg: 'nummer' }], ['/arenden/sok', { 200: ['developer', ...in_cases] }, { vem: 'Nils', steg: 'namn' }]],
  'GET /arenden/nytt': [['/arenden/nytt', { 200: ['developer', ...in_cases] }]],
  'POST /arenden/nytt': [['/arenden/nytt', { 422: ['developer', ...in_cases] }]],
  'GET /arenden/{id}/person': [['/arenden/egen/person', { 200: ['developer', 'involved', 'named'], 404: theirs.filter((who) => in_cases.includes(who)) }], ['/arenden/finns-inte/person', { 404: ['developer', ...in_cases] }]],
  'POST /arenden/{id}/person': [['/arenden/egen/person', { 422: ['developer', 'involved', 'named'], 404: theirs.filter((who) => in_cases.includes(who)) }]],
  'GET /arenden/{id}/kod': [['/arenden/egen/kod', { 200: ['developer', 'involved', 'named'], 404: theirs.filter((who) => in_cases.includes(who)) }]],
  'POST /arenden/{id}/kod': [['/arenden/egen/kod', { 200: ['developer', 'involved', 'named'], 404: theirs.filter((who) => in_cases.includes(who)) }]],
  'GET /min-sida': [['/min-sida', { 200: individuals, 303: ['visitor'] }]],
  'GET /min-sida/kod': [['/min-sida/kod', { 200: everybody }]],
  'POST /min-sida/kod': [['/min-sida/kod', { 403: ['visitor'], 422: signed_in }]],
  'POST /arenden/{id}/ta': [['/arenden/finns-inte/ta', { 404: ['developer', ...in_cases] }], ['/arenden/annans/ta', { 404: but(['developer', ...in_cases], theirs), 303: theirs.filter((who) => in_cases.includes(who)) }]],
  'POST /arenden/{id}/enhet': [['/arenden/finns-inte/enhet', { 404: ['developer', ...managers] }], ['/arenden/annans/enhet', { 404: ['developer', 'unit_manager', 'other_manager'], 303: ['their_manager'] }]],
  'GET /arenden/{id}/lamna-ut': [
    ['/arenden/egen/lamna-ut', { 200: ['developer', 'involved', 'named'], 404: theirs.filter((who) => in_cases.includes(who)) }],
    ['/arenden/finns-inte/lamna-ut', { 404: ['developer', ...in_cases] }],
  ],
  'POST /arenden/{id}/lamna-ut': [
    ['/arenden/egen/lamna-ut', { 422: ['developer', 'involved', 'named'], 404: theirs.filter((who) => in_cases.includes(who)) }],
    ['/arenden/finns-inte/lamna-ut', { 404: ['developer', ...in_cases] }],
  ],
  'GET /organisation': [['/organisation', { 200: ['developer', 'administrator', ...managers] }]],
  'GET /organisation/{authority}': [[`/organisation/${soc}`, { 200: ['developer', 'administrator', 'unit_manager', 'other_manager'] }]],
  'GET /organisation/enheter/{id}': [['/organisation/enheter/vuxenenheten', { 200: staff }]],
  'GET /organisation/personal/{id}': [['/organisation/personal/m-ylva', { 200: ['developer', 'administrator', 'unit_manager', 'other_manager'], 404: ['their_manager'] }]],
  'GET /organisation/personal/{id}/konto': [['/organisation/personal/m-ylva/konto', { 200: ['developer', 'administrator'] }]],
  'POST /organisation/personal/{id}/konto': [['/organisation/personal/m-ylva/konto', { 200: ['developer', 'administrator'] }]],
  'GET /organisation/uppdrag/{id}': [['/organisation/uppdrag/u-involved', { 200: ['developer', 'administrator', 'unit_manager', 'other_manager'], 404: ['their_manager'] }]],
  'GET /organisation/{authority}/las-in': [[`/organisation/${soc}/las-in`, { 200: ['developer', 'administrator'] }]],
  'POST /organisation/{authority}/las-in': [[`/organisation/${soc}/las-in`, { 422: ['developer', 'administrator'] }]],
  'GET /organisation/{authority}/ny/{type}': [[`/organisation/${soc}/ny/staff.registered`, { 200: ['developer', 'administrator'] }]],
  'POST /organisation/{authority}/ny/{type}': [[`/organisation/${soc}/ny/staff.registered`, { 422: ['developer', 'administrator'] }]],
  'GET /dokumentera/{type}/{subject}': [['/dokumentera/unit.verified/vuxenenheten', { 200: ['developer', 'administrator', 'agreement_owner', ...coordinators, ...managers] }], ['/dokumentera/case.closed/egen', { 404: ['developer', 'administrator', 'agreement_owner', ...coordinators, ...managers] }]],
  'POST /dokumentera/{type}/{subject}': [['/dokumentera/unit.verified/vuxenenheten', { 422: ['developer', 'administrator', 'agreement_owner', ...coordinators, ...managers] }]],
  'GET /ratta/{kind}/{subject}/{event}': [['/ratta/unit/vuxenenheten/org010', { 200: ['developer', 'administrator', 'agreement_owner', 'sip_coordinator', 'unit_manager'] }], ['/ratta/case/egen/x0', { 404: ['developer', 'administrator', 'agreement_owner', ...coordinators, ...managers] }]],
  'POST /ratta/{kind}/{subject}/{event}': [['/ratta/unit/vuxenenheten/org010', { 422: ['developer', 'administrator', 'agreement_owner', 'sip_coordinator', 'unit_manager'] }]],
  'GET /makulera/{kind}/{subject}/{event}': [['/makulera/unit/vuxenenheten/org010', { 200: ['developer', 'administrator', 'agreement_owner', 'sip_coordinator', 'unit_manager'] }]],
  'POST /makulera/{kind}/{subject}/{event}': [['/makulera/unit/vuxenenheten/org010', { 422: ['developer', 'administrator', 'agreement_owner', 'sip_coordinator', 'unit_manager'] }]],
  'GET /granskning': [['/granskning', { 200: ['log_reviewer'] }]],
  'POST /granskning/resultat': [['/granskning/resultat', { 422: ['log_reviewer'] }]],
  'GET /granskning/logg': [['/granskning/logg', { 200: ['log_reviewer'] }], ['/granskning/logg?slag=person&id=Anna%20Prov', { 404: ['log_reviewer'] }]],
  'GET /granskning/utdrag': [['/granskning/utdrag', { 200: ['log_reviewer'] }]],
  'GET /granskning/utdrag/fil': [['/granskning/utdrag/fil', { 422: ['log_reviewer'] }]],
  'GET /komponenter': [['/komponenter', { 200: everybody }]],
  // Keys, not sessions, open the API: whoever is signed in to the pages is nobody there.
  'POST /commands': [['/commands', { 401: everybody }]],
  'GET /api/obligations': [['/api/obligations', { 401: everybody }]],
  'GET /api/cases': [['/api/cases', { 401: everybody }]],
  'GET /api/status': [['/api/status', { 200: everybody }]],
  'GET /assets/*': [['/assets/finns-inte', { 404: everybody }]],
  'GET /health': [['/health', { 200: everybody }]],
  'GET /metrics': [['/metrics', { 404: everybody }]], // not hung up by these settings
  'GET /utvecklare/{secret}': [['/utvecklare/finns-inte', { 404: everybody }]],
  'GET /logga-in/{provider}': [['/logga-in/finns-inte', { 404: everybody }]],
  'GET /logga-in/{provider}/svar': [['/logga-in/finns-inte/svar', { 404: everybody }]],
  'POST /logga-in/{provider}/avsluta': [['/logga-in/finns-inte/avsluta', { 404: everybody }]],
};

const name = ({ method, path }) => `${method} ${path}`;

test('what is left out of a list is said to be, and is no number', async () => {
  const list = async (who) => (await ask(who, 'GET', '/arenden?myndighet=ostersund-soc')).body;
  assert.match(await list('sip_coordinator'), /egen<\/a>[^]*?visas inte/);
  assert.doesNotMatch(await list('named'), /visas inte/);
});

test('every route and every role has its expected answers', () => {
  assert.deepEqual(routes.map(name).sort(), Object.keys(answers).sort());
  const yaml = readFileSync(`${root}agreements/vocabulary/codes.yaml`, 'utf8');
  const of_vocabulary = [.../- id: staff_roles\n {4}codes:\n((?: {6}- .*\n)+)/.exec(yaml)[1].matchAll(/\{id: (\w+)/g)].map(([, id]) => id);
  assert.deepEqual(of_vocabulary.sort(), roles.toSorted());
});

const denied = (who) => (who === 'visitor' ? 401 : 403);
const secrets = [...of_case, ...of_others_case, ...of_staff, ...of_person, ...sensitive, ...[...Object.keys(received), 'kom-in'].flatMap((how) => [told(how), untold(how)])];

describe('each route', () => {
  for (const [route, rows] of Object.entries(answers)) {
    const [method] = route.split(' ');
    for (const [path, expected, form] of rows) {
      test(`${method} ${path}`, async () => {
        const status_of = (who) => Number(Object.keys(expected).find((status) => expected[status].includes(who)) ?? denied(who));
        const found = {}, wanted = {};
        for (const who of everybody) {
          const reply = await ask(who, method, path, { form });
          found[who] = reply.status;
          wanted[who] = status_of(who);
          if (reply.status < 400 || reply.status === 422) continue; // shown, or the form again with what is wrong
          for (const secret of secrets) assert.ok(!reply.body.includes(secret), `${who} is told ${secret} with ${reply.status}`);
        }
        assert.deepEqual(found, wanted);
      });
    }
  }
});

test('an individual sees nothing but their own page', async () => {
  const { status, body } = await ask('by_code', 'GET', '/min-sida');
  assert.equal(status, 200);
  for (const secret of secrets) assert.ok(!body.includes(secret), secret);
});

describe('a case', () => {
  test('shows to each what is theirs', async () => {
    const shown = async (who, words) => (await ask(who, 'GET', '/arenden/egen')).body.includes(words);
    for (const who of ['involved', 'named', 'developer']) assert.ok(await shown(who, of_case[0]), who);
    for (const word of of_case) assert.ok(!(await shown('sip_coordinator', word)), word);
    assert.ok(await shown('unit_manager', of_case[0]), 'who has said why a moment ago');
    for (const who of ['involved', 'sip_coordinator', 'unit_manager']) for (const word of sensitive) assert.ok(!(await shown(who, word)), `${who} ${word}`);
    assert.ok(await shown('named', sensitive[0]));
  });
  test('tells others of the authority whom to ask', async () => {
    for (const who of ['caseworker', 'other_unit']) {
      const { status, body } = await ask(who, 'GET', '/arenden/egen');
      assert.equal(status, 403);
      assert.match(body, /Fråga Vuxenenheten/);
    }
  });
  test('of another authority is answered as one that there is not, byte for byte', async () => {
    const same = (text, id) => text.replaceAll(id, 'ID');
    for (const who of but(in_cases, theirs)) {
      const [others, none] = [await ask(who, 'GET', '/arenden/annans'), await ask(who, 'GET', '/arenden/finns-inte')];
      assert.equal(same(others.body, 'annans'), same(none.body, 'finns-inte'), who);
      const fields = (reply) => Object.fromEntries([...reply.fields].filter(([field]) => !['date', 'content-length', 'x-request-id'].includes(field)));
      assert.deepEqual(fields(others), fields(none));
    }
  });
});

describe('what another authority has disclosed', () => {
  // Who is shown what came before it ended; what came after is shown to nobody there, and what is sensitive to those named.
  const before_it = { live: ['their_involved', 'their_named', 'their_coordinator'], ended: ['their_coordinator'], withdrawn: ['their_coordinator'] };
  for (const how of Object.keys(received)) {
    test(`is shown by how it stands: ${how}`, async () => {
      for (const who of theirs) {
        const { body } = await ask(who, 'GET', `/arenden/till-${how}`);
        assert.equal(body.includes(told(how)), before_it[how].includes(who), who);
        assert.equal(/>Från socialtjänsten [^\n]*2026-03-09<\/time>: samtycke</.test(body), before_it[how].includes(who), who);
        assert.equal(body.includes('Utlämnandet har upphört'), how === 'ended' && before_it[how].includes(who), who);
        assert.equal(body.includes('Samtycket gäller inte längre'), how === 'withdrawn' && before_it[how].includes(who), who);
        assert.ok(!body.includes(untold(how)), who);
        assert.equal(body.includes(sensitive[0]), how === 'live' && who === 'their_named', who);
        assert.ok(!body.includes('/ratta/') && !body.includes('/makulera/'), who);
      }
      const { body } = await ask('involved', 'GET', `/arenden/till-${how}`);
      for (const words of [told(how), how === 'live' ? 'Utlämnat till' : untold(how)]) assert.ok(body.includes(words), words);
    });
  }
  test('waits for somebody to take it on, and is not lost', async () => {
    for (const who of ['their_manager', 'their_coordinator']) assert.match((await ask(who, 'GET', '/arenden?myndighet=region-hsn')).body, /kom-in<\/a>[^]*?har kommit in, ingen enhet har det/);
    assert.ok(!(await ask('their_involved', 'GET', '/arenden?myndighet=region-hsn')).body.includes('kom-in'));
    assert.match((await ask('other_authority', 'GET', '/arenden/kom-in')).body, /Ingen enhet har det/);
    assert.match((await ask('their_manager', 'GET', '/arenden/kom-in')).body, /Varför behöver du det\?[^]*Ta ärendet till min enhet|Ta ärendet till min enhet[^]*Varför behöver du det\?/);
    assert.ok((await ask('their_manager', 'POST', '/arenden/kom-in', { form: { skal: 'Vem ska ha det?' } })).body.includes(told('kom-in')));
    assert.equal((await ask('their_manager', 'POST', '/arenden/kom-in/enhet')).status, 303);
    assert.equal((await ask('other_authority', 'POST', '/arenden/kom-in/ta')).status, 303);
    assert.ok((await ask('other_authority', 'GET', '/arenden/kom-in')).body.includes(told('kom-in')));
  });
});

test('what stands in a case is disclosed by its form, to whom it says', async () => {
  const path = '/arenden/egen/lamna-ut';
  const page = (await ask('involved', 'GET', path)).body;
  const item = /name="uppgift-items" value="([^"]+)"[^]*?Placering påbörjad/.exec(page.slice(page.lastIndexOf('name="uppgift-items"', page.indexOf('Placering påbörjad'))))[1];
  const link = /href="([^"]+lamna-ut[^"]+)"/.exec((await ask('involved', 'GET', '/arenden/egen')).body)[1].replaceAll('&amp;', '&');
  assert.match((await ask('involved', 'GET', link)).body, new RegExp(`value="${item}"[^>]* checked`), 'filled in by the link');
  assert.ok(!page.includes('våld') && !page.includes('Signal'), 'nothing that they may not see');
  const form = { nar: '2026-03-10', 'uppgift-items': item, 'uppgift-to': hsn, 'uppgift-basis': 'other_law', 'uppgift-purpose': 'Samordning', kommando: 'lamna-1' };
  const lacks = await ask('involved', 'POST', path, { form: { ...form, steg: 'spara' } });
  assert.equal(lacks.status, 422, 'it does not say why it is needed');
  const checked = await ask('involved', 'POST', path, { form: { ...form, 'uppgift-necessity': 'Behövs', steg: 'kontrollera' } });
  assert.equal(checked.status, 200);
  assert.equal((await ask('their_manager', 'GET', '/arenden/egen')).status, 404, 'not before it is saved');
  const saved = await ask('involved', 'POST', path, { form: { ...form, 'uppgift-necessity': 'Behövs', steg: 'spara' } });
  assert.equal(saved.status, 303, saved.body.slice(0, 3000));
  assert.equal(saved.fields.get('location'), '/arenden/egen');
  assert.match((await ask('involved', 'GET', '/arenden/egen')).body, /Utlämnat till hälso- och sjukvården [^]*annan lag/);
  assert.equal((await ask('their_manager', 'GET', '/arenden/egen')).status, 200);
  assert.ok((await ask('their_manager', 'POST', '/arenden/egen', { form: { skal: 'Vem ska ha det?' } })).body.includes(of_case[0]));
});

describe('a form', () => {
  const posts = routes.filter(({ method, path }) => method === 'POST' && path !== '/commands' && !path.endsWith('/avsluta') && !path.endsWith('/stammer-inte'));
  test('that is not from one of our pages is refused on every route', async () => {
    for (const { path } of posts) {
      const at = path.replace(/\{\w+\}/g, 'x');
      for (const csrf of ['', 'x'.repeat(43), sessions.get('involved').csrf])
        assert.equal((await ask('developer', 'POST', at, { csrf })).status, 403, `${path} with ${csrf}`);
    }
    const end = await ask('developer', 'POST', '/mitt-konto/avsluta', { csrf: '' });
    assert.equal(end.status, 403);
  });
  test('of a visitor is refused when it comes from another site', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://evil.test' }])
      assert.equal((await ask('visitor', 'POST', '/enheter/vuxenenheten/stammer-inte', { headers })).status, 403);
  });
});

describe('what somebody writes', () => {
  // In the words that each form takes; it is read back where it stands wrong, and where it has been saved.
  const script = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const is_shown_as_words = (body, at) => {
    assert.ok(!body.includes('<script>alert') && !body.includes('<img src=x'), `${at} runs what was written`);
    return body.includes('&lt;script&gt;alert');
  };
  const words_of = (page) => [...page.matchAll(/<(?:input|textarea)\b[^>]*>/g)].map(([tag]) => tag)
    .filter((tag) => tag.startsWith('<textarea') || !/type="(?:hidden|radio|checkbox|file|password|submit)"/.test(tag))
    .map((tag) => /name="([^"]+)"/.exec(tag)?.[1]).filter(Boolean);
  const forms = Object.entries(answers).filter(([route]) => route.startsWith('POST ') && route.replace('POST', 'GET') in answers)
    .flatMap(([, rows]) => rows.map(([path]) => path)).concat(['unit.opened', 'commission.given'].map((type) => `/organisation/${soc}/ny/${type}`), '/dokumentera/unit.described/vuxenenheten', '/dokumentera/forum.met/chefsgruppen');
  for (const path of new Set(forms)) {
    test(`is words in the form ${path}`, async () => {
      const page = await ask('developer', 'GET', path);
      if (page.status !== 200) return;
      const names = words_of(page.body);
      const form = Object.fromEntries(names.map((name) => [name, script]));
      for (const step of ['kontrollera', 'spara']) is_shown_as_words((await ask('developer', 'POST', path, { form: { ...form, steg: step } })).body, path);
    });
  }
  test('is words where it has been saved', async () => {
    const path = `/organisation/${soc}/ny/unit.opened`;
    const form = { nar: '2026-03-09', 'uppgift-kind': 'clinic', 'uppgift-name': script, kommando: 'xss-1', steg: 'spara' };
    const saved = await ask('developer', 'POST', path, { form });
    assert.equal(saved.status, 303, saved.body.slice(0, 2000));
    for (const at of [saved.fields.get('location'), `/organisation/${soc}`, `/organisation/${soc}/ny/commission.given`])
      assert.ok(is_shown_as_words((await ask('developer', 'GET', at)).body, at), at);
  });
  test('is words in the reason for seeing a case', async () => {
    is_shown_as_words((await ask('other_manager', 'POST', '/arenden/egen', { form: { skal: script } })).body, 'the case');
    const long = await ask('other_manager', 'POST', '/arenden/egen', { form: { skal: script.repeat(20) } });
    assert.equal(long.status, 200, 'the reason that was said before holds');
    assert.ok(!long.body.includes(script));
  });
});

test('a key of another system opens its own authority alone', async () => {
  const asked = async (authority) => (await fetch(`${site.url}/api/cases?authority=${authority}`, { headers: { Authorization: `Bearer ${key}` } })).status;
  assert.equal(await asked(soc), 200);
  assert.equal(await asked(hsn), 403);
});

test('signing out ends the session', async () => {
  assert.equal((await ask('operations', 'POST', '/logga-ut', { csrf: '' })).status, 403);
  assert.equal((await ask('operations', 'POST', '/logga-ut')).status, 303);
  assert.equal((await ask('operations', 'GET', '/mitt-konto')).status, 401);
});
