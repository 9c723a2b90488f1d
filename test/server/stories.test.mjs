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
import { until } from './server.mjs';
import { authority, counties, everything_of, HttpHand, number, person, plain, read, sides, start_site, stories, takes_on, Told } from './teller.mjs';

const password = 'fyra gröna stolar';

let site, issuer;
const folder = mkdtempSync(join(tmpdir(), 'overens-stories-'));
before(async () => {
  issuer = await Issuer.start();
  const config = join(folder, 'settings.yaml');
  writeFileSync(config, `sign_in:\n  address: http://127.0.0.1:1\n  providers:\n    - id: eid\n      name: E-legitimation\n      issuer: ${issuer.address}\n      client_id: overens\n      person_claim: personal_number\n      levels: [loa3]\n      for: individuals\n`);
  site = await start_site(folder, '--config', config);
});
after(async () => {
  await site?.server.stop();
  await issuer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

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
        const told = new Told(new HttpHand(site), folder, county, story);
        await told.tell();
        const { cases, pages, came_in } = told;
        for (const [by, in_case] of Object.entries(cases)) {
          if (only_named) {
            const colleague = await everything_of(site, person(county, 'kollega'), in_case);
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
  const in_case = await new HttpHand(site).begin(person(county, 'handlaggare'), { namn: 'Prov Terminalen' }, { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' });
  // Whoever chooses a password is signed out: a third reads what is owed.
  const reader = person(county, 'lasaren');
  for (const who of [person(county, 'kollega'), reader]) takes_on(site, folder, authority(county, 'soc'), who, in_case, false);
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
