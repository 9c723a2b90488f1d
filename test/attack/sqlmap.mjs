// Tries to put statements of one's own into the database's, by all that the program can be asked: node test/attack/sqlmap.mjs [WORDS OF A ROUTE]
//
// The routes of the program and the links and forms of its pages, as the developer's account, the log's reviewer and a case worker meet them, each with all its
// parameters, fields and parts of the address, by Debian's sqlmap: an hour or more. It ends with 1 when anything could be put in, and when the page
// beside it that anything can be put into was not found. DATABASE=postgresql for the other database.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { overens } from '../program.mjs';
import { is_on_postgres, new_store, Server, until } from '../server/server.mjs';
import { new_key } from '../server/door.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-sqlmap-'));
const only = process.argv[2] ?? '';
const soc = 'ostersund-soc';
const database = is_on_postgres ? 'PostgreSQL' : 'SQLite';
// Values for the parts of a route's address; each is tried where it stands.
const parts = { county: 'jamtland-harjedalen', version: '2025', authority: soc, section: '1', part: 'avtalet', provider: 'tjanst', secret: 'hemlig', type: 'unit.verified', subject: 'vuxenenheten', kind: 'unit', event: 'org010' };
const ids = { '/arenden': 'arende-1', '/organisation/enheter': 'vuxenenheten', '/organisation/personal': 'm-vide', '/organisation/uppdrag': 'u-vide', '/enheter': 'vuxenenheten' };
const filled = (path, mark = '') => path.replace('*', `finns-inte${mark}`).replace(/\{(\w+)\}/g, (_, name, at) => {
  const value = parts[name] ?? ids[Object.keys(ids).find((start) => path.slice(0, at).startsWith(start))] ?? 'finns-inte';
  return value + mark;
});

function set_up() {
  const store = new_store(folder);
  for (const file of ['jamtland-harjedalen', 'organisation', 'teams']) {
    const done = overens('journal', 'import', '--store', store, `examples/${file}.jsonl`);
    if (done.code !== 0) throw new Error(done.err);
  }
  for (const staff of ['m-idun', 'm-vide']) {
    const added = overens('account', 'add', `${staff}@prov.test`, '--store', store, '--authority', soc, '--staff', staff, '--site', '');
    if (added.code !== 0) throw new Error(added.err);
  }
  return store;
}

async function signed_in(site, link) {
  const reply = await fetch(site.url + link, { redirect: 'manual' });
  const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const page = await (await fetch(`${site.url}/hjalp`, { headers: { Cookie: cookie } })).text();
  return { cookie, csrf: /name="csrf" value="([^"]+)"/.exec(page)[1] };
}

/** The links with parameters and the forms of a page, each as a target: {method, path, data}. */
function targets_of(page, at, csrf) {
  const words = (text) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
  const attribute = (tag, name) => words(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const found = [...page.matchAll(/<a\b[^>]*href="(\/[^"#]*\?[^"#]*)"/g)].map(([, href]) => ({ method: 'GET', path: words(href) }));
  for (const [, tag, inside] of page.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)) {
    const fields = new URLSearchParams();
    for (const [field] of inside.matchAll(/<(?:input|select|textarea|button)\b[^>]*name="[^>]*>/g)) {
      const name = attribute(field, 'name');
      if (name && !fields.has(name) && !/type="file"/.test(field)) fields.set(name, name === 'csrf' ? csrf : attribute(field, 'value') || 'prov');
    }
    const path = attribute(tag, 'action') || at;
    if (/method="post"/i.test(tag)) found.push({ method: 'POST', path, data: fields.toString() });
    else found.push({ method: 'GET', path: `${path.split('?')[0]}?${fields}` });
  }
  return found;
}

async function targets(site, people, key) {
  const routes = JSON.parse(overens('routes', '--json').out).filter(({ path }) => path !== '/logga-ut');
  const all = new Map();
  const add = (target, who) => {
    const names = [...new URLSearchParams(target.data ?? target.path.split('?')[1] ?? '').keys()].sort();
    const route = target.route ?? target.path.split('?')[0];
    const id = [target.method, route, ...names].join(' ');
    if (!all.has(id) && !target.path.startsWith('/logga-ut')) all.set(id, { ...target, who, name: id });
  };
  for (const who of people) {
    for (const { method, path } of routes) {
      // Each part of the address that is somebody's to choose.
      if (/[{*]/.test(path)) add({ method, path: filled(path, '*'), route: path, ...(method === 'POST' && { data: `csrf=${who.csrf}` }) }, who);
      if (method !== 'GET') continue;
      const at = filled(path);
      const page = await (await fetch(site.url + at, { headers: { Cookie: who.cookie }, redirect: 'manual' })).text();
      for (const target of targets_of(page, at, who.csrf)) add(target, who);
    }
  }
  const bearer = { key };
  add({ method: 'GET', path: `/api/cases?authority=${soc}&limit=5&after=x` }, bearer);
  add({ method: 'GET', path: `/api/obligations?authority=${soc}&case=arende-1&limit=5&after=x&on=2026-03-20` }, bearer);
  const command = { command: 'k-1', do: 'record', type: 'case.opened', owner: soc, happened: '2026-03-09', case: 'prov', subject: { kind: 'case', id: 'prov' } };
  add({ method: 'POST', path: '/commands', data: JSON.stringify(command), kind: 'application/json' }, bearer);
  return [...all.values()].filter(({ name }) => name.includes(only));
}

/** What sqlmap could put something into. */
function attack(url, { method = 'GET', data, kind, who = {} } = {}, dbms = database) {
  const results = join(folder, 'results');
  const args = ['-u', url, '--batch', '--flush-session', '--technique=BEU', '--level=2', '--threads=4', `--dbms=${dbms}`, `--output-dir=${results}`, '--disable-coloring', '--skip=csrf', '--ignore-code=*', '--drop-set-cookie', '--ignore-redirects'];
  if (method === 'POST') args.push(`--method=POST`, `--data=${data ?? ''}`, '--headers', [`Origin: ${new URL(url).origin}`, ...(kind ? [`Content-Type: ${kind}`] : []), ...(who.key ? [`Authorization: Bearer ${who.key}`] : [])].join('\\n'));
  else if (who.key) args.push('--headers', `Authorization: Bearer ${who.key}`);
  if (who.cookie) args.push(`--cookie=${who.cookie}`);
  const { stdout, status } = spawnSync('sqlmap', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  rmSync(results, { recursive: true, force: true });
  const asked = /do not appear to be injectable|is vulnerable|injection point/.test(stdout);
  return { found: /is vulnerable|identified the following injection point/.test(stdout), asked, status, stdout };
}

let site, control;
try {
  control = spawn('python3', [fileURLToPath(new URL('open_to_injection.py', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(control.stdout, 'data');
  if (!only) {
    const seen = attack(`http://127.0.0.1:${Number(port)}/?id=a`, {}, 'SQLite');
    if (!seen.found) throw new Error(`the page that anything can be put into was not found:\n${seen.stdout}`);
  }
  const store = set_up();
  const key = new_key(store, 'prov', soc);
  site = await Server.start({ STORE: store, DEVELOPER: 'true' });
  await until(() => (site.out.match(/\/utvecklare\//g) ?? []).length === 3);
  const links = [...site.out.matchAll(/http:\/\/[\d.:]+(\/utvecklare\/[\w-]+)/g)].map(([, link]) => link);
  const people = [];
  for (const link of links) people.push(await signed_in(site, link));
  const all = await targets(site, people, key);
  let failed = 0;
  for (const [at, target] of all.entries()) {
    const { found, asked, stdout } = attack(site.url + target.path, target);
    console.log(`${at + 1} of ${all.length}  ${found ? 'SOMETHING CAN BE PUT IN' : asked ? 'nothing' : 'NOT TRIED'}  ${target.name}`);
    if (found || !asked) {
      ++failed;
      writeFileSync(join(tmpdir(), `overens-sqlmap-${at + 1}.log`), stdout);
    }
  }
  console.log(`${all.length} tried on ${database}, ${failed} to look at: what sqlmap said is in ${tmpdir()}/overens-sqlmap-N.log`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  control?.kill();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
}
