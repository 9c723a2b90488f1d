// Tells stories of people's work by the forms that they use, over HTTP or in a browser. What a story is stands in examples/stories; here is nothing of any
// of them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { overens, root } from '../program.mjs';
import { Site } from './people.mjs';

const stories_in = `${root}examples/stories`;
export const read = (file) => parse(readFileSync(join(stories_in, file), 'utf8'));
export const counties = read('counties.yaml');
export const stories = readdirSync(stories_in).filter((file) => !['counties.yaml', 'demonstration.yaml'].includes(file)).map((file) => ({ file, ...read(file) }));

const { case_parts } = parse(readFileSync(`${root}agreements/vocabulary/acts.yaml`, 'utf8'));

export const authority = (county, side) => counties[county].known?.[side] ?? `${county}-${side}`;
const unit = (county, side) => `${county}-${side}-enhet`;
export const person = (county, who) => `${who}_${county.replace(/\W/g, '')}`;

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
export const sides = {
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

/** A running site with these people in every county. */
export const start_site = (folder, ...words) => Site.start(folder, people, Object.entries(counties).flatMap(events_of), ...words);

export const plain = (words) => words.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replace(/<[^>]*>/g, '').trim();

/** A day of the story: so many days after the first. */
const day = (begins, after) => new Date(Date.parse(begins) + after * 86_400_000).toISOString().slice(0, 10);

/** The words of a step, with those of the county and the days in their places. */
const said_in = (county, begins) => (one) => String(one).replace('{region}', authority(county, 'hsv')).replace('{worker}', `s-${person(county, 'handlaggare')}`).replace('{municipality}', authority(county, 'soc')).replace(/\{day (\d+)\}/, (_, days) => day(begins, Number(days)));

/** A number of the kind that Skatteverket gives out for tests, of somebody born on the day. */
export function number(born) {
  const digits = `${born.replaceAll('-', '').slice(2)}238`;
  const sum = [...digits].map((one, at) => Number(one) * (at % 2 === 0 ? 2 : 1)).reduce((all, one) => all + (one > 9 ? one - 9 : one), 0);
  return `${born.slice(0, 2)}${digits}${(10 - (sum % 10)) % 10}`;
}

export const written_number = (born) => number(born ?? '1900-01-01').replace(/(.{4})$/, '-$1');
export const name = 'Prov Berättelse';

/** Asks for a form, and sends it as it was shown with what is written in it, over HTTP. Another hand does the same in a browser. */
export class HttpHand {
  constructor(site) {
    this.site = site;
  }
  async form_at(who, path) {
    const { status, body } = await this.site.ask(who, 'GET', path);
    assert.equal(status, 200, `${who}: ${path}`);
    return body;
  }
  async save(who, path, body, written) {
    const shown = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g), ...body.matchAll(/<input [^>]*name="(om[\w-]*)" value="([^"]*)" checked/g)].map(([, name, value]) => [name, value]);
    const session = this.site.sessions.get(who);
    const reply = await fetch(this.site.server.url + path, { method: 'POST', redirect: 'manual', headers: { Cookie: session.cookie, Origin: this.site.server.url, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams([...shown, ...written, ['steg', 'spara']]).toString() });
    const answer = await reply.text();
    assert.equal(reply.status, 303, `${who}: ${path}: ${plain(/<main[^]*?<form/.exec(answer)?.[0] ?? answer)} ${[...answer.matchAll(/-error">([^<]*)/g)].map(([, why]) => why)}`);
  }
  async begin(worker, who_it_is, numbered) {
    const begun = await this.site.begin_case(worker, who_it_is, numbered);
    assert.equal(begun.status, 303, begun.body);
    return begun.to.split('/').at(-1).split('?')[0];
  }
}

const fields_of = (writes, said) => Object.entries(writes).flatMap(([name, value]) => [value].flat().map((one) => [`uppgift-${name}`, said(one)]));

/** A story as it is told in a county, by a hand: the cases that come of it, and what each side sees in the end. */
export class Told {
  cases = {}; // by side: the case that it began
  came_in = {}; // by side: the case of the other side that has been disclosed to it, and the pages by which it was taken on
  pages = {}; // by side: the page on which it works, and all of its parts

  constructor(hand, folder, county, story) {
    Object.assign(this, { hand, site: hand.site, folder, county, story, begins: story.begins ?? new Date().toISOString().slice(0, 10) });
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
      this.pages[side] = await this.site.ask(this.worker(side), 'GET', `/arenden/${in_case}`);
      this.pages[side].everything = await everything_of(this.site, this.worker(side), in_case);
    }
  }
  /** In which case each side works: the one that it began, else the one that has come in to it. */
  where() {
    return Object.keys(sides).map((side) => [side, this.cases[side] ?? this.came_in[side]?.in_case]).filter(([, in_case]) => in_case);
  }

  async #do({ by = 'municipality', received, discloses, ...step }) {
    const { county, story: { born, only_named } } = this;
    if (received && !this.came_in[by].taken) await this.#receive(by);
    if (!received && !this.cases[by]) {
      this.cases[by] = await this.#begin(this.worker(by), born);
      // A colleague works in the case as well, but is not one of those who see what is kept most closely.
      const owner = authority(county, by === 'region' ? 'hsv' : 'soc');
      const colleague = by === 'region' ? [] : [[person(county, 'kollega'), false]];
      if (only_named) for (const [who, named] of [[this.worker(by), true], ...colleague]) takes_on(this.site, this.folder, owner, who, this.cases[by], named);
    }
    const in_case = received ? this.came_in[by].in_case : this.cases[by];
    if (!discloses) return this.#record(this.worker(by), in_case, step);
    await this.#disclose(this.worker(by), in_case, { discloses, ...step });
    if (!received) this.came_in[sides[by].other] ??= { in_case };
  }
  #begin(worker, born) {
    return this.hand.begin(worker, { namn: name }, born ? { 'nummer-slag': 'person', nummer: number(born) } : { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' });
  }
  /** Fills in the form of the act, or type of event, as the story says, and saves it; a field stands under its name, or its event's and its own. */
  async #record(who, in_case, { act, type, after = 0, at, told_by, writes = {}, also = [], answers = {} }) {
    const path = `/arenden/${in_case}/dokumentera/${act ?? type}`;
    const { county, begins, hand } = this;
    const said = said_in(county, begins);
    await hand.save(who, path, await hand.form_at(who, path), [['nar', [day(begins, after), at].filter(Boolean).join(' ')], ...fields_of(writes, said), ...also.map((one) => ['aven', one]), ...Object.entries(answers).map(([name, one]) => [`fraga-${name}`, one]), ...(told_by ? [['enligt', said(told_by)]] : [])]);
  }
  /** Discloses what is chosen by its words, to whom and on which basis the step says; on a consent it is the one that stands there. */
  async #disclose(who, in_case, { discloses, after = 0, writes }) {
    const path = `/arenden/${in_case}/lamna-ut`;
    const { county, begins, hand } = this;
    const body = await hand.form_at(who, path);
    const offered = [...body.matchAll(/name="uppgift-items" value="([^"]+)"[^>]*><label[^>]*>([^]*?), <time>/g)];
    const items = discloses.map((words) => {
      const found = offered.find(([, , label]) => plain(label) === words);
      assert.ok(found, `${words} can be disclosed, among ${offered.map(([, , label]) => label)}`);
      return ['uppgift-items', found[1]];
    });
    const consents = /<select[^>]*name="uppgift-consent">([^]*?)<\/select>/.exec(body)?.[1] ?? '';
    const consent = writes.basis === 'consent' ? [['uppgift-consent', /<option value="([^"]+)"/.exec(consents)?.[1] ?? '']] : [];
    await hand.save(who, path, body, [['nar', day(begins, after)], ...items, ...fields_of(writes, said_in(county, begins)), ...consent]);
  }
  async #receive(side) {
    this.came_in[side] = { ...this.came_in[side], taken: await receive(this.site, this.county, side, this.came_in[side].in_case) };
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

/** A case that has come in from the other side: its manager finds it there and gives it to the unit, and whoever works there takes it on. */
async function receive(site, county, side, in_case) {
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

/** Says who works in a case, and who is one of the named. */
export function takes_on(site, folder, owner, who, in_case, named) {
  const file = join(folder, 'taken-on.jsonl');
  writeFileSync(file, `${JSON.stringify({ id: `${in_case}-${who}`, type: 'case.taken_on', happened: '2026-01-12', recorded: new Date().toISOString().replace(/\.\d+/, ''), owner, case: in_case, subject: { kind: 'case', id: in_case }, data: { staff: `s-${who}`, named } })}\n`);
  const done = overens('journal', 'import', '--store', site.store, file);
  assert.equal(done.code, 0, done.err);
}

/** The case's page, and each of its parts. */
export async function everything_of(site, who, in_case) {
  const addresses = ['', ...case_parts.map(({ id }) => `/del/${id}`)].map((part) => `/arenden/${in_case}${part}`);
  return (await Promise.all(addresses.map((address) => site.ask(who, 'GET', address)))).map(({ body }) => body).join();
}
