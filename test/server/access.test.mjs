// The matrix of who may ask for what: every route of the table × every role × how they stand to it, against the program over HTTP. A route or
// a role without an expected answer here fails. Nothing of what is asked for stands in the answer to somebody who may not see it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { root } from '../program.mjs';
import { answers, but, everybody, hsn, in_cases, individuals, of_case, of_others_case, of_person, of_staff, Place, received, roles, routes, sensitive, soc, theirs, told, untold } from './place.mjs';

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
const secrets = [...of_case, ...of_others_case, ...of_staff, ...of_person, ...sensitive, ...[...Object.keys(received), 'kom-in'].flatMap((how) => [told(how), untold(how)])];

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
          const ids = [...reply.body.matchAll(/<[^>]* id="([^"]+)"/g)].map(([, id]) => id);
          assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) < at), [], `${who}: an id stands twice on ${path}, and what leads to it leads elsewhere`);
          if (reply.status < 400 || reply.status === 422) continue; // shown, or the form again with what is wrong
          for (const secret of secrets) assert.ok(!reply.body.includes(secret), `${who} is told ${secret} with ${reply.status}`);
        }
        assert.deepEqual(found, wanted);
      });
    }
  }
});

test('an individual sees nothing but their own page', async () => {
  for (const who of individuals) {
    const { status, body } = await ask(who, 'GET', '/min-sida');
    assert.equal(status, 200, who);
    for (const secret of secrets) assert.ok(!body.includes(secret), `${who} ${secret}`);
    assert.equal(body.includes('Vem har sett mina uppgifter'), who === 'by_eid', 'for who has shown who they are');
  }
});

describe('a case', () => {
  test('shows to each what is theirs', async () => {
    const shown = async (who, words) => (await ask(who, 'GET', '/arenden/egen')).body.includes(words);
    for (const who of ['involved', 'named', 'developer']) assert.ok(await shown(who, of_case[0]), who);
    for (const word of of_case) assert.ok(!(await shown('sip_coordinator', word)), word);
    assert.ok(await shown('unit_manager', of_case[0]), 'who has said why a moment ago');
    for (const who of ['involved', 'sip_coordinator', 'unit_manager']) for (const word of sensitive) assert.ok(!(await shown(who, word)), `${who} ${word}`);
    assert.ok(await shown('named', sensitive[0]));
  });
  test('tells others of the authority whom to ask', async () => {
    for (const who of ['caseworker', 'other_unit']) {
      const { status, body } = await ask(who, 'GET', '/arenden/egen');
      assert.equal(status, 403);
      assert.match(body, /Fråga din chef vem som har det/);
      assert.doesNotMatch(/<main[^]*<\/main>/.exec(body)[0], /Vuxenenheten/, 'of a protected identity it could not be told');
    }
  });
  test('is kept from them on each of its pages in words about the case, with what they can do', async () => {
    for (const page of ['/person', '/kod', '/dokumentera', '/skicka/question.asked', '/lamna-ut']) {
      const { status, body } = await ask('caseworker', 'GET', `/arenden/egen${page}`);
      assert.equal(status, 403, page);
      assert.match(body, /Ärendet finns, men du får inte se det[^]*Fråga din chef vem som har det[^]*href="\/arenden\/egen"/, page);
    }
  });
  test('is refused to who sees no cases by what their commission is for, whether there is such a case or not', async () => {
    const replies = await Promise.all(['egen', 'annans', 'finns-inte'].map((id) => ask('administrator', 'GET', `/arenden/${id}`)));
    for (const { status, body } of replies) {
      assert.equal(status, 403);
      assert.match(body, /följer av ditt uppdrag[^]*href="\/mitt-konto"/);
      assert.doesNotMatch(/<main[^]*<\/main>/.exec(body)[0], /fönster|formulär|egen|annans/);
    }
  });
  test('of another authority is answered as one that there is not, byte for byte', async () => {
    const same = (text, id) => text.replaceAll(id, 'ID');
    for (const who of but(in_cases, theirs)) {
      const [others, none] = [await ask(who, 'GET', '/arenden/annans'), await ask(who, 'GET', '/arenden/finns-inte')];
      assert.equal(same(others.body, 'annans'), same(none.body, 'finns-inte'), who);
      const fields = (reply) => Object.fromEntries([...reply.fields].filter(([field]) => !['date', 'content-length', 'x-request-id'].includes(field)));
      assert.deepEqual(fields(others), fields(none));
    }
  });
});

describe('what another authority has disclosed', () => {
  // Who is shown what came before it ended; what came after is shown to nobody there, and what is sensitive to those named.
  const before_it = { live: ['their_involved', 'their_named', 'their_coordinator'], ended: ['their_coordinator'], withdrawn: ['their_coordinator'] };
  for (const how of Object.keys(received)) {
    test(`is shown by how it stands: ${how}`, async () => {
      for (const who of theirs) {
        const { body } = await ask(who, 'GET', `/arenden/till-${how}`);
        assert.equal(body.includes(told(how)), before_it[how].includes(who), who);
        assert.equal(/>Från socialtjänsten [^\n]*2026-03-09<\/time>: samtycke</.test(body), before_it[how].includes(who), who);
        assert.equal(body.includes('Utlämnandet har upphört'), how === 'ended' && before_it[how].includes(who), who);
        assert.equal(body.includes('Samtycket gäller inte längre'), how === 'withdrawn' && before_it[how].includes(who), who);
        assert.ok(!body.includes(untold(how)), who);
        assert.equal(body.includes(sensitive[0]), how === 'live' && who === 'their_named', who);
        for (const one of body.split('<li id=').filter((event) => event.includes('Från socialtjänsten'))) assert.ok(!one.includes('/ratta/') && !one.includes('/makulera/'), who);
      }
      const { body } = await ask('involved', 'GET', `/arenden/till-${how}`);
      for (const words of [told(how), how === 'live' ? 'Utlämnat till' : untold(how)]) assert.ok(body.includes(words), words);
    });
  }
  test('waits for somebody to take it on, and is not lost', async () => {
    for (const who of ['their_manager', 'their_coordinator']) assert.match((await ask(who, 'GET', '/arenden?myndighet=region-hsn')).body, /kom-in<\/a>[^]*?har kommit in, ingen enhet har det/);
    assert.ok(!(await ask('their_involved', 'GET', '/arenden?myndighet=region-hsn')).body.includes('kom-in'));
    assert.match((await ask('other_authority', 'GET', '/arenden/kom-in')).body, /Fråga din chef vem som har det/);
    assert.match((await ask('their_manager', 'GET', '/arenden/kom-in')).body, /Varför behöver du det\?[^]*Ta ärendet till min enhet|Ta ärendet till min enhet[^]*Varför behöver du det\?/);
    assert.ok((await ask('their_manager', 'POST', '/arenden/kom-in', { form: { skal: 'Vem ska ha det?' } })).body.includes(told('kom-in')));
    assert.equal((await ask('their_manager', 'POST', '/arenden/kom-in/enhet')).status, 303);
    assert.equal((await ask('other_authority', 'POST', '/arenden/kom-in/ta')).status, 303);
    assert.ok((await ask('other_authority', 'GET', '/arenden/kom-in')).body.includes(told('kom-in')));
  });
});

test('what is kept most closely is disclosed to somebody by name, and nobody else there knows', async () => {
  const path = '/arenden/egen/lamna-ut';
  const page = (await ask('named', 'GET', path)).body;
  const item = /name="uppgift-items" value="([^"]+)"[^]*?Signal uppmärksammad/.exec(page.slice(page.lastIndexOf('name="uppgift-items"', page.indexOf('Signal uppmärksammad'))))[1];
  const form = { nar: '2026-03-10', 'uppgift-items': item, 'uppgift-to': hsn, 'uppgift-basis': 'other_law', 'uppgift-purpose': 'Samordning', 'uppgift-necessity': 'Behövs', kommando: 'namn-1', steg: 'spara' };
  const to_nobody = await ask('named', 'POST', path, { form });
  assert.equal(to_nobody.status, 422);
  assert.match(to_nobody.body, /[Aa]nge vem hos mottagaren/);
  const to_stranger = await ask('named', 'POST', path, { form: { ...form, 'uppgift-readers': 'ingen@prov.test' } });
  assert.equal(to_stranger.status, 422);
  assert.match(to_stranger.body, /[Ii]ngen där med den adressen/);
  const saved = await ask('named', 'POST', path, { form: { ...form, 'uppgift-readers': 'other_authority@prov.test' } });
  assert.equal(saved.status, 303, saved.body.slice(0, 3000));
  for (const who of but(theirs, 'other_authority')) {
    assert.equal((await ask(who, 'GET', '/arenden/egen')).status, 404, who);
    assert.ok(!(await ask(who, 'GET', '/arenden')).body.includes('/arenden/egen'), who);
  }
  assert.match((await ask('other_authority', 'GET', '/arenden')).body, /\/arenden\/egen[^]*utpekad mottagare/);
  const received = await ask('other_authority', 'GET', '/arenden/egen');
  assert.equal(received.status, 200);
  assert.match(received.body, /våld inom familjen/);
  assert.match(received.body, /Ta ärendet/);
  for (const word of of_case) assert.ok(!received.body.includes(word), word);
  assert.match((await ask('named', 'GET', '/arenden/egen')).body, /en utpekad person hos mottagaren/);
});

test('what stands in a case is disclosed by its form, to whom it says', async () => {
  const path = '/arenden/egen/lamna-ut';
  const page = (await ask('involved', 'GET', path)).body;
  const item = /name="uppgift-items" value="([^"]+)"[^]*?Placering påbörjad/.exec(page.slice(page.lastIndexOf('name="uppgift-items"', page.indexOf('Placering påbörjad'))))[1];
  const link = /href="([^"]+lamna-ut[^"]+egen-plac[^"]*)"/.exec((await ask('involved', 'GET', '/arenden/egen/del/placeringar')).body)[1].replaceAll('&amp;', '&');
  assert.match((await ask('involved', 'GET', link)).body, new RegExp(`value="${item}"[^>]* checked`), 'filled in by the link');
  assert.ok(!page.includes('våld') && !page.includes('Signal'), 'nothing that they may not see');
  const form = { nar: '2026-03-10', 'uppgift-items': item, 'uppgift-to': hsn, 'uppgift-basis': 'other_law', 'uppgift-purpose': 'Samordning', kommando: 'lamna-1' };
  const lacks = await ask('involved', 'POST', path, { form: { ...form, steg: 'spara' } });
  assert.equal(lacks.status, 422, 'it does not say why it is needed');
  const checked = await ask('involved', 'POST', path, { form: { ...form, 'uppgift-necessity': 'Behövs', steg: 'kontrollera' } });
  assert.equal(checked.status, 200);
  assert.equal((await ask('their_manager', 'GET', '/arenden/egen')).status, 404, 'not before it is saved');
  const saved = await ask('involved', 'POST', path, { form: { ...form, 'uppgift-necessity': 'Behövs', steg: 'spara' } });
  assert.equal(saved.status, 303, saved.body.slice(0, 3000));
  assert.equal(saved.fields.get('location'), '/arenden/egen?sparat=lamna-1#sparat');
  assert.match((await ask('involved', 'GET', '/arenden/egen')).body, /Utlämnat till hälso- och sjukvården [^]*annan lag/);
  assert.equal((await ask('their_manager', 'GET', '/arenden/egen')).status, 200);
  assert.ok((await ask('their_manager', 'POST', '/arenden/egen', { form: { skal: 'Vem ska ha det?' } })).body.includes(of_case[0]));
});

test('what can\'t wait is asked of a unit of another authority, and answered', async () => {
  const ask_path = '/arenden/bradskar/skicka/question.asked';
  const page = (await ask('involved', 'GET', ask_path)).body;
  assert.match(page, /Beroendeenheten: 063-700 00 19/);
  assert.match(page, /name="uppgift-hours" value="2"/);
  assert.ok(!page.includes('Vuxenenheten:'), 'their own authority is asked otherwise');
  const form = { 'uppgift-unit': 'beroendeenheten', 'uppgift-what': 'Vilka läkemedel har personen?', 'uppgift-why_now': 'Personen är medvetslös', 'uppgift-hours': '2', 'uppgift-basis': 'other_law', kommando: 'fraga-1' };
  assert.equal((await ask('involved', 'POST', ask_path, { form: { ...form, 'uppgift-why_now': '', steg: 'spara' } })).status, 422);
  assert.equal((await ask('involved', 'POST', ask_path, { form: { ...form, steg: 'kontrollera' } })).status, 200);
  assert.ok(!(await ask('other_authority', 'GET', '/bevakningar')).body.includes('Fråga från'), 'not before it is saved');
  const saved = await ask('involved', 'POST', ask_path, { form: { ...form, steg: 'spara' } });
  assert.equal(saved.status, 303, saved.body.slice(0, 3000));
  assert.match((await ask('involved', 'GET', '/arenden/bradskar')).body, /Väntar på Beroendeenheten[^<]*063-700 00 19/);
  for (const path of ['/bevakningar', '/arenden']) {
    assert.match((await ask('other_authority', 'GET', path)).body, /Fråga från[^]*?Svar senast/, path);
    for (const who of ['caseworker', 'other_unit', 'involved']) assert.ok(!(await ask(who, 'GET', path)).body.includes('Fråga från'), who);
  }
  const received = (await ask('other_authority', 'GET', '/arenden/bradskar')).body;
  assert.match(received, /Vilka läkemedel har personen\?/);
  assert.equal((await ask('other_authority', 'POST', '/arenden/bradskar/ta')).status, 303);
  const link = /href="(\/arenden\/bradskar\/skicka\/question\.answered\/[^"]+)"/.exec((await ask('other_authority', 'GET', '/arenden/bradskar')).body)[1];
  const answer = { 'uppgift-answer': 'in_part', 'uppgift-words': 'Inga kända läkemedel', 'uppgift-basis': 'other_law', 'uppgift-necessity': 'Behövs för vården', kommando: 'svar-1', steg: 'spara' };
  const answered = await ask('other_authority', 'POST', link, { form: answer });
  assert.equal(answered.status, 303, answered.body.slice(0, 3000));
  assert.match((await ask('involved', 'GET', '/arenden/bradskar')).body, /Svaret är delvis: Inga kända läkemedel/);
  assert.ok(!(await ask('other_authority', 'GET', '/bevakningar')).body.includes('Fråga från'));
  assert.equal((await ask('other_authority', 'POST', link, { form: answer })).status, 303, 'sent twice it is one answer');
  const late = await ask('other_authority', 'POST', link, { form: { ...answer, kommando: 'svar-2' } });
  assert.equal(late.status, 409, 'it has been answered');
  assert.match(late.body, /Inga kända läkemedel<\/textarea>/, 'and what was written is not lost');
  assert.match(late.body, /Prov other_authority, Beroendeenheten, <time>[^<]+<\/time>: Svar på fråga/, 'nor who answered, when');
});

// What is sent with a key, or by a sign-in service, and never by somebody's browser.
const by_no_person = ['/commands', '/logga-in/{provider}/avsluta'];

describe('a form', () => {
  const posts = routes.filter(({ method, path }) => method === 'POST' && path !== '/commands' && !path.endsWith('/avsluta') && !path.endsWith('/stammer-inte'));
  test('that is not from one of our pages is refused on every route', async () => {
    for (const { path } of posts) {
      const at = path.replace('{place}', 'forum').replace('{own_place}', 'avvikelser').replace(/\{\w+\}/g, 'x');
      for (const csrf of ['', 'x'.repeat(43), place.sessions.get('involved').csrf])
        assert.equal((await ask('developer', 'POST', at, { csrf })).status, 403, `${path} with ${csrf}`);
    }
    const end = await ask('developer', 'POST', '/mitt-konto/avsluta', { csrf: '' });
    assert.equal(end.status, 403);
  });
  const elsewhere = [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://evil.test' }, { Origin: 'null' }];
  test('of a visitor is refused when it comes from another site', async () => {
    for (const headers of elsewhere) assert.equal((await ask('visitor', 'POST', '/enheter/vuxenenheten/stammer-inte', { headers })).status, 403);
  });
  test('with the right word is refused on every route when it comes from another site', async () => {
    for (const { path } of routes.filter(({ method, path }) => method === 'POST' && !by_no_person.includes(path))) {
      const at = path.replace('{place}', 'forum').replace('{own_place}', 'avvikelser').replace(/\{\w+\}/g, 'x');
      for (const headers of elsewhere) for (const who of ['developer', 'visitor']) assert.equal((await ask(who, 'POST', at, { headers })).status, 403, `${who} ${path} ${JSON.stringify(headers)}`);
    }
  });
  test('is taken when the browser does not say whose it is', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'none' }, { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }])
      assert.equal((await ask('involved', 'POST', '/mitt-konto/paminnelser', { headers, form: { gor: 'inga-mejl' } })).status, 303);
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
    assert.equal(long.status, 200, 'the reason that was said before holds');
    assert.ok(!long.body.includes(script));
  });
});

test('a key of another system opens its own authority alone', async () => {
  const asked = async (authority) => (await fetch(`${place.site.url}/api/cases?authority=${authority}`, { headers: { Authorization: `Bearer ${place.key}` } })).status;
  assert.equal(await asked(soc), 200);
  assert.equal(await asked(hsn), 403);
});

// Where they live stands among their details alone, which whoever works in the case looks up; which unit has the case, and on which day they are
// expected, stands on nobody's page.
test('a protected identity is masked wherever it is shown', async () => {
  const [name, address] = of_person;
  const record = async (type, data, subject = { kind: 'case', id: 'egen' }) => {
    const command = { command: `mask-${type}`, do: 'record', type, owner: soc, case: 'egen', happened: '2026-03-10', subject, ...(data && { data }) };
    const reply = await fetch(`${place.site.url}/commands`, { method: 'POST', headers: { Authorization: `Bearer ${place.key}`, 'Content-Type': 'application/json' }, body: JSON.stringify(command) });
    assert.equal(reply.status, 201, await reply.text());
  };
  await record('sip.drawn_up', { follow_up_on: '2099-05-02' }, { kind: 'plan', id: 'sip-egen' });
  await record('sip.approved', undefined, { kind: 'plan', id: 'sip-egen' });
  const unit = 'Vuxenenheten', day = '2099-05-02';
  // The header says which unit one works for oneself.
  const main = ({ body }) => (/<main[^]*<\/main>/.exec(body)?.[0] ?? body);
  // Of what is in a list or a file, what is of the case: there are others.
  const rows = ({ body }) => [...body.matchAll(/<(tr|li)\b[^]*?<\/\1>/g)].map(([row]) => row).filter((row) => row.includes('/arenden/egen')).join();
  const lines = ({ body }) => body.split('\n').filter((line) => line.includes('egen')).join();
  const shown = async () => ({
    head: main(await ask('involved', 'GET', '/arenden/egen')),
    details: main(await ask('involved', 'GET', '/arenden/egen/person')),
    by_number: main(await ask('involved', 'POST', '/arenden/sok', { form: { nummer: of_person[2], myndighet: soc, steg: 'nummer' } })),
    by_number_of_others: main(await ask('other_unit', 'POST', '/arenden/sok', { form: { nummer: of_person[2], myndighet: soc, steg: 'nummer' } })),
    by_name: main(await ask('involved', 'POST', '/arenden/sok', { form: { vem: name, steg: 'namn' } })),
    list: rows(await ask('involved', 'GET', '/arenden')),
    work: rows(await ask('involved', 'GET', '/bevakningar')),
    file: lines(await ask('involved', 'POST', '/bevakningar/fil', { form: { andamal: 'Prov' } })),
    extract: main(await ask('log_reviewer', 'GET', '/granskning/utdrag?slag=arende&id=egen')),
    extract_file: (await ask('log_reviewer', 'GET', '/granskning/utdrag/fil?slag=arende&id=egen')).body,
    own: main(await ask('by_eid', 'GET', '/min-sida')),
    own_by_code: main(await ask('by_code', 'GET', '/min-sida')),
  });
  const where = (pages, word) => Object.keys(pages).filter((page) => pages[page].includes(word));
  const open = await shown();
  assert.deepEqual(where(open, address), ['head', 'details']);
  for (const page of ['own', 'own_by_code']) assert.match(open[page], /Socialtjänsten i Östersunds kommun/, page);
  for (const page of ['head', 'by_number', 'by_name', 'list', 'file', 'extract', 'extract_file', 'own']) assert.ok(where(open, unit).includes(page), page);
  assert.ok(where(open, day).includes('own'));
  await record('protection.set', { marking: 'protected_registration' });
  const masked = await shown();
  assert.deepEqual(where(masked, address), ['details']);
  assert.deepEqual(where(masked, unit), []);
  assert.ok(!where(masked, day).some((page) => page.startsWith('own')));
  for (const page of ['own', 'own_by_code']) for (const word of ['Östersund', 'ostersund', soc]) assert.ok(!masked[page].includes(word), `${page} ${word}`);
  assert.match(masked.own, /<h2[^>]*>Socialtjänst</);
  assert.doesNotMatch(masked.own_by_code, /<h2|[Ss]kydd/, 'nor that there is something to protect');
  assert.ok(open.work && masked.work && masked.list, 'who works in it has it in the lists still');
  assert.equal(masked.file, '', 'and nobody in a file');
  assert.match(masked.head, /Skyddade personuppgifter: vilken enhet/);
  assert.match(masked.head, /adressen står bland personens uppgifter/);
  assert.match(masked.own, /Plats och tid visas inte/);
});

test('signing out ends the session', async () => {
  assert.equal((await ask('operations', 'POST', '/logga-ut', { csrf: '' })).status, 403);
  assert.equal((await ask('operations', 'POST', '/logga-ut')).status, 303);
  assert.equal((await ask('operations', 'GET', '/mitt-konto')).status, 401);
});
