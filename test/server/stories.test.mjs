// Stories of people's work, told over HTTP by the forms that they use: what is owed then where the story happens, and what others see of it. What a
// story is stands in test/stories; here is nothing of any of them.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { root } from '../program.mjs';
import { Site } from './people.mjs';

const stories_in = `${root}test/stories`;
const read = (file) => parse(readFileSync(join(stories_in, file), 'utf8'));
const counties = read('counties.yaml');
const stories = readdirSync(stories_in).filter((file) => file !== 'counties.yaml').map((file) => ({ file, ...read(file) }));

const authority = (county, side) => `${county}-${side}`;
const unit = (county, side) => `${county}-${side}-enhet`;
const person = (county, who) => `${who}_${county.replace(/\W/g, '')}`;

// Who there is everywhere: the one whose work it is, a colleague who does not work in the case, somebody at the region.
const people = Object.keys(counties).flatMap((county) => [
  { who: person(county, 'handlaggare'), role: 'caseworker', authority: authority(county, 'soc'), unit: unit(county, 'soc') },
  { who: person(county, 'kollega'), role: 'caseworker', authority: authority(county, 'soc'), unit: unit(county, 'soc') },
  { who: person(county, 'regionen'), role: 'health_professional', authority: authority(county, 'hsv'), unit: unit(county, 'hsv') },
]);

const events_of = ([county, { municipality, region, before: earlier = [] }]) => [
  ...[['soc', municipality, 'social_services', 'social_services_unit'], ['hsv', region, 'region_health_care', 'clinic']].flatMap(([side, party, kind, of_unit]) => [
    { type: 'authority.registered', subject: { kind: 'authority', id: authority(county, side) }, data: { party, kind, name: `${kind} ${county}` } },
    { type: 'authority.joined', happened: '2026-01-01', subject: { kind: 'authority', id: authority(county, side) } },
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
const owed = (body) => {
  const section = /<section aria-labelledby="att-gora">([^]*?)<\/section>/.exec(body)?.[1] ?? '';
  return [...section.matchAll(/<th scope="row"[^>]*>([^]*?)<\/th>/g)].map(([, title]) => plain(title)).sort();
};

/** Fills in the form of the act, or type of event, as the story says, and saves it; a field stands under its name, or its event's and its own. */
async function act(county, who, in_case, { act: id, writes = {}, also = [], answers = {} }) {
  const path = `/arenden/${in_case}/dokumentera/${id}`;
  const { status, body } = await site.ask(who, 'GET', path);
  assert.equal(status, 200, `${who}: ${path}`);
  const hidden = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]);
  const fields = Object.entries(writes).flatMap(([name, value]) => [value].flat().map((one) => [`uppgift-${name}`, one.replace('{region}', authority(county, 'hsv'))]));
  const chosen = [...body.matchAll(/<input [^>]*name="(om[\w-]*)" value="([^"]*)" checked/g)].map(([, name, value]) => [name, value]);
  const pairs = [...hidden, ['nar', /name="nar" value="([^"]*)"/.exec(body)[1]], ...chosen, ...fields, ...also.map((one) => ['aven', one]), ...Object.entries(answers).map(([name, one]) => [`fraga-${name}`, one]), ['steg', 'spara']];
  const session = site.sessions.get(who);
  const reply = await fetch(site.server.url + path, { method: 'POST', redirect: 'manual', headers: { Cookie: session.cookie, Origin: site.server.url, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(pairs).toString() });
  assert.equal(reply.status, 303, `${who}: ${path}: ${[...(await reply.text()).matchAll(/-error">([^<]*)/g)].map(([, why]) => why)}`);
}

for (const { file, story, steps, owed: expected, not_shown = [] } of stories) {
  describe(`${file}: ${story}`, () => {
    for (const county of Object.keys(counties)) {
      test(`in ${county}`, async () => {
        const worker = person(county, 'handlaggare');
        const begun = await site.begin_case(worker, { namn: 'Prov Berättelse' }, { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' });
        assert.equal(begun.status, 303, begun.body);
        const in_case = begun.to.split('/').at(-1).split('?')[0];
        for (const step of steps) await act(county, worker, in_case, step);
        const page = await site.ask(worker, 'GET', `/arenden/${in_case}`);
        assert.deepEqual(owed(page.body), [...(expected[county] ?? [])].sort());
        for (const other of ['kollega', 'regionen']) {
          const seen = await site.ask(person(county, other), 'GET', `/arenden/${in_case}`);
          assert.ok(seen.status >= 400, `${other} does not see the case`);
          for (const words of not_shown) assert.ok(!seen.body.includes(words), `${other} does not see ${words}`);
        }
      });
    }
  });
}
