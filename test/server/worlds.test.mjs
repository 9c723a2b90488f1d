// Two worlds that differ in one hidden act: every route of the table, asked by each who is not named for it, answers the same in both: the status,
// the head but for the request's id and the day, and the body byte for byte; and the log says the same.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { answers, everybody, individuals, Place, routes, soc } from './place.mjs';
import { root } from '../program.mjs';
import { until } from './server.mjs';

const not_named = everybody.filter((who) => who !== 'named' && who !== 'developer');
const act = (id, more) => ({ command: id, do: 'record', owner: soc, happened: '2026-03-12', case: 'egen', ...more });
const need = act('h1', { type: 'lvm.need_learned', subject: { kind: 'compulsory', id: 'lvm1' } });

/** Each is done in one world only, after what the one before did. `both`: what is done in both, before or after. */
const hidden_acts = {
  'a type': [need],
  'a correction of what is hidden': [{ command: 'h2', do: 'correct', owner: soc, happened: '2026-03-12', data: { event: 'h1', happened: '2026-03-11' } }],
  'a disclosure of what is hidden': [act('h3', { do: 'disclose', subject: { kind: 'disclosure', id: 'd1' }, data: { to: 'region-hsn', purpose: 'x', basis: 'other_law', necessity: 'x', items: ['h1'], readers: ['s-mottagare'] } })],
  'a planned report of concern': [act('h4', { type: 'concern.suspected', subject: { kind: 'concern', id: 'oro1' } })],
  'a code, and a correction that tells more': [
    act('h5', { type: 'group.noted', data: { group: 'violence' } }),
    { command: 'h6', do: 'correct', owner: soc, happened: '2026-03-12', data: { event: 'x_signal', data: { signal: 'family_violence' } } },
  ],
  'a record hidden by itself': [
    act('h7', { type: 'placement.ended', subject: { kind: 'placement', id: 'plac-egen' } }),
    act('h8', { type: 'record.hidden', data: { event: 'h7', reason: 'fara' } }),
  ],
};

// A sample to be reviewed is drawn by chance: these two worlds draw none.
function without_samples() {
  const folder = mkdtempSync(join(tmpdir(), 'overens-agreements-'));
  cpSync(`${root}agreements`, folder, { recursive: true });
  const file = join(folder, 'access', 'looks.yaml');
  const lines = readFileSync(file, 'utf8').split('\n');
  const kept = lines.filter((line) => !/^  - .*one_in:/.test(line));
  assert.ok(kept.length < lines.length);
  writeFileSync(file, kept.join('\n'));
  return folder;
}

let worlds;
let agreements;
before(async () => {
  agreements = without_samples();
  worlds = [await Place.begin({ AGREEMENTS: agreements }), await Place.begin({ AGREEMENTS: agreements })];
  const plain = act('x_signal', { type: 'signal.noted', data: { signal: 'accident' } });
  for (const world of worlds) {
    assert.equal(await record(world, plain), 201);
    world.begun = world.site.lines.length; // how often was asked until it was ready is its own
  }
});
after(async () => {
  await Promise.all((worlds ?? []).map((world) => world.end()));
  rmSync(agreements, { recursive: true, force: true });
});

async function record(world, command) {
  const headers = { Authorization: `Bearer ${world.key}`, 'Content-Type': 'application/json' };
  const reply = await fetch(`${world.site.url}/commands`, { method: 'POST', headers, body: JSON.stringify(command) });
  if (reply.status !== 201) console.error(await reply.text());
  return reply.status;
}

// What no two servers have alike: ports, what is drawn by chance, and the time of day.
const same = (text) =>
  text
    .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
    .replaceAll(/\b\d{13}\b/g, 'TIME')
    .replaceAll(/[\w-]{43,}|\b[0-9a-f]{32,}\b/g, 'CHANCE')
    .replaceAll(/\b\d\d[:.]\d\d([:.]\d\d)?(\.\d+)?\b/g, 'TIME');
const unlike = ['date', 'x-request-id', 'set-cookie'];
const said = ({ status, fields, body }) => `${status}\n${[...fields].filter(([field]) => !unlike.includes(field)).map(([field, value]) => same(`${field}: ${value}`)).join('\n')}\n${same(body)}`;
const logged = ({ site, begun }) => site.lines.slice(begun).map(({ time, request, more, ms, duration, port, ...line }) => same(JSON.stringify(line)));

// The lines that differ, the first of them.
function differences(one, other) {
  const [a, b] = [one, other].map((text) => text.split('\n'));
  return a.length === b.length ? a.flatMap((line, at) => (line === b[at] ? [] : [[line, b[at]]])).slice(0, 5) : [[`${a.length} lines`, `${b.length} lines`]];
}

// What is drawn by chance is packed into as many bytes only by chance.
const headers = { 'Accept-Encoding': 'identity' };

// What ends somebody's session, or waits longer with each try, is asked once, last of all.
const at_the_end = ['POST /logga-in', 'GET /kalender/{secret}', 'POST /mitt-konto/avsluta', 'POST /logga-ut'];

for (const [name, commands] of Object.entries(hidden_acts)) {
  describe(name, () => {
    before(async () => {
      for (const command of commands) assert.equal(await record(worlds[0], command), 201, command.command);
    });
    for (const [route, rows] of Object.entries(answers)) {
      if (at_the_end.includes(route)) continue;
      const [method] = route.split(' ');
      for (const [path, , form] of rows) {
        test(`${method} ${path}`, async () => {
          for (const who of not_named) {
            const [with_it, without] = await Promise.all(worlds.map((world) => world.ask(who, method, path, { form, headers })));
            assert.deepEqual(differences(said(with_it), said(without)), [], who);
          }
        });
      }
    }
    test('a system that may not see it is told the same', async () => {
      for (const path of ['/api/obligations?authority=region-hsn', '/api/cases?authority=region-hsn', '/api/status']) {
        const replies = await Promise.all(worlds.map(async ({ site, key }) => (await fetch(site.url + path, { headers: { Authorization: `Bearer ${key}` } })).text()));
        assert.equal(same(replies[0]), same(replies[1]));
      }
    });
    test('the log says the same', async () => {
      // Without what recorded it; several threads write, each when it has answered.
      const known = () => worlds.map((world) => logged(world).filter((line) => !line.includes('"status":201')).sort());
      await until(() => known()[0].length === known()[1].length);
      const [with_it, without] = known();
      assert.deepEqual(differences(with_it.join('\n'), without.join('\n')), []);
    });
  });
}

test('every route is asked', () => {
  assert.deepEqual(routes.map(({ method, path }) => `${method} ${path}`).sort(), Object.keys(answers).sort());
});

// Late: how long the page was that they were sent stands in the log.
test('whoever is named is shown it', async () => {
  const [with_it, without] = await Promise.all(worlds.map((world) => world.ask('named', 'GET', '/arenden/egen')));
  assert.notEqual(said(with_it), said(without));
});

const asked_in_both = (who, method, path, form) => Promise.all(worlds.map((world) => world.ask(who, method, path, { form, headers })));

describe('that it was shown', () => {
  test('is seen by the one who reviews that', async () => {
    const [with_it, without] = await asked_in_both('sensitive_log_reviewer', 'GET', '/granskning/narmast/logg');
    assert.deepEqual([with_it.status, without.status], [200, 200]);
    // In both something hidden stood in the case from the beginning.
    for (const { body } of [with_it, without]) assert.match(body, /Prov named[^]*Extra känsligt/);
  });
  test('and by nobody else', async () => {
    for (const path of ['/granskning', '/granskning?visa=granskat', '/granskning/logg', '/granskning/utdrag?slag=arende&id=egen', '/granskning/narmast']) {
      const [with_it, without] = await asked_in_both('log_reviewer', 'GET', path);
      assert.deepEqual(differences(said(with_it), said(without)), [], path);
    }
    for (const who of individuals) {
      const [with_it, without] = await asked_in_both(who, 'GET', '/min-sida');
      assert.deepEqual(differences(said(with_it), said(without)), [], who);
    }
  });
});

// A case of another unit's in the same authority (`named` has been shown above what the worlds differ in): that somebody in it has a protected identity is not told to those whom it is closed to.
describe('a protection marking', () => {
  const number = '20121212-1212';
  const closed = { own: 'egen', other: 'skyddat' };
  const opens_it = ['developer', 'named', 'other_unit', 'other_manager', 'sip_coordinator'];
  const reviews_it = ['log_reviewer', 'sensitive_log_reviewer'];
  const closed_to = everybody.filter((who) => ![...opens_it, ...reviews_it].includes(who));
  before(async () => {
    const on = { case: closed.other, subject: { kind: 'case', id: closed.other } };
    for (const world of worlds) {
      assert.equal(await record(world, act('s1', { ...on, type: 'case.opened', unit: 'ungdomsenheten', person: 'p-skyddat' })), 201);
      assert.equal((await world.ask('other_unit', 'POST', `/arenden/${closed.other}/ta`, { form: { kommando: 's2' } })).status, 303);
      const written = { namn: 'Prov Skyddad', 'nummer-slag': 'person', nummer: number, sett: '0', kommando: 's3' };
      assert.equal((await world.ask('other_unit', 'POST', `/arenden/${closed.other}/person`, { form: written })).status, 303);
    }
    assert.equal(await record(worlds[0], act('s4', { ...on, type: 'protection.set', data: { marking: 'protected_registration' } })), 201);
  });
  // Who says why opens the case in the one world, and is denied in the other.
  const by_saying_why = ['POST /arenden/{id}'];
  for (const [route, rows] of Object.entries(answers)) {
    if (at_the_end.includes(route) || by_saying_why.includes(route)) continue;
    const [method] = route.split(' ');
    for (const [path, , form] of rows) {
      const at = path.replace(`/arenden/${closed.own}`, `/arenden/${closed.other}`);
      test(`${method} ${at}`, async () => {
        for (const who of closed_to) {
          const [with_it, without] = await asked_in_both(who, method, at, form);
          assert.deepEqual(differences(said(with_it), said(without)), [], who);
        }
      });
    }
  }
  test('is not found by the number', async () => {
    for (const who of closed_to) {
      const [with_it, without] = await asked_in_both(who, 'POST', '/arenden/sok', { nummer: number, myndighet: soc, steg: 'nummer' });
      assert.deepEqual(differences(said(with_it), said(without)), [], who);
    }
    const found = await worlds[0].ask('caseworker', 'POST', '/arenden/sok', { form: { nummer: number, steg: 'nummer' } });
    assert.match(found.body, /Det finns ett ärende/);
  });
  test('is seen by those who work in it', async () => {
    const [with_it, without] = await asked_in_both('other_unit', 'GET', `/arenden/${closed.other}`);
    assert.notEqual(said(with_it), said(without));
  });
});

describe('what ends a session', () => {
  for (const route of at_the_end) {
    const [method, path] = route.split(' ');
    test(route, async () => {
      for (const who of not_named) {
        const [with_it, without] = await asked_in_both(who, method, path);
        assert.deepEqual(differences(said(with_it), said(without)), [], who);
      }
    });
  }
});
