// Every type of event that all parties know, and every act that is several, is recorded over HTTP by its form, as the form itself says what can be
// filled in, and read back on its subject's page. Nothing here names a type: what the vocabulary gets is tried by itself.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { overens } from '../program.mjs';
import { new_store, Server, until } from './server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-acts-'));
let site, cookie, csrf;
before(async () => {
  const store = new_store(folder);
  const more = join(folder, 'more.jsonl');
  const opened = (id, owner, name) => JSON.stringify({ id, type: 'case.opened', happened: '2026-03-09', recorded: '2026-03-09T10:00:00Z', owner, case: name, subject: { kind: 'case', id: name } }) + '\n';
  writeFileSync(more, opened('halso', 'region-hsn', 'halso-1') + opened('ett-till', 'ostersund-soc', 'flera-1'));
  for (const file of ['examples/jamtland-harjedalen.jsonl', 'examples/organisation.jsonl', 'examples/teams.jsonl', more]) {
    const imported = overens('journal', 'import', '--store', store, file);
    assert.equal(imported.code, 0, imported.err);
  }
  site = await Server.start({ STORE: store, DEVELOPER: 'true' });
  const link = () => /http:\/\/[\d.:]+(\/utvecklare\/[\w-]+)/.exec(site.out)?.[1];
  await until(link);
  const reply = await fetch(site.url + link(), { redirect: 'manual' });
  cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  csrf = /name="csrf" value="([^"]+)"/.exec((await get('/hjalp')).body)[1];
  await until(async () => (await get('/forum/chefsgruppen')).status === 200);
});
after(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (path) => {
  const reply = await fetch(site.url + path, { headers: { Cookie: cookie }, redirect: 'manual' });
  return { status: reply.status, body: await reply.text() };
};
const post = async (path, pairs) => {
  const reply = await fetch(site.url + path, { method: 'POST', redirect: 'manual', headers: { Cookie: cookie, Origin: site.url, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(pairs).toString() });
  return { status: reply.status, to: reply.headers.get('location'), body: await reply.text() };
};

const plain = (words) => words.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
const attribute = (tag, name) => (new RegExp(` ${name}="([^"]*)"`).exec(tag) ?? [])[1];
const form_of = (body) => /<form class="panel ask" method="post"[^]*?<\/form>/.exec(body)?.[0];

/** What the form can be filled in with: of each field its first choice, or words. */
function filled(form) {
  const pairs = new Map();
  const put = (name, value) => pairs.has(name) || pairs.set(name, plain(value));
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const [name, kind] = [attribute(tag, 'name'), attribute(tag, 'type')];
    if (kind === 'hidden') put(name, attribute(tag, 'value'));
    else if (kind === 'text') put(name, attribute(tag, 'value') || 'ord');
    else put(name, attribute(tag, 'value'));
  }
  for (const [, select, options] of form.matchAll(/(<select [^>]*>)([^]*?)<\/select>/g)) {
    const values = [...options.matchAll(/<option value="([^"]*)"( selected)?/g)];
    const chosen = values.find(([, value, is_chosen]) => is_chosen && value !== '') ?? values.find(([, value]) => value !== '');
    if (chosen) put(attribute(select, 'name'), chosen[1]);
  }
  for (const [tag] of form.matchAll(/<textarea [^>]*>/g)) put(attribute(tag, 'name'), 'ord');
  if (!pairs.has('vem') || /value="region-hsn"/.test(form)) pairs.set('vem', 'region-hsn');
  pairs.delete('enligt');
  return pairs;
}

// What a form says of a field tells what it takes.
const hints = [[/är en region/, '2380'], [/dagen som/, '2026-11-20'], [/perioden som/, '2026-Q4'], [/helt tal/, '3'], [/e-post/i, 'namn@exempel.se'], [/https/, 'https://www.exempel.se'], [/kronor/, '1250'], [/Ingen där med den adressen|hör till en annan mottagare/, '']];

// Whose a subject is, who alone record of it.
const others = ['region-hsn', 'ostersund-soc'];

/** Fills in the form as it says itself what is wrong, and saves it; gives where that leads. `given`: what is filled in from the beginning. */
async function record(path, given = {}) {
  const opened = await get(path);
  assert.equal(opened.status, 200, `${path}: ${opened.status}`);
  const pairs = filled(form_of(opened.body));
  for (const [name, value] of Object.entries(given)) pairs.set(name, value);
  pairs.set('steg', 'spara');
  for (let tries = 0; ; ++tries) {
    const reply = await post(path.split('?')[0], [...pairs]);
    if (reply.status === 303) return { to: reply.to, pairs };
    const wrong = [...reply.body.matchAll(/id="([^"]+)-error">([^<]*)/g)];
    const besides = /id="fel"[^]*?<\/ul>/.exec(reply.body)?.[0] ?? '';
    assert.ok((reply.status === 422 || (reply.status === 409 && /har inte ärendet/.test(besides))) && wrong.length > 0 && tries < 20, `${path}: ${reply.status} ${wrong.map(([, id, why]) => `${id}: ${why}`).join('; ')} ${besides}`);
    for (const [, name, why] of wrong) {
      if (name === 'vem' && /hör inte till/.test(why)) {
        pairs.set('vem', others.find((one) => one !== pairs.get('vem')));
        continue;
      }
      if (/har inte ärendet/.test(plain(why))) { // which unit had it, where another has
        pairs.delete(name);
        continue;
      }
      if (/döljs inte för sig/.test(why)) { // who has a case, and what hides something, everybody there knows: another event
        const [, select] = new RegExp(`<select [^>]*name="${name}"[^>]*>([^]*?)</select>`).exec(opened.body);
        const options = [...select.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value);
        pairs.set(name, options[options.indexOf(pairs.get(name)) + 1]);
        continue;
      }
      const fits = hints.find(([says]) => says.test(plain(why)));
      assert.ok(fits, `${path} ${name}: ${why}`);
      pairs.set(name, fits[1]);
    }
  }
}

const ends = /\.(dissolved|ended|closed|left|vacated|replaced|registered)$/;
const types_in = (body) => [...body.matchAll(/href="(\/(?:dokumentera\/([\w.]+)\/[^"]+|[\w-]+(?:\/[\w-]+)?\/ny\/([\w.]+)[^"]*))"/g)].map(([, path, type, begun]) => ({ path: plain(path), type: type ?? begun }));

test('every type that all parties know is recorded by its form and read back', async () => {
  const doc = overens('vocabulary', 'doc', '--lang', 'en').out;
  const shared = [...doc.matchAll(/### ([\w.]+)\n\n([^\n]*class: shared[^\n]*)/g)].filter(([, , facts]) => !/secrecy: open/.test(facts)).map(([, type]) => type);
  assert.ok(shared.length > 60, `${shared.length} types`);
  const recorded = new Map();
  const tried = new Set();
  const pages = ['/lansoverenskommelser/jamtland-harjedalen', '/parter/2380', '/ataganden/jamtland-harjedalen.c-prevention-region', '/forum/chefsgruppen', '/myndigheter/ostersund-soc', '/organisation/ostersund-soc'];
  for (const page of pages) {
    const { status, body } = await get(page);
    assert.equal(status, 200, page);
    const offered = types_in(body).filter(({ type }) => !/^(staff|commission)\./.test(type)).sort((a, b) => ends.test(a.type) - ends.test(b.type));
    for (const { path, type } of offered) {
      if (tried.has(type)) continue;
      tried.add(type);
      const { to, pairs } = await record(path);
      const saved = await get(to.split('#')[0]);
      assert.equal(saved.status, 200, to);
      assert.match(saved.body, /id="sparat"/, `${type} is told to be saved`);
      assert.ok(saved.body.includes(`id="${pairs.get('kommando')}`), `${type} stands in the time line`);
      recorded.set(type, to);
      if (path.includes('/ny/')) pages.push(to.split('?')[0]); // what has begun has acts of its own
    }
  }
  assert.deepEqual(shared.filter((type) => !recorded.has(type)), []);
  for (const act of ['forum.meeting', 'agreement.decided']) assert.ok(recorded.has(act), act);
});

test('a deviation that belongs to no case has a page, on which what happens with it is recorded and put right', async () => {
  const began = await record('/avvikelser/ny/deviation.reported', { 'uppgift-concerns': 'ostersund-soc', vem: 'region-hsn' });
  const page = began.to.split('?')[0];
  assert.match(page, /^\/avvikelser\/[\w-]+$/);
  const opened = await get(page);
  assert.equal(opened.status, 200);
  assert.ok((await get('/avvikelser')).body.includes(`href="${page}"`), 'the list has it');
  const acts = [...opened.body.matchAll(new RegExp(`href="(${page}/dokumentera/([\\w.]+))"`, 'g'))];
  assert.deepEqual(acts.map(([, , type]) => type).sort(), ['deviation.closed', 'deviation.investigated']);
  for (const [, path, type] of acts.sort(([, , a], [, , b]) => ends.test(a) - ends.test(b))) {
    const { to, pairs } = await record(path);
    const saved = (await get(to.split('#')[0])).body;
    assert.match(saved, /id="sparat"/, `${type} is told to be saved`);
    assert.ok(saved.includes(`<li id="${pairs.get('kommando')}"`), `${type} stands in the time line`);
  }
  const [correct] = new RegExp(`${page}/ratta/[\\w-]+`).exec((await get(page)).body);
  assert.equal((await get(correct)).status, 200);
  const [withdraw] = new RegExp(`${page}/makulera/[\\w-]+`).exec((await get(page)).body);
  const undone = await post(withdraw, [...filled(form_of((await get(withdraw)).body)), ['steg', 'spara']]);
  assert.equal(undone.status, 303);
  assert.equal((await get(undone.to.split('#')[0])).status, 200);
  assert.equal((await get('/dokumentera/deviation.closed/' + page.split('/')[2])).status, 404, 'it is recorded at its own address alone');
});

test('an act of several events is all of them or none, and is undone at once', async () => {
  const path = '/dokumentera/forum.meeting/chefsgruppen';
  const pairs = filled(form_of((await get(path)).body));
  const events = async () => [...(await get('/forum/chefsgruppen')).body.matchAll(/<li id="([^"]+)">/g)].map(([, id]) => id);
  const before_it = await events();
  const act = [['csrf', csrf], ['kommando', 'flera'], ['sett', pairs.get('sett')], ['nar', '2026-11-20'], ['vem', 'region-hsn'], ['aven', 'forum.topic_raised'], ['aven', 'action_plan.proposed'], ['uppgift-for_period', '2026'], ['steg', 'spara']];
  assert.equal((await post(path, [...act.slice(0, 4), ['vem', 'finns-inte'], ...act.slice(5)])).status, 422);
  assert.deepEqual(await events(), before_it);
  const beside = await post(path, [...act.slice(0, -1), ['steg', 'leder-till']]);
  assert.equal(beside.status, 200);
  assert.equal((await post(path, act)).status, 303);
  assert.equal((await post(path, act)).status, 303, 'a lost answer: the same again is there once');
  assert.deepEqual((await events()).filter((id) => !before_it.includes(id)).sort(), ['flera.1', 'flera.2', 'flera.3']);
  const saved = await get('/forum/chefsgruppen?sparat=flera');
  const undo = /href="(\/makulera\/forum\/chefsgruppen\/flera)"/.exec(saved.body)[1];
  const form = filled(form_of((await get(undo)).body));
  assert.equal((await post(undo, [...form, ['steg', 'spara']])).status, 303);
  const undone = await get('/forum/chefsgruppen');
  assert.equal([...undone.body.matchAll(/<li id="flera\.\d">[^]*?Makulerad/g)].length, 3);
});

test('a new unit has a name, and lies in a municipality of its own county', async () => {
  const path = '/organisation/ostersund-soc/ny/unit.opened';
  const form = form_of((await get(path)).body);
  const [, options] = /<select [^>]*name="uppgift-municipality"[^>]*>([^]*?)<\/select>/.exec(form);
  const places = [...options.matchAll(/<option value="(\d+)"/g)].map(([, code]) => code);
  assert.ok(places.includes('2380') && places.length > 4, `${places}`);
  assert.deepEqual(places.filter((code) => !code.startsWith('23')), [], 'no other county');
  const pairs = filled(form).set('uppgift-name', '');
  const refused = await post(path, [...pairs, ['steg', 'spara']]);
  assert.equal(refused.status, 422);
  assert.match(refused.body, /id="uppgift-name-error"/);
});

const case_path = '/arenden/arende-1';
const has_own_page = { // of what begins a case, says whom it is about, hands something over or changes another event
  'case.opened': '/arenden/nytt', 'person.registered': '/arenden/nytt', 'individual_code.given': `${case_path}/kod`, 'individual_code.closed': `${case_path}/kod`,
  'disclosure.made': `${case_path}/lamna-ut`, 'disclosure.registered': '/inkommet', 'disclosure.not_ours': '/inkommet', // of what came in: see come_in
  'event.corrected': null, 'event.withdrawn': null, // done on the time line: see below
};

test('every type that stands in a case is recorded by its form there and read back', async () => {
  const doc = overens('vocabulary', 'doc', '--lang', 'en').out;
  const in_cases = [...doc.matchAll(/### ([\w.]+)\n\n([^\n]*case: (?:must|may) have[^\n]*)/g)].map(([, type]) => type);
  assert.ok(in_cases.length > 140, `${in_cases.length} types`);
  const menu = await get(`${case_path}/dokumentera?alla=1`);
  assert.equal(menu.status, 200);
  const offered = [...menu.body.matchAll(/href="[^"]*\/dokumentera\/([\w.]+)"/g)].map(([, type]) => type);
  const not_offered = [];
  for (const type of in_cases.filter((one) => !(one in has_own_page)).sort((a, b) => ends.test(a) - ends.test(b))) {
    if (!offered.includes(type)) not_offered.push(type);
    // What health care alone does is done in a case of theirs.
    const where = type.startsWith('block.') ? '/arenden/halso-1' : case_path;
    if (type === 'protection.lowered') { // what two do one can't do
      await assert.rejects(record(`${case_path}/dokumentera/${type}`), /422[^]*en annan/);
      continue;
    }
    const { to, pairs } = await record(`${where}/dokumentera/${type}`);
    const saved = await get(to.split('#')[0]);
    assert.equal(saved.status, 200, to);
    assert.match(saved.body, /id="sparat"/, `${type} is told to be saved`);
    assert.ok(saved.body.includes(`<li id="${pairs.get('kommando')}"`), `${type} stands in the time line`);
  }
  const by_products = [...doc.matchAll(/### ([\w.]+)\n\n[^\n]*comes about in an act of several events/g)].map(([, type]) => type);
  assert.ok(by_products.length > 4, `${by_products.length} by-products`);
  assert.deepEqual(not_offered.sort(), [...by_products, 'record.erased'].sort(), 'what the menu leaves out');
});

const acts_path = '/arenden/flera-1'; // in which nothing is kept so closely that a disclosure has to name who receives it

/** The acts of several events in a case, as the documentation has them: their questions with answers, and their events with when each happened. */
function acts_in_cases() {
  const doc = overens('vocabulary', 'doc', '--lang', 'en').out;
  const section = doc.slice(doc.indexOf('## Acts of several events'), doc.indexOf('\n## Kinds'));
  const acts = section.split('\n### ').slice(1).filter((one) => /about: case/.test(one));
  return acts.map((one) => ({
    id: /^[\w.]+/.exec(one)[0],
    parts: [...one.matchAll(/^\| `([\w.]+)` \| (always|when (?:chosen|(\w+) is ([\w, ]+)))/gm)].map(([, type, , field, is]) => ({ type, field, is: is?.trim().split(', ') ?? [] })),
    always: [...one.matchAll(/^\| `([\w.]+)` \| always/gm)].map(([, type]) => type),
    asks: [...new Set([...one.matchAll(/^`(\w+)`/gm)].map(([, id]) => id))],
  }));
}

test('every act of several events in a case is recorded by its form, each of its parts, and read back', async () => {
  const acts = acts_in_cases();
  assert.ok(acts.length >= 6, `${acts.length} acts`);
  const menu = await get(`${case_path}/dokumentera`);
  for (const { id, parts, always, asks } of acts) {
    assert.ok(menu.body.includes(`${case_path}/dokumentera/${id}"`), `${id} is in the menu`);
    const ticked = parts.filter(({ type, field }) => !field && !always.includes(type)).map(({ type }) => type);
    const answers = parts.filter(({ field }) => asks.includes(field)).flatMap(({ field, is }) => is.map((one) => ({ field, one })));
    for (const answer of answers.length > 0 ? answers : [null]) {
      const recorded = await record_all(id, ticked, answer);
      const happened = [...always, ...ticked, ...parts.filter(({ field, is }) => answer && field === answer.field && is.includes(answer.one)).map(({ type }) => type)];
      assert.equal(recorded.length, happened.length, `${id}: ${recorded}`);
    }
  }
});

/** Records the act with all that can be chosen, and gives the ids of what then stands in the case. */
async function record_all(id, ticked, answer) {
  const path = `${acts_path}/dokumentera/${id}`;
  const form = form_of((await get(path)).body);
  assert.ok(form, path);
  const pairs = [...filled(form)].filter(([name]) => name !== 'aven' && name !== 'steg' && !name.startsWith('fraga-'));
  for (const pair of pairs) if (/-basis$/.test(pair[0])) pair[1] = 'other_law'; // which needs no consent of the case
  const fraga = answer ? [[`fraga-${answer.field}`, answer.one]] : [];
  for (let tries = 0; ; ++tries) {
    const reply = await post(path, [...pairs, ...fraga, ...ticked.map((one) => ['aven', one]), ['steg', 'spara']]);
    if (reply.status === 303) break;
    const wrong = [...reply.body.matchAll(/id="([^"]+)-error">([^<]*)/g)];
    assert.ok(reply.status === 422 && wrong.length > 0 && tries < 20, `${path}: ${reply.status} ${wrong} ${/id="fel"[^]*?<\/ul>/.exec(reply.body)?.[0]}`);
    for (const [, name, why] of wrong) {
      const fits = hints.find(([says]) => says.test(plain(why)));
      assert.ok(fits, `${path} ${name}: ${why}`);
      pairs.find(([one]) => one === name)[1] = fits[1];
    }
  }
  const command = new Map(pairs).get('kommando');
  const saved = await get(`${acts_path}?sparat=${command}`);
  assert.match(saved.body, /id="sparat"/, `${id} is told to be saved`);
  const ids = [...saved.body.matchAll(/<li id="([^"]+)">/g)].map(([, one]) => one).filter((one) => one === command || one.startsWith(`${command}.`));
  if (ids.length > 1) assert.ok(saved.body.includes('Tillsammans med: '), `${id}: the time line says what was done at once`);
  const undo = new RegExp(`href="(${acts_path}/makulera/${command}\\.?)"`).exec(saved.body)[1];
  const undone = await post(undo, [...filled(form_of((await get(undo)).body)), ['steg', 'spara']]);
  assert.equal(undone.status, 303, `${id} is undone at once`);
  const after = await get(`${acts_path}/del/handelser`);
  for (const one of ids) assert.match(after.body, new RegExp(`<li id="${one.replace('.', '\\.')}">(?:(?!</li>)[^])*Makulerad`), `${one} is withdrawn`);
  return ids;
}

test('a cost is asked in the order in which it is done, and what happened is listed one by one before it is saved', async () => {
  const path = `${case_path}/dokumentera/placement.cost`;
  const form = form_of((await get(path)).body);
  assert.ok(form.indexOf('name="aven"') < form.indexOf('name="fraga-answer"'), 'what was done stands before what was answered');
  assert.ok(!/öre/.test(form), 'money is asked for in kronor');
  const pairs = [...filled(form)].filter(([name]) => !/^(aven|steg|fraga-)|-?(from|through|per_day|_share|cost|answer_by)$/.test(name));
  const check = await post(path, [...pairs, ['aven', 'cost_split.asked'], ['aven', 'cost_split.discussed'], ['steg', 'kontrollera']]);
  assert.equal(check.status, 200, [...check.body.matchAll(/id="([^"]+)-error">([^<]*)/g)].join());
  assert.match(check.body, /<dd>Frågan om kostnaden är ställd<\/dd><dd>Ansvar och kostnad är diskuterade<\/dd>/);
});

test('a lost answer: the same act sent again is in the case once, and a lost session keeps what was written', async () => {
  const path = `${case_path}/dokumentera/transition.noted`;
  const pairs = filled(form_of((await get(path)).body));
  const sent = [...pairs, ['steg', 'spara']];
  for (const again of [1, 2]) assert.equal((await post(path, sent)).status, 303, `sent ${again}`);
  assert.equal((await get(`${case_path}/del/handelser`)).body.split(`<li id="${pairs.get('kommando')}"`).length - 1, 1);
  const lost = await fetch(site.url + path, { method: 'POST', redirect: 'manual', headers: { Cookie: cookie.replace(/=.{5}/, '=xxxxx'), Origin: site.url, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(sent).toString() });
  assert.equal(lost.status, 401);
  assert.match(await lost.text(), /kommando/, 'the page on the way holds what was written');
});
