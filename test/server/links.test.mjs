// Nobody is led where they may not go. Signed in as each of those who work with it, and as the individual, in the county that people practise on:
// every link, every form that only asks, and in the end every form that is sent, from page to page, some pages of each kind.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { overens } from '../program.mjs';
import { Site } from './people.mjs';
import { routes } from './place.mjs';
import { new_store, Server, until } from './server.mjs';

const soc = 'ostersund-soc', hsn = 'region-hsn';
const staff = [
  { who: 'caseworker', id: 'm-vide', name: 'Vide Ekström', authority: soc, commission: 'u-vide' },
  { who: 'health_professional', id: 'm-alva', name: 'Alva Sundin', authority: hsn, commission: 'u-alva' },
  { who: 'unit_manager', id: 'm-tuva', name: 'Tuva Hedlund', authority: soc, commission: 'u-tuva' },
  { who: 'agreement_owner', id: 'm-signe', name: 'Signe Ahlgren', authority: hsn, commission: 'u-signe' },
  { who: 'log_reviewer', id: 'm-idun', name: 'Idun Storm', authority: soc, commission: 'u-idun' },
  { who: 'administrator', id: 'm-runa', name: 'Runa Dahl', authority: soc, commission: 'u-runa' },
];
const most_of_a_kind = 4; // pages of one route, or of one type of event

const folder = mkdtempSync(join(tmpdir(), 'overens-links-'));
const site = new Site();
before(async () => {
  site.store = new_store(folder);
  const examples = ['jamtland-harjedalen', 'organisation', 'teams', 'governance'].flatMap((name) => ['--with', `examples/${name}.jsonl`]);
  const made = overens('demo', '--store', site.store, '--county', 'jamtland-harjedalen', '--county', 'stockholm', ...examples, '--quiet');
  assert.equal(made.code, 0, made.err);
  for (const { id, authority } of staff) {
    const added = overens('account', 'add', `${id}@prov.example`, '--store', site.store, '--authority', authority, '--staff', id);
    assert.equal(added.code, 0, added.err);
  }
  site.server = await Server.start({ STORE: site.store, DEVELOPER: 'true' });
  for (const { who, name, commission } of staff) {
    const link = () => site.server.out.split('\n').find((line) => line.includes(name));
    await until(link);
    const opened = await fetch(site.server.url + /(\/utvecklare\/[\w-]+)/.exec(link())[1], { redirect: 'manual' });
    assert.equal(opened.status, 303);
    await site.keep(who, opened);
    await site.ask(who, 'POST', '/mitt-konto', { uppdrag: commission });
  }
  await until(async () => (await site.ask('caseworker', 'GET', '/arenden')).status === 200);
  await individual();
});
after(async () => {
  await site.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Somebody whose case begins here, and who is given a code on paper. */
async function individual() {
  const begun = await site.begin_case('caseworker', { namn: 'Zebrina Provqvist' }, { 'nummer-slag': 'person', nummer: '18900101-9802' });
  assert.equal(begun.status, 303, begun.body);
  const given = await site.ask('caseworker', 'POST', `${begun.to}/kod`, { gor: 'ge', kommando: 'k-kod' });
  const code = /class="code">(\w{4}-\w{4}-\w{4})</.exec(given.body)[1];
  const form = await fetch(`${site.server.url}/min-sida/kod`);
  site.sessions.set('individual', { cookie: form.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '), csrf: /name="csrf" value="([^"]+)"/.exec(await form.text())[1] });
  const opened = await site.ask('individual', 'POST', '/min-sida/kod', { kod: code });
  assert.equal(opened.status, 303, opened.body);
  await site.keep('individual', opened);
}

const decoded = (text) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>');
const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? decoded(found[1]) : undefined;
};

/** What a form sends as it stands. */
function sent_as_it_stands(form) {
  const all = new URLSearchParams();
  for (const [tag, , rest] of form.matchAll(/<(input|textarea)\b[^>]*>([^<]*)/g)) {
    const type = attribute(tag, 'type') ?? 'text';
    if (!attribute(tag, 'name') || ['submit', 'button', 'password'].includes(type)) continue;
    if (['radio', 'checkbox'].includes(type) && !/\schecked\b/.test(tag)) continue;
    all.append(attribute(tag, 'name'), attribute(tag, 'value') ?? decoded(rest ?? ''));
  }
  for (const [, tag, options] of form.matchAll(/(<select\b[^>]*>)([^]*?)<\/select>/g)) {
    const chosen = /<option\b[^>]*\sselected\b[^>]*>/.exec(options) ?? /<option\b[^>]*>/.exec(options);
    if (chosen) all.append(attribute(tag, 'name'), attribute(chosen[0], 'value') ?? '');
  }
  return all;
}

/** Where a page leads: [{ to, words }], and the forms that it lets somebody send. */
function ways_from(path, body) {
  const here = new URL(path, site.server.url);
  const ways = [], posts = [];
  const add = (href, words) => {
    const to = new URL(href, here);
    if (to.origin === here.origin) ways.push({ to: to.pathname + to.search, words });
  };
  for (const [, tag, words] of body.matchAll(/(<a\b[^>]*>)([^]*?)<\/a>/g)) {
    const href = attribute(tag, 'href');
    if (href && !/^(mailto|tel):/.test(href)) add(href, words.replaceAll(/<[^>]*>/g, '').trim());
  }
  for (const [, tag, form] of body.matchAll(/(<form\b[^>]*>)([^]*?)<\/form>/g)) {
    const action = attribute(tag, 'action') ?? path;
    if (attribute(tag, 'method') === 'post') posts.push(new URL(action, here).pathname);
    else add(`${action.split(/[?#]/)[0]}?${sent_as_it_stands(form)}`, 'a form');
  }
  return { ways, posts };
}

const patterns = routes.map(({ path }) => path.split('/')).sort((one, other) => (one.join().match(/\{/g) ?? []).length - (other.join().match(/\{/g) ?? []).length);
/** Of which kind a page is: its route, and the type of event in it. */
function kind_of(to) {
  const parts = to.split('?')[0].split('/');
  const found = patterns.find((pattern) => pattern.length === parts.length && pattern.every((one, at) => one.startsWith('{') || one === parts[at]));
  return found?.map((one, at) => (one === '{type}' ? parts[at] : one)).join('/') ?? to;
}

const is_left_out = (to) => to.startsWith('/assets/') || /[?&]sprak=/.test(to) || to.startsWith('/logga-in');
const is_dead = (status) => [401, 403, 404, 405, 410].includes(status) || status >= 500;
// A case of one's unit that nobody has taken, or that is opened by saying why; and what one shows anew who one is for.
const leads_on = (body) => /action="[^"]*(\/ta|\/bekrafta)"|name="skal"/.test(body);
const ends_something = (path) => ['/logga-ut', '/mitt-konto/avsluta', '/mitt-konto/paminnelser'].includes(path) || /\/(ta|enhet|kod|konto|bekrafta|stammer-inte)$/.test(path);

for (const who of [...staff.map(({ who }) => who), 'individual']) {
  test(`${who} is led nowhere in vain`, { concurrency: true }, async () => {
    const dead = [], waiting = [{ to: '/', from: '/', words: '' }], seen = new Set(['/']), of_kind = new Map(), forms = new Map();
    while (waiting.length > 0) {
      const { to, from, words } = waiting.shift();
      const { status, body, to: on } = await site.ask(who, 'GET', to);
      if (is_dead(status) && !leads_on(body)) dead.push(`${status} ${to} (${words}) on ${from}`);
      if (is_dead(status)) continue;
      const { ways, posts } = on ? { ways: [{ to: on.split('#')[0], words }], posts: [] } : ways_from(to, body);
      for (const post of posts) if (!forms.has(kind_of(post))) forms.set(kind_of(post), [post, to]);
      for (const way of ways) {
        const kind = kind_of(way.to);
        if (seen.has(way.to) || is_left_out(way.to) || (of_kind.get(kind) ?? 0) >= most_of_a_kind) continue;
        seen.add(way.to);
        of_kind.set(kind, (of_kind.get(kind) ?? 0) + 1);
        waiting.push({ ...way, from: to });
      }
    }
    for (const [post, from] of forms.values()) {
      if (ends_something(post)) continue;
      const { status, body } = await site.ask(who, 'POST', post);
      if (is_dead(status) && !leads_on(body)) dead.push(`${status} POST ${post} on ${from}`);
    }
    assert.deepEqual(dead, []);
    assert.ok(seen.size > (who === 'individual' ? 20 : 50), `${seen.size} pages`);
  });
}
