// The matrix of who may ask for what: every route of the table × every role × how they stand to it, against the program over HTTP. A route or
// a role without an expected answer here fails. Nothing of what is asked for stands in the answer to somebody who may not see it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { root } from '../program.mjs';
import { answers, everybody, hsn, in_cases, of_case, of_others_case, of_person, of_staff, Place, roles, routes, sensitive, soc } from './place.mjs';

let place;
before(async () => {
  place = await Place.begin();
});
after(() => place?.end());

const ask = (...of) => place.ask(...of);

const name = ({ method, path }) => `${method} ${path}`;

test('what is left out of a list is said to be, and is no number', async () => {
  const list = async (who) => (await ask(who, 'GET', '/arenden?myndighet=ostersund-soc')).body;
  assert.match(await list('sip_coordinator'), /egen<\/a>[^]*?visas inte/);
  assert.doesNotMatch(await list('named'), /visas inte/);
});

test('every route and every role has its expected answers', () => {
  assert.deepEqual(routes.map(name).sort(), Object.keys(answers).sort());
  const yaml = readFileSync(`${root}agreements/vocabulary/codes.yaml`, 'utf8');
  const of_vocabulary = [.../- id: staff_roles\n {4}codes:\n((?: {6}- .*\n)+)/.exec(yaml)[1].matchAll(/\{id: (\w+)/g)].map(([, id]) => id);
  assert.deepEqual(of_vocabulary.sort(), roles.toSorted());
});

const denied = (who) => (who === 'visitor' ? 401 : 403);
const secrets = [...of_case, ...of_others_case, ...of_staff, ...of_person, ...sensitive];

describe('each route', () => {
  for (const [route, rows] of Object.entries(answers)) {
    const [method] = route.split(' ');
    for (const [path, expected, form] of rows) {
      test(`${method} ${path}`, async () => {
        const status_of = (who) => Number(Object.keys(expected).find((status) => expected[status].includes(who)) ?? denied(who));
        const found = {}, wanted = {};
        for (const who of everybody) {
          const reply = await ask(who, method, path, { form });
          found[who] = reply.status;
          wanted[who] = status_of(who);
          if (reply.status < 400) continue;
          for (const secret of secrets) assert.ok(!reply.body.includes(secret), `${who} is told ${secret} with ${reply.status}`);
        }
        assert.deepEqual(found, wanted);
      });
    }
  }
});

test('an individual sees nothing but their own page', async () => {
  const { status, body } = await ask('by_code', 'GET', '/min-sida');
  assert.equal(status, 200);
  for (const secret of secrets) assert.ok(!body.includes(secret), secret);
});

describe('a case', () => {
  test('shows to each what is theirs', async () => {
    const shown = async (who, words) => (await ask(who, 'GET', '/arenden/egen')).body.includes(words);
    for (const who of ['involved', 'named', 'developer']) assert.ok(await shown(who, of_case[0]), who);
    for (const who of ['sip_coordinator', 'unit_manager']) for (const word of of_case) assert.ok(!(await shown(who, word)), `${who} ${word}`);
    for (const who of ['involved', 'sip_coordinator', 'unit_manager']) for (const word of sensitive) assert.ok(!(await shown(who, word)), `${who} ${word}`);
    assert.ok(await shown('named', sensitive[0]));
  });
  test('tells others of the authority whom to ask', async () => {
    for (const who of ['caseworker', 'other_unit']) {
      const { status, body } = await ask(who, 'GET', '/arenden/egen');
      assert.equal(status, 403);
      assert.match(body, /Fråga Vuxenenheten/);
    }
  });
  test('of another authority is answered as one that there is not, byte for byte', async () => {
    const same = (text, id) => text.replaceAll(id, 'ID');
    for (const who of in_cases.filter((one) => one !== 'other_authority')) {
      const [others, none] = [await ask(who, 'GET', '/arenden/annans'), await ask(who, 'GET', '/arenden/finns-inte')];
      assert.equal(same(others.body, 'annans'), same(none.body, 'finns-inte'), who);
      const fields = (reply) => Object.fromEntries([...reply.fields].filter(([field]) => !['date', 'content-length', 'x-request-id'].includes(field)));
      assert.deepEqual(fields(others), fields(none));
    }
  });
});

describe('a form', () => {
  const posts = routes.filter(({ method, path }) => method === 'POST' && path !== '/commands' && !path.endsWith('/avsluta') && !path.endsWith('/stammer-inte'));
  test('that is not from one of our pages is refused on every route', async () => {
    for (const { path } of posts) {
      const at = path.replace(/\{\w+\}/g, 'x');
      for (const csrf of ['', 'x'.repeat(43), place.sessions.get('involved').csrf])
        assert.equal((await ask('developer', 'POST', at, { csrf })).status, 403, `${path} with ${csrf}`);
    }
    const end = await ask('developer', 'POST', '/mitt-konto/avsluta', { csrf: '' });
    assert.equal(end.status, 403);
  });
  test('of a visitor is refused when it comes from another site', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://evil.test' }])
      assert.equal((await ask('visitor', 'POST', '/enheter/vuxenenheten/stammer-inte', { headers })).status, 403);
  });
});

describe('what somebody writes', () => {
  // In the words that each form takes; it is read back where it stands wrong, and where it has been saved.
  const script = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const is_shown_as_words = (body, at) => {
    assert.ok(!body.includes('<script>alert') && !body.includes('<img src=x'), `${at} runs what was written`);
    return body.includes('&lt;script&gt;alert');
  };
  const words_of = (page) => [...page.matchAll(/<(?:input|textarea)\b[^>]*>/g)].map(([tag]) => tag)
    .filter((tag) => tag.startsWith('<textarea') || !/type="(?:hidden|radio|checkbox|file|password|submit)"/.test(tag))
    .map((tag) => /name="([^"]+)"/.exec(tag)?.[1]).filter(Boolean);
  const forms = Object.entries(answers).filter(([route]) => route.startsWith('POST ') && route.replace('POST', 'GET') in answers)
    .flatMap(([, rows]) => rows.map(([path]) => path)).concat(['unit.opened', 'commission.given'].map((type) => `/organisation/${soc}/ny/${type}`), '/dokumentera/unit.described/vuxenenheten', '/dokumentera/forum.met/chefsgruppen');
  for (const path of new Set(forms)) {
    test(`is words in the form ${path}`, async () => {
      const page = await ask('developer', 'GET', path);
      if (page.status !== 200) return;
      const names = words_of(page.body);
      const form = Object.fromEntries(names.map((name) => [name, script]));
      for (const step of ['kontrollera', 'spara']) is_shown_as_words((await ask('developer', 'POST', path, { form: { ...form, steg: step } })).body, path);
    });
  }
  test('is words where it has been saved', async () => {
    const path = `/organisation/${soc}/ny/unit.opened`;
    const form = { nar: '2026-03-09', 'uppgift-kind': 'clinic', 'uppgift-name': script, kommando: 'xss-1', steg: 'spara' };
    const saved = await ask('developer', 'POST', path, { form });
    assert.equal(saved.status, 303, saved.body.slice(0, 2000));
    for (const at of [saved.fields.get('location'), `/organisation/${soc}`, `/organisation/${soc}/ny/commission.given`])
      assert.ok(is_shown_as_words((await ask('developer', 'GET', at)).body, at), at);
  });
  test('is words in the reason for seeing a case', async () => {
    is_shown_as_words((await ask('other_manager', 'POST', '/arenden/egen', { form: { skal: script } })).body, 'the case');
    const long = await ask('other_manager', 'POST', '/arenden/egen', { form: { skal: script.repeat(20) } });
    assert.equal(long.status, 422);
    assert.ok(is_shown_as_words(long.body, 'the reason'));
  });
});

test('a key of another system opens its own authority alone', async () => {
  const asked = async (authority) => (await fetch(`${place.site.url}/api/cases?authority=${authority}`, { headers: { Authorization: `Bearer ${place.key}` } })).status;
  assert.equal(await asked(soc), 200);
  assert.equal(await asked(hsn), 403);
});

test('signing out ends the session', async () => {
  assert.equal((await ask('operations', 'POST', '/logga-ut', { csrf: '' })).status, 403);
  assert.equal((await ask('operations', 'POST', '/logga-ut')).status, 303);
  assert.equal((await ask('operations', 'GET', '/mitt-konto')).status, 401);
});
