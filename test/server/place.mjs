// Two authorities, their people and cases, and a server in which all of them are signed in: what the matrix of who may ask for what, and the two
// worlds, are tried on.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { overens } from '../program.mjs';
import { new_key } from './door.mjs';
import { Issuer } from '../oidc/issuer.mjs';
import { new_store, Server, until } from './server.mjs';

export const routes = JSON.parse(overens('routes', '--json').out);
export const soc = 'ostersund-soc', hsn = 'region-hsn';

// What nobody may learn who may not see it: of the case, of another authority's case, of staff.
export const of_case = ['Placering påbörjad', 'hem för vård eller boende', 'plac-egen'];
export const of_others_case = ['Insats påbörjad', 'insats-annan'];
export const of_staff = ['Ylva Hemlig', 'ylva.hemlig@soc.test'];
export const of_person = ['Nils Hemligsson', 'Identitetsgatan 4', '18900101-9802', '189001019802'];
export const sensitive = ['våld inom familjen', 'Signal uppmärksammad'];

/** Who asks: their role, and what they are to the case. `involved` works in it, `named` also with what is sensitive. */
const purposes = { log_reviewer: 'review', sensitive_log_reviewer: 'review', administrator: 'administration', operations: 'operations', statistician: 'follow_up', agreement_owner: 'follow_up' };
export const roles = ['caseworker', 'health_professional', 'sip_coordinator', 'unit_manager', 'duty_officer', 'log_reviewer', 'sensitive_log_reviewer', 'administrator', 'agreement_owner', 'statistician', 'operations'];
export const people = [
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
export const individuals = ['by_code', 'by_eid'];
export const everybody = ['visitor', 'developer', ...people.map(({ who }) => who), ...individuals];
export const signed_in = everybody.filter((who) => who !== 'visitor');
export const staff = signed_in.filter((who) => !individuals.includes(who));
export const theirs = ['other_authority', 'their_involved', 'their_named', 'their_coordinator', 'their_manager'];
export const in_cases = ['involved', 'named', 'caseworker', 'health_professional', 'other_unit', 'other_authority', 'their_involved', 'their_named'];
// Who has what has come in to their unit, and the cases that they have taken on to answer.
export const on_duty = ['duty_officer'];
export const managers = ['unit_manager', 'other_manager', 'their_manager'];
export const coordinators = ['sip_coordinator', 'their_coordinator'];
// Who may see what belongs to no case and is no individual's, such as a deviation in cooperation, of their own authority's.
export const of_deviations = ['developer', 'caseworker', 'health_professional', 'involved', 'named', 'other_unit', 'unit_manager', 'other_manager'];
const not_theirs = [...theirs.filter((who) => in_cases.includes(who)), 'their_manager'];
export const but = (all, ...left_out) => all.filter((who) => !left_out.flat().includes(who));

const case_of = (id, owner, unit) => [
  { type: 'case.opened', owner, case: id, unit, person: `p-${id}`, subject: { kind: 'case', id } },
];
const events = () => [
  { type: 'unit.opened', owner: soc, subject: { kind: 'unit', id: 'ungdomsenheten' }, data: { authority: soc, kind: 'social_services_unit', name: 'Ungdomsenheten' } },
  { type: 'staff.registered', owner: soc, subject: { kind: 'staff', id: 'm-ylva' }, data: { name: of_staff[0], email: of_staff[1] } },
  // To whom something hidden is sent, and who never asks for anything.
  { type: 'staff.registered', owner: hsn, subject: { kind: 'staff', id: 's-mottagare' }, data: { name: 'Prov Mottagare', email: 'mottagare@prov.test' } },
  { type: 'commission.given', owner: hsn, subject: { kind: 'commission', id: 'u-mottagare' }, data: { staff: 's-mottagare', role: 'health_professional', unit: 'beroendeenheten', purpose: 'care', from: '2026-01-01' } },
  ...people.flatMap(({ who, role, authority, unit }) => [
    { type: 'staff.registered', owner: authority, subject: { kind: 'staff', id: `s-${who}` }, data: { name: `Prov ${who}`, email: `${who}@prov.test` } },
    { type: 'commission.given', owner: authority, subject: { kind: 'commission', id: `u-${who}` }, data: { staff: `s-${who}`, role, unit, purpose: purposes[role] ?? 'care', from: '2026-01-01' } },
    ...(['administrator', 'log_reviewer', 'sensitive_log_reviewer'].includes(role) ? [{ type: 'commission.confirmed', owner: authority, subject: { kind: 'commission', id: `u-${who}` } }] : []),
  ]),
  ...case_of('egen', soc, 'vuxenenheten'),
  ...['involved', 'named'].map((who) => ({ type: 'case.taken_on', owner: soc, case: 'egen', subject: { kind: 'case', id: 'egen' }, data: { staff: `s-${who}`, named: who === 'named' } })),
  { type: 'placement.started', id: 'egen-plac', owner: soc, case: 'egen', subject: { kind: 'placement', id: 'plac-egen' }, data: { form: 'hvb', urgency: 'acute' } },
  { type: 'signal.noted', owner: soc, case: 'egen', data: { signal: 'family_violence' } },
  { type: 'deviation.reported', id: 'egen-avv', owner: soc, subject: { kind: 'deviation', id: 'avv-egen' }, data: { concerns: hsn } },
  { type: 'deviation.reported', owner: soc, case: 'egen', subject: { kind: 'deviation', id: 'avv-i-arende' }, data: { concerns: hsn } },
  ...case_of('annans', hsn, 'beroendeenheten'),
  ...Object.entries(received).flatMap(([how, one]) => sent(one, how)),
  ...case_of('bradskar', soc, 'vuxenenheten'),
  { type: 'case.taken_on', owner: soc, case: 'bradskar', subject: { kind: 'case', id: 'bradskar' }, data: { staff: 's-involved' } },
  ...case_of('kom-in', soc, 'vuxenenheten'),
  { type: 'sip.not_needed', id: 'kom-in-1', owner: soc, case: 'kom-in', data: { reason: told('kom-in') } },
  { type: 'disclosure.made', owner: soc, case: 'kom-in', subject: { kind: 'disclosure', id: 'u-kom-in' }, data: { to: hsn, basis: 'other_law', necessity: 'Behövs', items: ['kom-in-1'], purpose: 'Samordning' } },
  { type: 'intervention.started', owner: hsn, case: 'annans', subject: { kind: 'intervention', id: 'insats-annan' }, data: { intervention: 'open_care' } },
];

/** Cases of soc of which something has been disclosed to hsn: how that stands, and what came before and after it. */
export const received = {
  live: { ways: [] },
  ended: { ways: ['end'] },
  withdrawn: { ways: ['withdraw'] },
};
export const told = (how) => `Skälet före ${how}`;
export const untold = (how) => `Skälet efter ${how}`;
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

/** One such server. */
export class Place {
  folder = mkdtempSync(join(tmpdir(), 'overens-place-'));
  sessions = new Map(); // who → { cookie, csrf }

  static async begin(settings = {}) {
    const place = new Place();
    const store = new_store(place.folder);
    const extra = join(place.folder, 'extra.jsonl');
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
    place.key = new_key(store, 'prov', soc);
    place.issuer = await Issuer.start();
    const config = join(place.folder, 'settings.yaml');
    writeFileSync(config, `sign_in:\n  address: http://127.0.0.1:1\n  providers:\n    - id: eid\n      name: E-legitimation\n      issuer: ${place.issuer.address}\n      client_id: overens\n      person_claim: personal_number\n      levels: [loa3]\n      for: individuals\n`);
    place.site = await Server.start({ STORE: store, DEVELOPER: 'true', ...settings }, '--config', config);
    await place.sign_everybody_in();
    await until(async () => (await place.ask('developer', 'GET', '/arenden?myndighet=ostersund-soc')).status === 200);
    const written = { namn: of_person[0], adress: of_person[1], 'nummer-slag': 'person', nummer: of_person[2], sett: '0', kommando: 'k-identity' };
    assert.equal((await place.ask('involved', 'POST', '/arenden/egen/person', { form: written })).status, 303);
    await place.sign_in_by_code();
    await place.sign_in_by_eid();
    return place;
  }

  /** With a code that one who works in the case has given. */
  async sign_in_by_code() {
    const { url } = this.site;
    const given = await this.ask('involved', 'POST', '/arenden/egen/kod', { form: { gor: 'ge', kommando: 'k-code' } });
    const code = /class="code">(\w{4}-\w{4}-\w{4})</.exec(given.body)[1];
    const form = await fetch(`${url}/min-sida/kod`);
    const visitor = form.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    const csrf = /name="csrf" value="([^"]+)"/.exec(await form.text())[1];
    const reply = await fetch(`${url}/min-sida/kod`, { method: 'POST', redirect: 'manual', headers: { Cookie: visitor, Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ csrf, kod: code }).toString() });
    assert.equal(reply.status, 303, await reply.text());
    await this.#keep_individual('by_code', reply);
  }

  /** With the service that says their number. */
  async sign_in_by_eid() {
    const { url } = this.site;
    this.issuer.claims = { personal_number: of_person[2] };
    const begun = await fetch(`${url}/logga-in/eid?till=/min-sida`, { redirect: 'manual' });
    const state = begun.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    const query = this.issuer.sign_in(begun.headers.get('location'));
    const reply = await fetch(`${url}/logga-in/eid/svar?${query}`, { redirect: 'manual', headers: { Cookie: state } });
    assert.equal(reply.status, 303, await reply.text());
    await this.#keep_individual('by_eid', reply);
  }

  async #keep_individual(who, reply) {
    const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    const page = await (await fetch(`${this.site.url}/min-sida`, { headers: { Cookie: cookie } })).text();
    this.sessions.set(who, { cookie, csrf: /name="csrf" value="([^"]+)"/.exec(page)[1] });
  }

  async sign_everybody_in() {
    const { site, sessions } = this;
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
  }

  /** Asks as somebody; a POST is sent as from one of our pages. */
  async ask(who, method, path, { csrf = this.sessions.get(who)?.csrf, headers = {}, form = {} } = {}) {
    const session = this.sessions.get(who);
    const all = { ...(session && { Cookie: session.cookie }), ...headers };
    if (method === 'POST') Object.assign(all, { 'Content-Type': 'application/x-www-form-urlencoded', Origin: this.site.url, ...headers });
    const body = method === 'POST' ? new URLSearchParams({ ...(csrf && { csrf }), ...form }).toString() : undefined;
    const reply = await fetch(this.site.url + path, { method, headers: all, body, redirect: 'manual' });
    return { status: reply.status, body: await reply.text(), fields: reply.headers };
  }

  async end() {
    await this.site?.stop();
    await this.issuer?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const pack = '/overenskommelser/jamtland-harjedalen';
/** What each route answers: [path, { status: who }]. Who stands nowhere is denied: 401 a visitor, 403 others; a visitor's POST gets the sign-in. */
export const answers = {
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
  'GET /far-jag-saga': [['/far-jag-saga', { 200: everybody }]],
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
  'POST /mitt-konto/avsluta': [['/mitt-konto/avsluta', { 422: staff }]],
  'POST /mitt-konto/paminnelser': [['/mitt-konto/paminnelser', { 422: staff.filter((who) => who !== 'developer'), 404: ['developer'] }]],
  'GET /kalender/{secret}': [['/kalender/finns-inte', { 404: everybody }]],
  'POST /logga-ut': [], // below, since it ends the session
  'GET /samverkan': [['/samverkan', { 200: staff }]],
  'GET /{place}': [['/forum', { 200: staff }], ['/ataganden', { 200: staff }]],
  'GET /{place}/{id}': [['/forum/finns-inte', { 404: staff }], ['/parter/2380', { 200: staff }]],
  'GET /{place}/ny/{type}': [['/lokala-overenskommelser/ny/local_agreement.adopted', { 200: ['developer', 'administrator', 'agreement_owner', ...coordinators, ...managers] }], ['/forum/ny/forum.met', { 404: ['developer', 'administrator', 'agreement_owner', ...coordinators, ...managers] }]],
  'POST /{place}/ny/{type}': [['/lokala-overenskommelser/ny/local_agreement.adopted', { 422: ['developer', 'administrator', 'agreement_owner', ...coordinators, ...managers] }]],
  'GET /{own_place}': [['/avvikelser', { 200: ['developer', ...in_cases, ...on_duty, ...managers] }]],
  'GET /{own_place}/{id}': [
    ['/avvikelser/avv-egen', { 200: of_deviations, 404: [...not_theirs, ...on_duty] }],
    ['/avvikelser/avv-i-arende', { 404: ['developer', ...in_cases, ...on_duty, ...managers] }], // the page of its case has it
    ['/avvikelser/finns-inte', { 404: ['developer', ...in_cases, ...on_duty, ...managers] }],
  ],
  'GET /{own_place}/ny/{type}': [['/avvikelser/ny/deviation.reported', { 200: ['developer', ...in_cases, ...on_duty, ...managers] }], ['/avvikelser/ny/forum.founded', { 404: ['developer', ...in_cases, ...on_duty, ...managers] }]],
  'POST /{own_place}/ny/{type}': [['/avvikelser/ny/deviation.reported', { 422: ['developer', ...in_cases, ...on_duty, ...managers] }]],
  'GET /{own_place}/{id}/dokumentera/{type}': [['/avvikelser/avv-egen/dokumentera/deviation.closed', { 200: of_deviations, 404: [...not_theirs, ...on_duty] }], ['/avvikelser/avv-egen/dokumentera/forum.met', { 404: ['developer', ...in_cases, ...on_duty, ...managers] }]],
  'POST /{own_place}/{id}/dokumentera/{type}': [['/avvikelser/avv-egen/dokumentera/deviation.closed', { 422: of_deviations, 404: [...not_theirs, ...on_duty] }]],
  'GET /{own_place}/{id}/ratta/{event}': [['/avvikelser/avv-egen/ratta/egen-avv', { 200: of_deviations, 404: not_theirs }]],
  'POST /{own_place}/{id}/ratta/{event}': [['/avvikelser/avv-egen/ratta/egen-avv', { 422: of_deviations, 404: not_theirs }]],
  'GET /{own_place}/{id}/makulera/{event}': [['/avvikelser/avv-egen/makulera/egen-avv', { 200: of_deviations, 404: not_theirs }]],
  'POST /{own_place}/{id}/makulera/{event}': [['/avvikelser/avv-egen/makulera/egen-avv', { 422: of_deviations, 404: not_theirs }]],
  'GET /bevakningar': [[`/bevakningar?myndighet=${soc}`, { 200: staff }]],
  'GET /bevakningar/varfor': [['/bevakningar/varfor', { 404: staff }]],
  'GET /bevakningar/oversikt': [['/bevakningar/oversikt?per=part', { 200: staff }], ['/bevakningar/oversikt?per=forum', { 200: staff }]],
  'GET /bevakningar/fil': [['/bevakningar/fil', { 200: staff }]],
  'POST /bevakningar/fil': [['/bevakningar/fil', { 422: staff }]],
  'GET /arenden': [['/arenden?myndighet=ostersund-soc', { 200: ['developer', ...on_duty, ...coordinators, ...managers, ...in_cases] }]],
  'GET /inkommet': [['/inkommet?myndighet=ostersund-soc', { 200: ['developer', ...on_duty, ...coordinators, ...managers, ...in_cases] }]],
  'GET /arenden/{id}': [
    ['/arenden/egen', { 200: ['developer', 'involved', 'named', 'sip_coordinator', 'unit_manager'], 404: theirs }],
    ['/arenden/annans', { 200: ['developer', 'their_coordinator', 'their_manager'], 404: [...but(in_cases, theirs), ...on_duty, 'sip_coordinator', 'unit_manager', 'other_manager'] }],
    ['/arenden/finns-inte', { 404: ['developer', ...in_cases, ...on_duty, ...coordinators, ...managers] }],
    // What has been disclosed: whoever works in the receiver's case gets it, others of that authority are told whom to ask.
    ...Object.keys(received).map((how) => [`/arenden/till-${how}`, { 200: ['developer', 'involved', 'sip_coordinator', 'unit_manager', 'their_involved', 'their_named', 'their_coordinator', 'their_manager'] }]),
    // What nobody of the receiver's has taken on.
    ['/arenden/kom-in', { 200: ['developer', 'sip_coordinator', 'unit_manager', 'their_coordinator', 'their_manager'] }],
  ],
  'GET /arenden/{id}/del/{part}': [
    ['/arenden/egen/del/plan', { 200: ['developer', 'involved', 'named', 'sip_coordinator', 'unit_manager'], 404: theirs }],
    ['/arenden/annans/del/handelser', { 200: ['developer', 'their_coordinator', 'their_manager'], 404: [...but(in_cases, theirs), ...on_duty, 'sip_coordinator', 'unit_manager', 'other_manager'] }],
    ['/arenden/egen/del/finns-inte', { 404: ['developer', ...in_cases, ...on_duty, ...coordinators, ...managers] }],
  ],
  'POST /arenden/{id}': [
    ['/arenden/egen', { 200: ['developer', 'involved', 'named', 'sip_coordinator', 'unit_manager', 'other_manager'], 404: theirs }, { skal: 'Klagomål' }],
    ['/arenden/finns-inte', { 404: ['developer', ...in_cases, ...on_duty, ...coordinators, ...managers] }, { skal: 'Klagomål' }],
  ],
  'GET /arenden/sok': [['/arenden/sok', { 200: ['developer', ...in_cases, ...on_duty] }]],
  'POST /arenden/sok': [['/arenden/sok', { 200: ['developer', ...in_cases, ...on_duty] }, { nummer: '20121212-1212', myndighet: soc, steg: 'nummer' }], ['/arenden/sok', { 200: ['developer', ...in_cases] }, { vem: 'Nils', steg: 'namn' }]],
  'GET /arenden/nytt': [['/arenden/nytt', { 200: ['developer', ...in_cases] }]],
  'POST /arenden/nytt': [['/arenden/nytt', { 422: ['developer', ...in_cases] }]],
  'GET /arenden/{id}/person': [['/arenden/egen/person', { 200: ['developer', 'involved', 'named'], 404: theirs.filter((who) => in_cases.includes(who)) }], ['/arenden/finns-inte/person', { 404: ['developer', ...in_cases] }]],
  'POST /arenden/{id}/person': [['/arenden/egen/person', { 422: ['developer', 'involved', 'named'], 404: theirs.filter((who) => in_cases.includes(who)) }]],
  'GET /arenden/{id}/kod': [['/arenden/egen/kod', { 200: ['developer', 'involved', 'named'], 404: theirs.filter((who) => in_cases.includes(who)) }]],
  'POST /arenden/{id}/kod': [['/arenden/egen/kod', { 422: ['developer', 'involved', 'named'], 404: theirs.filter((who) => in_cases.includes(who)) }]],
  'GET /min-sida': [['/min-sida', { 200: individuals, 303: ['visitor'] }]],
  'GET /min-sida/{number}/{act}': [['/min-sida/0/ask', { 200: ['by_eid'], 303: ['visitor'], 404: ['by_code'] }], ['/min-sida/9/ask', { 303: ['visitor'], 404: individuals }]],
  'POST /min-sida/{number}/{act}': [['/min-sida/0/ask', { 403: ['visitor'], 422: ['by_eid'], 404: ['by_code'] }]],
  'POST /min-sida/dolj': [], // in own_acts.test, since it ends the session
  'GET /min-sida/kod': [['/min-sida/kod', { 200: everybody }]],
  'POST /min-sida/kod': [['/min-sida/kod', { 403: ['visitor'], 422: signed_in }]],
  'POST /arenden/{id}/ta': [['/arenden/finns-inte/ta', { 404: ['developer', ...in_cases, ...on_duty] }], ['/arenden/annans/ta', { 404: but(['developer', ...in_cases, ...on_duty], theirs), 303: theirs.filter((who) => in_cases.includes(who)) }]],
  'POST /arenden/{id}/enhet': [['/arenden/finns-inte/enhet', { 404: ['developer', ...managers] }], ['/arenden/annans/enhet', { 404: ['developer', 'unit_manager', 'other_manager'], 303: ['their_manager'] }]],
  'GET /arenden/{id}/lamna-ut': [
    ['/arenden/egen/lamna-ut', { 200: ['developer', 'involved', 'named'], 404: [...not_theirs, 'their_coordinator'] }],
    ['/arenden/finns-inte/lamna-ut', { 404: ['developer', ...in_cases, ...on_duty, ...managers, ...coordinators] }],
  ],
  'POST /arenden/{id}/lamna-ut': [
    ['/arenden/egen/lamna-ut', { 422: ['developer', 'involved', 'named'], 404: [...not_theirs, 'their_coordinator'] }],
    ['/arenden/finns-inte/lamna-ut', { 404: ['developer', ...in_cases, ...on_duty, ...managers, ...coordinators] }],
  ],
  'GET /arenden/{id}/dokumentera': [
    ['/arenden/egen/dokumentera', { 200: ['developer', 'involved', 'named', 'sip_coordinator'], 404: [...theirs.filter((who) => in_cases.includes(who)), 'their_coordinator'] }],
    ['/arenden/finns-inte/dokumentera', { 404: ['developer', ...in_cases, ...on_duty, ...coordinators] }],
  ],
  'GET /arenden/{id}/dokumentera/{type}': [
    ['/arenden/egen/dokumentera/sip.offered', { 200: ['developer', 'involved', 'named', 'sip_coordinator'], 404: [...theirs.filter((who) => in_cases.includes(who)), 'their_coordinator'] }],
    ['/arenden/egen/dokumentera/help.wished', { 200: ['developer', 'involved', 'named'], 404: [...theirs.filter((who) => in_cases.includes(who)), 'their_coordinator'] }],
    ['/arenden/egen/dokumentera/lvm.reported', { 200: ['developer', 'named'], 404: [...theirs.filter((who) => in_cases.includes(who)), 'their_coordinator'] }],
    ['/arenden/egen/dokumentera/person.registered', { 404: ['developer', 'involved', 'named', 'sip_coordinator', ...theirs.filter((who) => in_cases.includes(who)), 'their_coordinator'] }],
  ],
  'POST /arenden/{id}/dokumentera/{type}': [
    ['/arenden/egen/dokumentera/help.wished', { 422: ['developer', 'involved', 'named'], 404: [...theirs.filter((who) => in_cases.includes(who)), 'their_coordinator'] }],
  ],
  'GET /arenden/{id}/ratta/{event}': [['/arenden/egen/ratta/egen-plac', { 200: ['developer', 'involved', 'named'], 404: ['sip_coordinator', ...theirs.filter((who) => in_cases.includes(who)), 'their_coordinator', 'other_manager', 'their_manager'] }]],
  'POST /arenden/{id}/ratta/{event}': [['/arenden/egen/ratta/egen-plac', { 422: ['developer', 'involved', 'named'], 404: ['sip_coordinator', ...theirs.filter((who) => in_cases.includes(who)), 'their_coordinator', 'other_manager', 'their_manager'] }]],
  'GET /arenden/{id}/makulera/{event}': [['/arenden/egen/makulera/egen-plac', { 200: ['developer', 'involved', 'named'], 404: ['sip_coordinator', ...theirs.filter((who) => in_cases.includes(who)), 'their_coordinator', 'other_manager', 'their_manager'] }]],
  'POST /arenden/{id}/makulera/{event}': [['/arenden/egen/makulera/egen-plac', { 422: ['developer', 'involved', 'named'], 404: ['sip_coordinator', ...theirs.filter((who) => in_cases.includes(who)), 'their_coordinator', 'other_manager', 'their_manager'] }]],
  'GET /arenden/{id}/skicka/{type}': [
    ['/arenden/egen/skicka/question.asked', { 200: ['developer', 'involved', 'named'], 404: [...not_theirs, 'their_coordinator'] }],
    ['/arenden/egen/skicka/question.answered', { 404: ['developer', 'involved', 'named', ...not_theirs, 'their_coordinator'] }],
    ['/arenden/egen/skicka/placement.started', { 404: ['developer', 'involved', 'named', ...not_theirs, 'their_coordinator'] }],
    ['/arenden/finns-inte/skicka/question.asked', { 404: ['developer', ...in_cases, ...on_duty, ...managers, ...coordinators] }],
  ],
  'POST /arenden/{id}/skicka/{type}': [
    ['/arenden/egen/skicka/question.asked', { 422: ['developer', 'involved', 'named'], 404: [...not_theirs, 'their_coordinator'] }],
    ['/arenden/finns-inte/skicka/question.asked', { 404: ['developer', ...in_cases, ...on_duty, ...managers, ...coordinators] }],
  ],
  'GET /arenden/{id}/skicka/{type}/{subject}': [['/arenden/egen/skicka/question.answered/finns-inte', { 404: ['developer', 'involved', 'named', ...not_theirs, 'their_coordinator'] }]],
  'POST /arenden/{id}/skicka/{type}/{subject}': [['/arenden/egen/skicka/question.answered/finns-inte', { 404: ['developer', 'involved', 'named', ...not_theirs, 'their_coordinator'] }]],
  'GET /arenden/{id}/inkommet/{type}/{subject}': [
    ['/arenden/kom-in/inkommet/disclosure.registered/u-kom-in', { 200: ['their_manager', 'their_coordinator'], 404: ['developer', 'sip_coordinator', 'unit_manager'] }],
    ['/arenden/kom-in/inkommet/disclosure.not_ours/u-kom-in', { 200: ['their_manager', 'their_coordinator'], 404: ['developer', 'sip_coordinator', 'unit_manager'] }],
    ['/arenden/kom-in/inkommet/disclosure.made/u-kom-in', { 404: ['developer'] }],
    ['/arenden/egen/inkommet/disclosure.registered/finns-inte', { 404: ['developer', 'involved', 'named', ...managers, ...coordinators, ...theirs.filter((who) => in_cases.includes(who))] }],
  ],
  'POST /arenden/{id}/inkommet/{type}/{subject}': [
    ['/arenden/kom-in/inkommet/disclosure.not_ours/u-kom-in', { 422: ['their_manager', 'their_coordinator'], 404: ['developer', 'sip_coordinator', 'unit_manager'] }],
  ],
  'GET /arenden/lamna-over': [['/arenden/lamna-over', { 200: managers, 404: ['developer'] }]],
  'POST /arenden/lamna-over': [['/arenden/lamna-over', { 422: managers, 404: ['developer'] }]],
  'GET /mitt-konto/vikarie/{id}': [['/mitt-konto/vikarie/u-involved', { 200: ['involved', 'unit_manager', 'administrator'], 404: but(staff, 'involved', 'unit_manager', 'administrator') }], ['/mitt-konto/vikarie/finns-inte', { 404: staff }]],
  'POST /mitt-konto/vikarie/{id}/avsluta': [['/mitt-konto/vikarie/u-involved/avsluta', { 422: ['involved', 'unit_manager', 'administrator'], 404: but(staff, 'involved', 'unit_manager', 'administrator') }]],
  'POST /mitt-konto/vikarie/{id}': [['/mitt-konto/vikarie/u-involved', { 422: ['involved', 'unit_manager', 'administrator'], 404: but(staff, 'involved', 'unit_manager', 'administrator') }]],
  'GET /organisation': [['/organisation', { 200: ['developer', 'administrator', ...managers] }]],
  'GET /organisation/{authority}': [[`/organisation/${soc}`, { 200: ['developer', 'administrator', 'unit_manager', 'other_manager'] }]],
  'GET /organisation/enheter/{id}': [['/organisation/enheter/vuxenenheten', { 200: staff }]],
  'GET /organisation/personal/{id}': [['/organisation/personal/m-ylva', { 200: ['developer', 'administrator', 'unit_manager', 'other_manager'], 404: ['their_manager'] }]],
  'GET /organisation/personal/{id}/konto': [['/organisation/personal/m-ylva/konto', { 200: ['developer', 'administrator'] }]],
  'POST /organisation/personal/{id}/konto': [['/organisation/personal/m-ylva/konto', { 422: ['developer', 'administrator'] }]],
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
  'GET /granskning/narmast': [['/granskning/narmast', { 200: ['sensitive_log_reviewer'] }]],
  'POST /granskning/narmast/resultat': [['/granskning/narmast/resultat', { 422: ['sensitive_log_reviewer'] }]],
  'GET /granskning/narmast/logg': [['/granskning/narmast/logg', { 200: ['sensitive_log_reviewer'] }]],
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
