// Stories of people's work, told over HTTP by the forms that they use: what is owed then where the story happens, and what others see of it. What a
// story is stands in examples/stories; here is nothing of any of them.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { Issuer } from '../oidc/issuer.mjs';
import { overens, overens_typing, root } from '../program.mjs';
import { code } from './one_time_code.mjs';
import { Site } from './people.mjs';
import { until } from './server.mjs';

const stories_in = `${root}examples/stories`;
const read = (file) => parse(readFileSync(join(stories_in, file), 'utf8'));
const counties = read('counties.yaml');
const stories = readdirSync(stories_in).filter((file) => !['counties.yaml', 'demonstration.yaml'].includes(file)).map((file) => ({ file, ...read(file) }));

const { case_parts } = parse(readFileSync(`${root}agreements/vocabulary/acts.yaml`, 'utf8'));

const authority = (county, side) => counties[county].known?.[side] ?? `${county}-${side}`;
const unit = (county, side) => `${county}-${side}-enhet`;
const person = (county, who) => `${who}_${county.replace(/\W/g, '')}`;

// Who there is everywhere: the one whose work it is, a colleague who does not work in the case, somebody at the region, and a manager on each side
// who sees to what has come in, and somebody of the forums of the county.
const people = Object.keys(counties).flatMap((county) => [
  { who: person(county, 'handlaggare'), role: 'caseworker', authority: authority(county, 'soc'), unit: unit(county, 'soc') },
  { who: person(county, 'kollega'), role: 'caseworker', authority: authority(county, 'soc'), unit: unit(county, 'soc') },
  { who: person(county, 'regionen'), role: 'health_professional', authority: authority(county, 'hsv'), unit: unit(county, 'hsv') },
  { who: person(county, 'chefen'), role: 'unit_manager', authority: authority(county, 'soc'), unit: unit(county, 'soc') },
  { who: person(county, 'regionchefen'), role: 'unit_manager', authority: authority(county, 'hsv'), unit: unit(county, 'hsv') },
  { who: person(county, 'arenan'), role: 'agreement_owner', authority: authority(county, 'hsv'), unit: unit(county, 'hsv') },
  { who: person(county, 'lasaren'), role: 'caseworker', authority: authority(county, 'soc'), unit: unit(county, 'soc') },
]);
const sides = {
  municipality: { worker: 'handlaggare', manager: 'chefen', other: 'region' },
  region: { worker: 'regionen', manager: 'regionchefen', other: 'municipality' },
};

const events_of = ([county, { municipality, region, known = {}, before: earlier = [] }]) => [
  ...[['soc', municipality, 'social_services', 'social_services_unit'], ['hsv', region, 'region_health_care', 'clinic']].flatMap(([side, party, kind, of_unit]) => [
    ...(known[side] ? [] : [
      { type: 'authority.registered', subject: { kind: 'authority', id: authority(county, side) }, data: { party, kind, name: `${kind} ${county}` } },
      { type: 'authority.joined', happened: '2026-01-01', subject: { kind: 'authority', id: authority(county, side) } },
    ]),
    { type: 'unit.opened', subject: { kind: 'unit', id: unit(county, side) }, data: { authority: authority(county, side), kind: of_unit, name: `Enheten ${side} ${county}` } },
  ].map((event) => ({ owner: authority(county, side), ...event }))),
  ...earlier.map(({ by, ...event }) => ({ owner: authority(county, by === 'region' ? 'hsv' : 'soc'), ...event })),
];

let site, issuer;
const folder = mkdtempSync(join(tmpdir(), 'overens-stories-'));
before(async () => {
  issuer = await Issuer.start();
  const config = join(folder, 'settings.yaml');
  writeFileSync(config, `sign_in:\n  address: http://127.0.0.1:1\n  providers:\n    - id: eid\n      name: E-legitimation\n      issuer: ${issuer.address}\n      client_id: overens\n      person_claim: personal_number\n      levels: [loa3]\n      for: individuals\n`);
  site = await Site.start(folder, people, Object.entries(counties).flatMap(events_of), '--config', config);
});
after(async () => {
  await site?.server.stop();
  await issuer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const plain = (words) => words.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replace(/<[^>]*>/g, '').trim();

/** What stands as owed on a case's page: its duty, and its last day where it has one. */
const owed = (body) => {
  const section = /<section aria-labelledby="att-gora">([^]*?)<\/section>/.exec(body)?.[1] ?? '';
  const rows = [...section.matchAll(/<th scope="row"[^>]*>([^]*?)<\/th><td[^>]*>[^]*?<\/td><td[^>]*>([^]*?)<\/td>/g)];
  return rows.map(([, title, last]) => [plain(title), /\d{4}-\d\d-\d\d/.exec(last)?.[0]].filter(Boolean).join(', ')).sort();
};

const expected_of = (all = []) => all.map(({ duty, last }) => [duty, last].filter(Boolean).join(', ')).sort();

// The sections of each county's agreement in which a duty of that title stands.
const sections_of = Object.fromEntries(Object.keys(counties).map((county) => {
  const sections = new Map();
  const take = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.title && node.cite) sections.set(node.title, [...(sections.get(node.title) ?? []), ...node.cite.map(String)]);
    Object.values(node).forEach(take);
  };
  for (const file of readdirSync(`${root}agreements/${county}`, { recursive: true })) {
    if (file.endsWith('.yaml')) take(parse(readFileSync(`${root}agreements/${county}/${file}`, 'utf8')));
  }
  return [county, sections];
}));

/** A day of the story: so many days after the first. */
const day = (begins, after) => new Date(Date.parse(begins) + after * 86_400_000).toISOString().slice(0, 10);

/** The words of a step, with those of the county and the days in their places. */
const said_in = (county, begins) => (one) => String(one).replace('{region}', authority(county, 'hsv')).replace('{worker}', `s-${person(county, 'handlaggare')}`).replace('{municipality}', authority(county, 'soc')).replace(/\{day (\d+)\}/, (_, days) => day(begins, Number(days)));

async function form_at(who, path) {
  const { status, body } = await site.ask(who, 'GET', path);
  assert.equal(status, 200, `${who}: ${path}`);
  return body;
}

/** Sends a form as it was shown, with what is written in it, and expects it to be saved. */
async function save(who, path, body, written) {
  const shown = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g), ...body.matchAll(/<input [^>]*name="(om[\w-]*)" value="([^"]*)" checked/g)].map(([, name, value]) => [name, value]);
  const session = site.sessions.get(who);
  const reply = await fetch(site.server.url + path, { method: 'POST', redirect: 'manual', headers: { Cookie: session.cookie, Origin: site.server.url, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams([...shown, ...written, ['steg', 'spara']]).toString() });
  const answer = await reply.text();
  assert.equal(reply.status, 303, `${who}: ${path}: ${plain(/<main[^]*?<form/.exec(answer)?.[0] ?? answer)} ${[...answer.matchAll(/-error">([^<]*)/g)].map(([, why]) => why)}`);
}

const fields_of = (writes, said) => Object.entries(writes).flatMap(([name, value]) => [value].flat().map((one) => [`uppgift-${name}`, said(one)]));

/** Fills in the form of the act, or type of event, as the story says, and saves it; a field stands under its name, or its event's and its own. */
async function record(county, who, in_case, begins, { act, type, after = 0, at, told_by, writes = {}, also = [], answers = {} }) {
  const path = `/arenden/${in_case}/dokumentera/${act ?? type}`;
  const said = said_in(county, begins);
  await save(who, path, await form_at(who, path), [['nar', [day(begins, after), at].filter(Boolean).join(' ')], ...fields_of(writes, said), ...also.map((one) => ['aven', one]), ...Object.entries(answers).map(([name, one]) => [`fraga-${name}`, one]), ...(told_by ? [['enligt', said(told_by)]] : [])]);
}

/** Discloses what is chosen by its words, to whom and on which basis the step says; on a consent it is the one that stands there. */
async function disclose(county, who, in_case, begins, { discloses, after = 0, writes }) {
  const path = `/arenden/${in_case}/lamna-ut`;
  const body = await form_at(who, path);
  const offered = [...body.matchAll(/name="uppgift-items" value="([^"]+)"[^>]*><label[^>]*>([^]*?), <time>/g)];
  const items = discloses.map((words) => {
    const found = offered.find(([, , label]) => plain(label) === words);
    assert.ok(found, `${words} can be disclosed, among ${offered.map(([, , label]) => label)}`);
    return ['uppgift-items', found[1]];
  });
  const consents = /<select[^>]*name="uppgift-consent">([^]*?)<\/select>/.exec(body)?.[1] ?? '';
  const consent = writes.basis === 'consent' ? [['uppgift-consent', /<option value="([^"]+)"/.exec(consents)?.[1] ?? '']] : [];
  await save(who, path, body, [['nar', day(begins, after)], ...items, ...fields_of(writes, said_in(county, begins)), ...consent]);
}

/** A case that has come in from the other side: its manager finds it there and gives it to the unit, and whoever works there takes it on. */
async function receive(county, side, in_case) {
  const [manager, worker] = [sides[side].manager, sides[side].worker].map((who) => person(county, who));
  const come_in = await site.ask(manager, 'GET', '/inkommet');
  assert.ok(come_in.body.includes(`/arenden/${in_case}"`), `${in_case} has come in to ${side}`);
  const why = await site.ask(manager, 'POST', `/arenden/${in_case}`, { skal: 'Vem ska ha det?' });
  assert.equal(why.status, 200);
  const given = await site.ask(manager, 'POST', `/arenden/${in_case}/enhet`, { kommando: `k-unit-${in_case}` });
  assert.equal(given.status, 303, given.body);
  const taken = await site.ask(worker, 'POST', `/arenden/${in_case}/ta`, { kommando: `k-take-${in_case}` });
  assert.equal(taken.status, 303, taken.body);
  return [come_in.body, why.body];
}

/** A number of the kind that Skatteverket gives out for tests, of somebody born on the day. */
function number(born) {
  const digits = `${born.replaceAll('-', '').slice(2)}238`;
  const sum = [...digits].map((one, at) => Number(one) * (at % 2 === 0 ? 2 : 1)).reduce((all, one) => all + (one > 9 ? one - 9 : one), 0);
  return `${born.slice(0, 2)}${digits}${(10 - (sum % 10)) % 10}`;
}

const written_number = (born) => number(born ?? '1900-01-01').replace(/(.{4})$/, '-$1');
const name = 'Prov Berättelse';
const password = 'fyra gröna stolar';

async function begin(worker, born) {
  const numbered = born ? { 'nummer-slag': 'person', nummer: number(born) } : { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' };
  const begun = await site.begin_case(worker, { namn: name }, numbered);
  assert.equal(begun.status, 303, begun.body);
  return begun.to.split('/').at(-1).split('?')[0];
}

/** Says who works in a case, and who is one of the named. */
function takes_on(county, who, in_case, named) {
  const file = join(folder, 'taken-on.jsonl');
  writeFileSync(file, `${JSON.stringify({ id: `${in_case}-${who}`, type: 'case.taken_on', happened: '2026-01-12', recorded: new Date().toISOString().replace(/\.\d+/, ''), owner: authority(county, 'soc'), case: in_case, subject: { kind: 'case', id: in_case }, data: { staff: `s-${who}`, named } })}\n`);
  const done = overens('journal', 'import', '--store', site.store, file);
  assert.equal(done.code, 0, done.err);
}

/** The case's page, and each of its parts. */
async function everything_of(who, in_case) {
  const addresses = ['', ...case_parts.map(({ id }) => `/del/${id}`)].map((part) => `/arenden/${in_case}${part}`);
  return (await Promise.all(addresses.map((address) => site.ask(who, 'GET', address)))).map(({ body }) => body).join();
}

/** A code on paper is given to whom the case is about, and opens their own page. */
async function own_page_by_code(worker, in_case) {
  const given = await site.ask(worker, 'POST', `/arenden/${in_case}/kod`, { gor: 'ge', kommando: `k-code-${in_case}` });
  const code = /class="code">(\w{4}-\w{4}-\w{4})</.exec(given.body)?.[1];
  assert.ok(code, given.body);
  const form = await site.ask(undefined, 'GET', '/min-sida/kod');
  site.sessions.set('individual', { cookie: form.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '), csrf: /name="csrf" value="([^"]+)"/.exec(form.body)[1] });
  const opened = await site.ask('individual', 'POST', '/min-sida/kod', { kod: code });
  assert.equal(opened.status, 303, opened.body);
  await site.keep('individual', opened);
  return own_page('individual');
}

/** The page of whoever shows that they have this number: from each authority that knows them. */
async function own_page_by_number(personal_number) {
  issuer.claims = { personal_number };
  const begun = await site.ask(undefined, 'GET', '/logga-in/eid?till=/min-sida');
  const state = begun.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const reply = await fetch(`${site.server.url}/logga-in/eid/svar?${issuer.sign_in(begun.to)}`, { redirect: 'manual', headers: { Cookie: state } });
  assert.equal(reply.status, 303, await reply.text());
  await site.keep('individual', reply);
  return own_page('individual');
}

async function own_page(who) {
  const { status, body } = await site.ask(who, 'GET', '/min-sida');
  assert.equal(status, 200);
  return plain(body);
}

// Where somebody of the forums of the county could come upon what stands in a case.
const higher_up = ['/', '/bevakningar', '/inkommet', '/samverkan', '/arenden', '/arenden/{case}', '/arenden/{case}/del/avvikelser', '/forum', '/avvikelser'];

/** What of a story the other side, and the individual, see. */
class Told {
  cases = {}; // by side: the case that it began
  came_in = {}; // by side: the case of the other side that has been disclosed to it, and the pages by which it was taken on
  pages = {}; // by side: the page on which it works, and all of its parts

  constructor(county, story) {
    Object.assign(this, { county, story, begins: story.begins ?? new Date().toISOString().slice(0, 10) });
  }
  worker(side) {
    return person(this.county, sides[side].worker);
  }

  #steps() {
    return this.story.steps.filter(({ only_in = [this.county] }) => only_in.includes(this.county));
  }
  async tell() {
    for (const step of this.#steps()) await this.#do(step);
    for (const [side, { taken }] of Object.entries(this.came_in)) if (!taken) await this.#receive(side);
    for (const [side, in_case] of this.where()) {
      this.pages[side] = await site.ask(this.worker(side), 'GET', `/arenden/${in_case}`);
      this.pages[side].everything = await everything_of(this.worker(side), in_case);
    }
  }
  /** In which case each side works: the one that it began, else the one that has come in to it. */
  where() {
    return Object.keys(sides).map((side) => [side, this.cases[side] ?? this.came_in[side]?.in_case]).filter(([, in_case]) => in_case);
  }

  async #do({ by = 'municipality', received, discloses, ...step }) {
    const { county, begins, story: { born, only_named } } = this;
    if (received && !this.came_in[by].taken) await this.#receive(by);
    if (!received && !this.cases[by]) {
      this.cases[by] = await begin(this.worker(by), born);
      // A colleague works in the case as well, but is not one of those who see what is kept most closely.
      if (only_named) for (const [who, named] of [[this.worker(by), true], [person(county, 'kollega'), false]]) takes_on(county, who, this.cases[by], named);
    }
    const in_case = received ? this.came_in[by].in_case : this.cases[by];
    if (!discloses) return record(county, this.worker(by), in_case, begins, step);
    await disclose(county, this.worker(by), in_case, begins, { discloses, ...step });
    if (!received) this.came_in[sides[by].other] ??= { in_case };
  }
  async #receive(side) {
    this.came_in[side] = { ...this.came_in[side], taken: await receive(this.county, side, this.came_in[side].in_case) };
  }

  /** Words of a list, with what is the individual's own in its place. */
  words(all = []) {
    return all.map((one) => one.replace('{name}', name).replace('{number}', written_number(this.story.born)));
  }
  /** All that a side has seen of what the other has disclosed to it: on taking it on, and in the case in which it works. */
  seen_by(side) {
    return [...(this.came_in[side]?.taken ?? []), this.pages[side].everything].map(plain).join();
  }
  /** The sides to which something has been disclosed. */
  receivers() {
    return [...new Set(this.#steps().filter(({ discloses }) => discloses).map(({ by = 'municipality' }) => sides[by].other))];
  }
}

for (const { file, ...story } of stories) {
  const { owed: expected = {}, owed_in_region: expected_there = {}, born, shown = [], not_shown = [], only_named, own_page: own } = story;
  describe(`${file}: ${story.story}`, () => {
    for (const county of Object.keys(counties)) {
      test(`cites ${county}'s agreement`, () => {
        for (const { duty, section } of [...(expected[county] ?? []), ...(expected_there[county] ?? [])]) {
          assert.ok(sections_of[county].get(duty)?.includes(String(section)), `${duty}: ${section}, but ${sections_of[county].get(duty)}`);
        }
      });
      test(`in ${county}`, async () => {
        const told = new Told(county, story);
        await told.tell();
        const { cases, pages, came_in } = told;
        for (const [by, in_case] of Object.entries(cases)) {
          if (only_named) {
            const colleague = await everything_of(person(county, 'kollega'), in_case);
            for (const words of only_named) {
              assert.ok(plain(pages[by].everything).includes(words), `${words} is shown to whoever is named`);
              assert.ok(!colleague.includes(words), `${words} is not shown to whoever works in the case and is not named`);
            }
          }
          const outside = ['handlaggare', 'regionen', ...(only_named ? [] : ['kollega'])].map((who) => person(county, who));
          for (const other of outside.filter((who) => who !== told.worker(by) && !(came_in[sides[by].other]?.in_case === in_case && who === told.worker(sides[by].other)))) {
            const seen = await site.ask(other, 'GET', `/arenden/${in_case}`);
            assert.ok(seen.status >= 400, `${other} does not see the case`);
            for (const words of not_shown) assert.ok(!seen.body.includes(words), `${other} does not see ${words}`);
          }
        }
        if (pages.municipality) assert.deepEqual(owed(pages.municipality.body), expected_of(expected[county]));
        if (pages.region) assert.deepEqual(owed(pages.region.body), expected_of(expected_there[county]), 'the region');
        const everything = Object.values(pages).map((page) => plain(page.everything)).join();
        for (const words of shown) assert.ok(everything.includes(words), `${words} is shown to whoever works in the case`);
        for (const side of told.receivers()) {
          const seen = told.seen_by(side);
          for (const words of told.words(story[`seen_by_${side}`])) assert.ok(seen.includes(words), `${words} is seen at the ${side}`);
          const at_home = plain(pages[sides[side].other].everything);
          for (const words of told.words(story[`not_seen_by_${side}`])) {
            assert.ok(at_home.includes(words), `${words} stands where it was recorded`);
            assert.ok(!seen.includes(words) && !seen.includes(words.replace('-', '')), `${words} is not seen at the ${side}`);
          }
        }
        if (story.not_seen_higher_up) {
          const seen = await Promise.all(higher_up.map((path) => site.ask(person(county, 'arenan'), 'GET', path.replace('{case}', cases.municipality))));
          for (const words of told.words(story.not_seen_higher_up)) for (const { body } of seen) assert.ok(!body.includes(words) && !body.includes(words.replace('-', '')), `${words} is not seen higher up`);
        }
        if (!own) return;
        const by_code = await own_page_by_code(told.worker('municipality'), cases.municipality);
        for (const words of own.shown ?? []) assert.ok(by_code.includes(words), `${words} is shown to the individual`);
        const by_number = born ? [await own_page_by_number(number(born))] : [];
        for (const page of [by_code, ...by_number]) for (const words of own.not_shown ?? []) assert.ok(!page.includes(words), `${words} is not shown to the individual`);
      });
    }
  });
}

test('a story is told in the terminal, by those who work in the case, and the same is owed', async () => {
  const county = 'jamtland-harjedalen';
  const story = read('closing-hides-nothing.yaml');
  const in_case = await begin(person(county, 'handlaggare'), story.born);
  // Whoever chooses a password is signed out: a third reads what is owed.
  const reader = person(county, 'lasaren');
  for (const who of [person(county, 'kollega'), reader]) takes_on(county, who, in_case, false);
  // A code opens once, so that each step has its own teller.
  const tellers = [person(county, 'handlaggare'), person(county, 'kollega')];
  assert.equal(story.steps.length, tellers.length);
  for (const [at, { act, type, writes, also = [] }] of story.steps.entries()) {
    const key = await app_of(tellers[at]);
    const fields = Object.entries(writes).flatMap(([field, value]) => ['--field', `${field}=${value}`]);
    const words = ['record', act ?? type, in_case, ...(type ? ['--case', in_case] : []), ...fields, ...also.flatMap((one) => ['--also', one]), '--authority', authority(county, 'soc'), '--store', site.store, '--as', `u-${tellers[at]}`, '--command', `k-told-${at}`, '--lang', 'en'];
    const told = overens_typing(`${password}\n${code(key, 1)}\n`, ...words);
    assert.equal(told.code, 0, told.err);
    assert.match(told.out, new RegExp(`^Saved: .*: k-told-${at}`, 'm'));
    assert.equal(overens(...words).code, 3, 'nobody records in a case without showing who they are');
  }
  const shown = async () => owed((await site.ask(reader, 'GET', `/arenden/${in_case}`)).body);
  await until(async () => (await shown()).length === story.owed[county].length);
  assert.deepEqual(await shown(), expected_of(story.owed[county]));
});

/** Chooses a password, and gives the key of the app that makes their codes. */
async function app_of(who) {
  const link = /\/konto\/[\w-]{43}/.exec(overens('account', 'invite', `${who}@prov.test`, '--store', site.store, '--site', '').out)[0];
  const asked = await site.ask(undefined, 'GET', link);
  const key = /class="code">([A-Z2-7]+)</.exec(asked.body)[1];
  const headers = { Cookie: asked.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '), Origin: site.server.url };
  const body = new URLSearchParams({ csrf: /name="csrf" value="([^"]+)"/.exec(asked.body)[1], losenord: password, igen: password, kod: code(key) });
  const chosen = await fetch(site.server.url + link, { method: 'POST', headers, body, redirect: 'manual' });
  assert.equal(chosen.status, 200, await chosen.text());
  return key;
}
