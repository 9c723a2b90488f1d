// Stories of people's work, told over HTTP by the forms that they use: what is owed then where the story happens, and what others see of it. What a
// story is stands in examples/stories; here is nothing of any of them.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { overens, root } from '../program.mjs';
import { Site } from './people.mjs';

const stories_in = `${root}examples/stories`;
const read = (file) => parse(readFileSync(join(stories_in, file), 'utf8'));
const counties = read('counties.yaml');
const stories = readdirSync(stories_in).filter((file) => !['counties.yaml', 'names.yaml'].includes(file)).map((file) => ({ file, ...read(file) }));

const { case_parts } = parse(readFileSync(`${root}agreements/vocabulary/acts.yaml`, 'utf8'));

const authority = (county, side) => counties[county].known?.[side] ?? `${county}-${side}`;
const unit = (county, side) => `${county}-${side}-enhet`;
const person = (county, who) => `${who}_${county.replace(/\W/g, '')}`;

// Who there is everywhere: the one whose work it is, a colleague who does not work in the case, somebody at the region.
const people = Object.keys(counties).flatMap((county) => [
  { who: person(county, 'handlaggare'), role: 'caseworker', authority: authority(county, 'soc'), unit: unit(county, 'soc') },
  { who: person(county, 'kollega'), role: 'caseworker', authority: authority(county, 'soc'), unit: unit(county, 'soc') },
  { who: person(county, 'regionen'), role: 'health_professional', authority: authority(county, 'hsv'), unit: unit(county, 'hsv') },
]);

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

let site;
const folder = mkdtempSync(join(tmpdir(), 'overens-stories-'));
before(async () => (site = await Site.start(folder, people, Object.entries(counties).flatMap(events_of))));
after(async () => {
  await site?.server.stop();
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

/** Fills in the form of the act, or type of event, as the story says, and saves it; a field stands under its name, or its event's and its own. */
async function record(county, who, in_case, begins, { act, type, after = 0, at, told_by, writes = {}, also = [], answers = {} }) {
  const path = `/arenden/${in_case}/dokumentera/${act ?? type}`;
  const { status, body } = await site.ask(who, 'GET', path);
  assert.equal(status, 200, `${who}: ${path}`);
  const said = (one) => String(one).replace('{region}', authority(county, 'hsv')).replace('{worker}', `s-${person(county, 'handlaggare')}`).replace('{municipality}', authority(county, 'soc')).replace(/\{day (\d+)\}/, (_, days) => day(begins, Number(days)));
  const shown = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g), ...body.matchAll(/<input [^>]*name="(om[\w-]*)" value="([^"]*)" checked/g)].map(([, name, value]) => [name, value]);
  const written = Object.entries(writes).flatMap(([name, value]) => [value].flat().map((one) => [`uppgift-${name}`, said(one)]));
  const pairs = [...shown, ['nar', [day(begins, after), at].filter(Boolean).join(' ')], ...written, ...also.map((one) => ['aven', one]), ...Object.entries(answers).map(([name, one]) => [`fraga-${name}`, one]), ...(told_by ? [['enligt', said(told_by)]] : []), ['steg', 'spara']];
  const session = site.sessions.get(who);
  const reply = await fetch(site.server.url + path, { method: 'POST', redirect: 'manual', headers: { Cookie: session.cookie, Origin: site.server.url, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(pairs).toString() });
  const answer = await reply.text();
  assert.equal(reply.status, 303, `${who}: ${path}: ${plain(/<main[^]*?<form/.exec(answer)?.[0] ?? answer)} ${[...answer.matchAll(/-error">([^<]*)/g)].map(([, why]) => why)}`);
}

/** A number of the kind that Skatteverket gives out for tests, of somebody born on the day. */
function number(born) {
  const digits = `${born.replaceAll('-', '').slice(2)}238`;
  const sum = [...digits].map((one, at) => Number(one) * (at % 2 === 0 ? 2 : 1)).reduce((all, one) => all + (one > 9 ? one - 9 : one), 0);
  return `${born.slice(0, 2)}${digits}${(10 - (sum % 10)) % 10}`;
}

async function begin(worker, born) {
  const numbered = born ? { 'nummer-slag': 'person', nummer: number(born) } : { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' };
  const begun = await site.begin_case(worker, { namn: 'Prov Berättelse' }, numbered);
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

for (const { file, story, begins = new Date().toISOString().slice(0, 10), steps, owed: expected = {}, owed_in_region: expected_there = {}, born, shown = [], not_shown = [], only_named } of stories) {
  describe(`${file}: ${story}`, () => {
    for (const county of Object.keys(counties)) {
      test(`cites ${county}'s agreement`, () => {
        for (const { duty, section } of [...(expected[county] ?? []), ...(expected_there[county] ?? [])]) {
          assert.ok(sections_of[county].get(duty)?.includes(String(section)), `${duty}: ${section}, but ${sections_of[county].get(duty)}`);
        }
      });
      test(`in ${county}`, async () => {
        const workers = { municipality: person(county, 'handlaggare'), region: person(county, 'regionen') };
        const cases = {};
        for (const { by = 'municipality', ...step } of steps) {
          if (!cases[by]) {
            cases[by] = await begin(workers[by], born);
            // A colleague works in the case as well, but is not one of those who see what is kept most closely.
            if (only_named) for (const [who, named] of [[workers[by], true], [person(county, 'kollega'), false]]) takes_on(county, who, cases[by], named);
          }
          await record(county, workers[by], cases[by], begins, step);
        }
        const pages = {};
        for (const [by, in_case] of Object.entries(cases)) {
          pages[by] = await site.ask(workers[by], 'GET', `/arenden/${in_case}`);
          pages[by].everything = await everything_of(workers[by], in_case);
          if (only_named) {
            const colleague = await everything_of(person(county, 'kollega'), in_case);
            for (const words of only_named) {
              assert.ok(plain(pages[by].everything).includes(words), `${words} is shown to whoever is named`);
              assert.ok(!colleague.includes(words), `${words} is not shown to whoever works in the case and is not named`);
            }
          }
          const outside = ['handlaggare', 'regionen', ...(only_named ? [] : ['kollega'])];
          for (const other of outside.map((who) => person(county, who)).filter((who) => who !== workers[by])) {
            const seen = await site.ask(other, 'GET', `/arenden/${in_case}`);
            assert.ok(seen.status >= 400, `${other} does not see the case`);
            for (const words of not_shown) assert.ok(!seen.body.includes(words), `${other} does not see ${words}`);
          }
        }
        if (cases.municipality) assert.deepEqual(owed(pages.municipality.body), expected_of(expected[county]));
        if (cases.region) assert.deepEqual(owed(pages.region.body), expected_of(expected_there[county]));
        const everything = Object.values(pages).map((page) => plain(page.everything)).join();
        for (const words of shown) assert.ok(everything.includes(words), `${words} is shown to whoever works in the case`);
      });
    }
  });
}
