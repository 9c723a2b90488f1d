// The calendar at a secret address: what stands in it, for whom, and when it ends. Read by a library that calendars are read by.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import ICAL from 'ical.js';
import { overens } from '../program.mjs';
import { new_key } from './door.mjs';
import { Site } from './people.mjs';

const soc = 'ostersund-soc';
const folder = mkdtempSync(join(tmpdir(), 'overens-calendar-'));
const people = [
  { who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'bo', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'cia', role: 'caseworker', authority: soc, unit: 'ungdomsenheten' },
  { who: 'dan', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'eva', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
];
const day = (ago) => new Date(Date.now() - ago * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
const today = day(0);
const of_case = (id, holder, happened, more = []) => [
  { type: 'case.opened', owner: soc, case: id, unit: 'vuxenenheten', subject: { kind: 'case', id } },
  { type: 'case.taken_on', owner: soc, case: id, subject: { kind: 'case', id }, data: { staff: `s-${holder}`, named: true } },
  { type: 'placement.started', owner: soc, case: id, happened, subject: { kind: 'placement', id: `p-${id}` }, data: { form: 'hvb', urgency: 'acute' } },
  ...more,
];
const events = [
  { type: 'unit.opened', owner: soc, subject: { kind: 'unit', id: 'ungdomsenheten' }, data: { authority: soc, kind: 'social_services_unit', name: 'Ungdomsenheten' } },
  { type: 'case.taken_on', owner: soc, case: 'arende-1', subject: { kind: 'case', id: 'arende-1' }, data: { staff: 's-anna' } }, // which has something late
  ...of_case('skyddat', 'dan', day(1), [{ type: 'protection.set', owner: soc, case: 'skyddat', subject: { kind: 'case', id: 'skyddat' }, data: { marking: 'confidentiality_marking' } }]),
];

let site;
let key;
before(async () => {
  site = await Site.start(folder, people, events);
  key = new_key(site.store, 'prov', soc);
});
after(async () => {
  await site?.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

let sent = 0;
async function record(event) {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ command: `r${++sent}`, do: 'record', owner: soc, happened: today, ...event });
  const reply = await fetch(`${site.server.url}/commands`, { method: 'POST', headers, body });
  assert.equal(reply.status, 201, await reply.text());
}
async function make_calendar(who) {
  const { status, body } = await site.ask(who, 'POST', '/mitt-konto/paminnelser', { gor: 'ny-kalender' });
  assert.equal(status, 200, body);
  return /value="http[^"]*(\/kalender\/[\w-]{43})"/.exec(body)[1];
}
const fetch_file = (path, headers = {}) => fetch(site.server.url + path, { headers });
async function entries(path) {
  const reply = await fetch_file(path);
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get('content-type'), /^text\/calendar/);
  const whole = new ICAL.Component(ICAL.parse(await reply.text()));
  return whole.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
}
const days = async (path) => (await entries(path)).map((event) => event.startDate.toString());

test('what is late stands on today, once, and says nothing but that one should sign in', async () => {
  const found = await entries(await make_calendar('anna'));
  assert.deepEqual(found.map((event) => event.startDate.toString()).filter((day) => day <= today), [today]);
  for (const event of found) {
    assert.equal(event.summary, 'Överens: logga in');
    assert.ok(event.startDate.isDate);
    assert.deepEqual(event.component.getAllProperties().map(({ name }) => name).sort(), ['class', 'dtstamp', 'dtstart', 'summary', 'transp', 'uid']);
  }
  assert.equal(new Set(found.map(({ uid }) => uid)).size, found.length);
});

test('the page says that there is one, and shows the address once only', async () => {
  const path = await make_calendar('anna');
  const { body } = await site.ask('anna', 'GET', '/mitt-konto');
  assert.match(body, /Det finns en adress/);
  assert.ok(!body.includes(path));
});

test('a day that something is due on stands there once it has been recorded, and not for who has no part in it', async () => {
  const [annas, cias] = [await make_calendar('bo'), await make_calendar('cia')];
  const before_it = await days(annas);
  await record({ type: 'case.opened', case: 'nytt', unit: 'vuxenenheten', subject: { kind: 'case', id: 'nytt' } });
  await record({ type: 'placement.started', case: 'nytt', subject: { kind: 'placement', id: 'p-nytt' }, data: { form: 'hvb', urgency: 'acute' } });
  const after_it = await days(annas);
  assert.ok(after_it.some((day) => day > today && !before_it.includes(day)), after_it.join());
  assert.deepEqual(await days(cias), [], 'another unit');
});

test('what is protected stands in none', async () => {
  // What nobody has taken on is the whole unit's: Dan's own is told by its absence.
  const [dans, evas] = [await make_calendar('dan'), await make_calendar('eva')];
  assert.deepEqual(await days(dans), await days(evas));
});

test('it is sent once, until other days stand in it', async () => {
  const path = await make_calendar('anna');
  const first = await fetch_file(path);
  const [tag, changed] = ['etag', 'last-modified'].map((name) => first.headers.get(name));
  assert.match(tag, /^"[0-9a-f]{32}"$/);
  assert.equal(first.headers.get('set-cookie'), null);
  const again = await fetch_file(path, { 'If-None-Match': tag });
  assert.deepEqual([again.status, await again.text()], [304, '']);
  assert.equal((await fetch_file(path, { 'If-Modified-Since': changed })).status, 304);
  assert.equal((await fetch_file(path, { 'If-None-Match': '"another"' })).status, 200);
});

describe('it ends', () => {
  test('with another address', async () => {
    const first = await make_calendar('anna');
    const second = await make_calendar('anna');
    assert.equal((await fetch_file(first)).status, 404);
    assert.equal((await fetch_file(second)).status, 200);
  });
  test('when its owner says so', async () => {
    const path = await make_calendar('anna');
    assert.equal((await site.ask('anna', 'POST', '/mitt-konto/paminnelser', { gor: 'avsluta-kalender' })).status, 303);
    assert.equal((await fetch_file(path)).status, 404);
  });
  test('with the commission', async () => {
    const path = await make_calendar('bo');
    assert.equal((await fetch_file(path)).status, 200);
    await record({ type: 'commission.ended', happened: day(1), subject: { kind: 'commission', id: 'u-bo' }, data: { reason: 'changed_work' } });
    assert.equal((await fetch_file(path)).status, 404);
  });
  test('with the account', async () => {
    const path = await make_calendar('eva');
    const closed = overens('account', 'close', 'eva@prov.test', '--store', site.store);
    assert.equal(closed.code, 0, closed.err);
    assert.equal((await fetch_file(path)).status, 404);
  });
});

test('each time somebody fetches it stands in the access log, and the address stands in no log', async () => {
  const path = await make_calendar('anna');
  const looks = () => {
    const file = join(folder, 'looks.jsonl');
    rmSync(file, { force: true });
    const exported = overens('access-log', 'export', '--store', site.store, file);
    assert.equal(exported.code, 0, exported.err);
    return readFileSync(file, 'utf8').trim().split('\n');
  };
  const before_it = looks().length;
  const secret = path.split('/').at(-1);
  assert.equal((await fetch_file(path)).status, 200);
  const said = site.server.lines.map((line) => JSON.stringify(line)).join('\n') + site.server.said + site.server.out;
  assert.ok(said.includes('/kalender/{secret}'));
  assert.ok(!said.includes(secret));
  assert.equal(looks().length, before_it + 1);
  assert.ok(!looks().join('\n').includes(secret));
});

test('whoever guesses has to wait, and whoever has an address does not', async () => {
  const path = await make_calendar('anna');
  let status;
  for (let tries = 0; tries < 60 && status !== 429; ++tries) ({ status } = await fetch_file(`/kalender/${'x'.repeat(43)}`));
  assert.equal(status, 429);
  assert.equal((await fetch_file(path)).status, 200);
});
