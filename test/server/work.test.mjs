// What people have to do, over HTTP: whose rows somebody gets, why one is owed, the list as a file, and that each look is kept.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../program.mjs';
import { Site } from './people.mjs';

const soc = 'ostersund-soc';
const folder = mkdtempSync(join(tmpdir(), 'overens-work-'));
const people = [
  { who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'bo', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'cia', role: 'caseworker', authority: soc, unit: 'ungdomsenheten' },
  { who: 'dan', role: 'sip_coordinator', authority: soc, unit: 'vuxenenheten' },
  { who: 'eva', role: 'unit_manager', authority: soc, unit: 'vuxenenheten' },
  { who: 'fia', role: 'agreement_owner', authority: 'region-hsn' },
  { who: 'hans', role: 'unit_manager', authority: soc, unit: 'ungdomsenheten' },
  { who: 'ida', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'gun', role: 'log_reviewer', authority: soc },
];
const of_case = (id, unit, holder) => [
  { type: 'case.opened', owner: soc, case: id, unit, subject: { kind: 'case', id } },
  ...(holder ? [{ type: 'case.taken_on', owner: soc, case: id, subject: { kind: 'case', id }, data: { staff: `s-${holder}` } }] : []),
  { type: 'placement.started', owner: soc, case: id, subject: { kind: 'placement', id: `p-${id}` }, data: { form: 'hvb', urgency: 'acute' } },
];
const events = [
  { type: 'unit.opened', owner: soc, subject: { kind: 'unit', id: 'ungdomsenheten' }, data: { authority: soc, kind: 'social_services_unit', name: '=Ungdomsenheten' } },
  { type: 'commission.given', owner: soc, subject: { kind: 'commission', id: 'u-ida-2' }, data: { staff: 's-ida', role: 'sip_coordinator', unit: 'vuxenenheten', purpose: 'care', from: '2026-01-01' } },
  ...of_case('annas', 'vuxenenheten', 'anna'),
  ...of_case('ingens', 'vuxenenheten'),
  ...of_case('bos', 'vuxenenheten', 'bo'),
  ...of_case('cias', 'ungdomsenheten', 'cia'),
];
let site;
before(async () => (site = await Site.start(folder, people, events)));
after(async () => {
  await site?.stop?.();
  await site?.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const list = async (who, query = '') => {
  const { status, body } = await site.ask(who, 'GET', `/bevakningar${query}`);
  assert.equal(status, 200, body);
  return body;
};
const cases_in = (body) => new Set([...body.matchAll(/href="\/arenden\/(\w+)"/g)].map(([, id]) => id));
const why_links = (body) => [...body.matchAll(/href="(\/bevakningar\/varfor[^"]+)"/g)].map(([, link]) => link.replaceAll('&amp;', '&'));

test('somebody gets the rows of their own unit, and who may list all gets all', async () => {
  assert.deepEqual(cases_in(await list('anna')), new Set(['annas', 'ingens', 'bos']));
  assert.deepEqual(cases_in(await list('cia')), new Set(['cias']));
  assert.deepEqual(cases_in(await list('eva')), new Set(['annas', 'ingens', 'bos']));
  assert.deepEqual(cases_in(await list('gun')), new Set());
  assert.deepEqual(cases_in(await list('fia')), new Set());
});

test('ones own come first, and then what nobody has', async () => {
  const late = /<section class="work">[^]*?<\/section>/.exec(await list('anna'))[0];
  const order = [...cases_in(late)];
  assert.equal(order[0], 'annas');
  assert.ok(order.indexOf('ingens') < order.indexOf('bos'), order.join());
});

test('what is chosen stands in the address, and page follows page', async () => {
  const governance = await list('anna', '?vad=overenskommelsen');
  assert.deepEqual(cases_in(governance), new Set());
  assert.match(governance, /<option value="overenskommelsen" selected>/);
  assert.match(governance, /<details class="[^"]*filters" open>/, 'what is chosen is to be seen');
  assert.deepEqual(cases_in(await list('dan', '?vad=arenden&enhet=ungdomsenheten')), cases_in(await list('dan', '?enhet=ungdomsenheten')));
  assert.deepEqual(cases_in(await list('anna', '?vad=&drag=&slag=&overenskommelse=&enhet=')), cases_in(await list('anna')), 'nothing chosen is all');
  assert.match(await list('anna', '?overenskommelse=stockholm'), /Inget h\u00e4r st\u00e4mmer med ditt val/);
  assert.equal((await site.ask('anna', 'GET', '/bevakningar?myndighet=region-hsn')).status, 200, 'the field is not there: their own');
});

/** The whole list, page by page; every page says where it stands, and leads back. */
async function whole(who, query = '') {
  let body = '';
  for (let path = `/bevakningar${query}`, pages = 0; path && pages < 50; ++pages) {
    const page = await site.ask(who, 'GET', path);
    assert.equal(page.status, 200, path);
    body += page.body;
    path = /rel="next" href="([^"]+)"/.exec(page.body)?.[1].replaceAll('&amp;', '&');
  }
  return body;
}
/** The rows of a part of the list. */
const rows_of = (body, name) => [...body.matchAll(new RegExp(`<section class="work">\\s*<h2[^>]*>${name} [^]*?</section>`, 'g'))].flatMap(([part]) => part.split('<li>').slice(1));
const plain = (link) => link.replaceAll('&amp;', '&');

test('a meeting that was missed is found, explained, recorded late, and corrected', async () => {
  const missed = async () => rows_of(await whole('fia', '?vad=overenskommelsen'), 'Inte gjort, eller brutet').filter((row) => row.includes('href="/forum/chefsgruppen"') && row.includes('avstämningsmöte'));
  const [row, ...others] = await missed();
  assert.ok(row, 'the newest that was missed');
  assert.match(row, />inte gjort</);
  assert.doesNotMatch(row, /Ni har nästa steg/, 'it has ended');
  const last = (one) => /Senast <time>(\d{4}-\d\d-\d\d)/.exec(one)[1];
  assert.deepEqual([row, ...others].map(last), [row, ...others].map(last).sort().reverse(), 'the newest first');

  const why = await site.ask('fia', 'GET', why_links(row)[0]);
  assert.equal(why.status, 200);
  for (const words of ['inte gjort', 'Så går du vidare', 'Hur dagen räknades fram']) assert.ok(why.body.includes(words), words);
  assert.doesNotMatch(why.body, /händelse h\d+|\(chefsgruppen\)/, 'nobody is told ids');

  const act = plain(/class="ds-button"[^>]* href="(\/dokumentera\/forum\.met\/chefsgruppen[^"]*)"/.exec(row)[1]);
  const form = await site.ask('fia', 'GET', act);
  assert.match(form.body, /id="nar"[^>]* value=""|id="nar"(?![^>]* value=)[^>]*>/, 'the day is left for them to say');
  assert.doesNotMatch(form.body, /behöver (ändras|fyllas i)/, 'and nothing is said to be wrong before they have written anything');
  const [, period, words] = /<select[^>]* name="uppgift-for_period"[^]*?<option value="([^"]+)" selected>([^<]*)/.exec(form.body) ?? [];
  assert.match(words, new RegExp(`${period} till och med ${last(row)}`), 'the meeting that was missed, in words');
  const page = async () => (await site.ask('fia', 'GET', '/forum/chefsgruppen')).body;
  const after = new Date(Date.parse(last(row)) + 3 * 86400000).toISOString().slice(0, 10);
  const written = { nar: after, 'uppgift-for_period': period, vem: 'region-hsn', steg: 'spara' };
  const wrong = await site.send('fia', act.split('?')[0], form.body, { ...written, 'uppgift-for_period': '2026-Q1' });
  assert.equal(wrong.status, 422, 'no meeting of theirs is counted by quarters');
  const foreseen = await site.send('fia', act.split('?')[0], form.body, { ...written, steg: 'leder-till' });
  assert.match(foreseen.body, /Blir gjort, men sent:<\/strong> Håll avstämningsmöte/);
  const coming = async () => (await page()).match(/<th scope="row"[^>]*>[^]*?Håll avstämningsmöte[^]*?<\/tr>/g).filter((one) => /om (en dag|\d+ dagar)|i dag<|försenat/.test(one)).length;
  const before = await coming();
  const saved = await site.send('fia', act.split('?')[0], form.body, written);
  assert.equal(saved.status, 303, saved.body);
  const again = await site.send('fia', act.split('?')[0], form.body, { ...written, nar: last(row) });
  assert.equal(again.status, 409, 'somebody went back, and changed what was saved');
  assert.ok(again.body.includes('har redan sparats'));
  assert.ok(again.body.includes(`href="${saved.to.replaceAll('&', '&amp;')}"`), 'a link to what was saved');
  assert.match(again.body, new RegExp(`name="nar"[^>]* value="${last(row)}"|value="${last(row)}"[^>]* name="nar"`), 'what was written stands');
  const kommando = (body) => /name="kommando" value="([^"]+)"/.exec(body)[1];
  assert.notEqual(kommando(again.body), kommando(form.body), 'saved once more it is something else');
  assert.ok(!(await missed()).some((one) => last(one) === last(row)), 'it is in the list no more');
  assert.match(await page(), new RegExp(`gjord sent, <time>${after}`));
  assert.equal(await coming(), before, 'the next one is no other, and no more');
  assert.match((await site.ask('fia', 'GET', why_links(row)[0])).body, new RegExp(`gjort sent, <time>${after}`));
  const stands = [...(await page()).matchAll(/<span class="ds-tag"[^>]*>([^<]*)/g)].map(([, words]) => words);
  assert.ok(stands.length > 2 && stands.indexOf('inte gjort') > 0, stands.join());
  assert.deepEqual(stands.slice(stands.indexOf('inte gjort')).filter((words) => /^(om|i dag)/.test(words)), [], 'what was not done comes last');

  const event = new URL(saved.to, site.server.url).searchParams.get('sparat');
  const correct = plain(new RegExp(`href="(/ratta/[^"]*${event}[^"]*)"`).exec(await page())[1]);
  const correction = await site.ask('fia', 'GET', correct);
  const corrected = await site.send('fia', correct, correction.body, { ...written, nar: last(row) });
  assert.equal(corrected.status, 303, corrected.body);
  assert.doesNotMatch(await page(), new RegExp(`gjord sent, <time>${after}`));
  assert.ok((await page()).replaceAll(/<\/?time>/g, '').match(/Före rättelsen [^<]* stod det:<\/p>\s*<ul><li>([^<]*)/)?.[1] === `När: ${after}`, 'what it said before can be read');
  assert.ok(!(await missed()).some((one) => last(one) === last(row)), 'it was done in time');
  const done = await site.ask('fia', 'GET', why_links(row)[0]);
  assert.equal(done.status, 200, 'it is explained also when no list has it');
  assert.match(done.body, /gjort i tid/);

  const withdraw = plain(new RegExp(`href="(/makulera/[^"]*${event}[^"]*)"`).exec(await page())[1]);
  const asked = await site.ask('fia', 'GET', withdraw);
  const reason = /name="([^"]+)"[^>]* value="duplicate"/.exec(asked.body)[1];
  assert.equal((await site.send('fia', withdraw, asked.body, { [reason]: 'duplicate', steg: 'spara' })).status, 303);
  assert.ok((await missed()).some((one) => last(one) === last(row)), 'it was not done after all');
});

test('figures are of the whole list, and the page before is a link', async () => {
  const first = await list('dan');
  const all = rows_of(await whole('dan'), '[^<]*').length;
  const status = /role="status"[^>]*>([^<]*)/.exec(first)[1];
  const of_all = /Visar 1–50 av (\d+) bevakningar/.exec(status)?.[1];
  assert.equal(Number(of_all ?? /^(\d+) bevakningar/.exec(status)?.[1]), all, status);
  const counts = [...first.matchAll(/class="how-many">\((\d+)\)/g)].map(([, count]) => Number(count));
  assert.ok(counts.reduce((sum, one) => sum + one, 0) <= all);
});

test('an address that leads nowhere says so, and says which choice there is not', async () => {
  for (const [query, words] of [
    ['?efter=191212121212', /Adressen leder inte till någon sida i listan/],
    ['?efter=hittepa', /Adressen leder inte till någon sida i listan/],
    ['?slag=kanske', /”Hur bindande”: det valet finns inte/],
    ['?enhet=hittepa&vad=allt', /”Om vad”: det valet finns inte[^]*”Enhet”: det valet finns inte/],
  ]) {
    const { status, body } = await site.ask('anna', 'GET', `/bevakningar${query}`);
    assert.equal(status, 422, query);
    assert.match(body, words, query);
    assert.deepEqual(cases_in(body), new Set(), query);
  }
  assert.equal((await site.ask('anna', 'GET', '/bevakningar/oversikt?per=person')).status, 422);
});

test('without a commission it is said that cases are missing', async () => {
  const body = await list('ida');
  assert.deepEqual(cases_in(body), new Set());
  assert.match(body, /Du har inte valt uppdrag[^]*?href="\/mitt-konto\?[^"]*bevakningar[^"]*">Välj uppdrag/);
  assert.doesNotMatch(await list('anna'), /Du har inte valt uppdrag/);
});

test('a row that does not open says what it takes', async () => {
  const row = (body, id) => body.split('<li>').find((one) => one.includes(`href="/arenden/${id}"`)) ?? '';
  assert.doesNotMatch(row(await list('anna'), 'annas'), /kan öppna det|öppnas när/);
  assert.match(row(await list('anna'), 'bos'), /Bara de som arbetar i ärendet kan öppna det/);
  assert.match(row(await list('eva'), 'bos'), /Ärendet öppnas när du har sagt varför du behöver det/);
});

test('why is told to who may read it, and others come to the case, which says whom to ask', async () => {
  const link = why_links(await list('anna')).find((one) => one.includes('om=annas'));
  const { status, body } = await site.ask('anna', 'GET', link);
  assert.equal(status, 200);
  for (const words of ['Vad som öppnade det', 'räknades fram', 'Vad som uppfyller det', 'Så går du vidare', 'i överenskommelsen']) assert.ok(body.includes(words), words);
  const others = await site.ask('bo', 'GET', link);
  assert.equal(others.status, 303);
  assert.equal(others.to, '/arenden/annas');
  assert.equal((await site.ask('fia', 'GET', link)).status, 404);
  const done = await site.ask('anna', 'GET', link.replace(/bevakning=[^&]*/, 'bevakning=x'));
  assert.equal(done.to, '/arenden/annas', 'what no list has any more stands in its case');
});

test('the file has numbers and no names, no formulas, and is asked what it is for', async () => {
  const form = await site.ask('cia', 'GET', '/bevakningar/fil?enhet=ungdomsenheten');
  assert.match(form.body, /Vad behövs filen till\?/);
  assert.equal((await site.send('cia', '/bevakningar/fil', form.body, {})).status, 422);
  const file = await site.send('cia', '/bevakningar/fil', form.body, { andamal: 'Planering av veckan', enhet: 'ungdomsenheten' });
  assert.equal(file.status, 200, file.body);
  assert.match(file.headers.get('content-type'), /^text\/csv/);
  const [head, ...rows] = file.body.replace(/^\ufeff/, '').trim().split('\r\n');
  assert.equal(head.split(';').length, 11);
  assert.ok(rows.every((row) => row.includes('Ärende cias')), rows.join('\n'));
  assert.ok(rows.every((row) => row.endsWith('"\'=Ungdomsenheten"')), 'a formula is words');
  const log = await site.ask('gun', 'GET', '/granskning/logg');
  assert.match(log.body, /Planering av veckan/);
});

test('the act that settles it is a button for who may record it, filled in with what it must say', async () => {
  const body = await list('fia', '?vad=overenskommelsen');
  const act = /href="(\/dokumentera\/forum\.met\/chefsgruppen[^"]*)"/.exec(body);
  assert.ok(act, 'the forum that owes a meeting');
  assert.equal((await site.ask('fia', 'GET', act[1].replaceAll('&amp;', '&'))).status, 200);
  assert.ok(!(await list('anna', '?vad=overenskommelsen')).includes('href="/dokumentera/'), 'not for who may not');
  for (const link of why_links(body)) {
    const why = await site.ask('fia', 'GET', link);
    assert.equal(why.status, 200, link);
    const does = [...why.body.matchAll(/class="does">([^<]*)</g)].map(([, words]) => words);
    assert.ok(does.length > 0 && does[0] !== 'om den inte längre gäller', `${link}: ${does.join()}`);
  }
});

test('the overview counts units for their manager and parties for everybody, and no person', async () => {
  const of_eva = await site.ask('eva', 'GET', '/bevakningar/oversikt');
  assert.equal(of_eva.status, 200);
  assert.match(of_eva.body, /Vuxenenheten/);
  for (const who of ['Prov anna', 'Prov bo', 's-anna']) assert.ok(!of_eva.body.includes(who), who);
  assert.doesNotMatch(of_eva.body, /siffror visas inte/);
  const of_few = (await site.ask('hans', 'GET', '/bevakningar/oversikt')).body;
  assert.match(of_few, /role="status"[^>]*>En enhets siffror visas inte/, 'nothing is said of what is not shown');
  assert.match(of_eva.body, /role="columnheader">Inte gjort, eller brutet</);
  assert.ok(!(await site.ask('anna', 'GET', '/bevakningar/oversikt')).body.includes('value="enhet"'), 'who may not see the staff');
  assert.match((await site.ask('fia', 'GET', '/bevakningar/oversikt?per=forum')).body, /href="\/forum\/chefsgruppen"/);
  assert.match((await site.ask('fia', 'GET', '/bevakningar/oversikt?per=part')).body, /Östersunds kommun/);
});

test('a deviation that belongs to no case is begun by who works in cases, and is not seen by who has none', async () => {
  const path = '/avvikelser/ny/deviation.reported';
  for (const who of ['anna', 'eva']) {
    const form = await site.ask(who, 'GET', path);
    assert.match(form.body, /<option value="ostersund-soc" selected>/, `${who} records for their own authority`);
    const saved = await site.send(who, path, form.body, { nar: '2026-03-10', 'uppgift-concerns': 'region-hsn', vem: soc, steg: 'spara' });
    assert.equal(saved.status, 303, saved.body);
    const page = saved.to.split('?')[0];
    assert.ok((await site.ask('cia', 'GET', '/avvikelser')).body.includes(`href="${page}"`), 'colleagues see it');
    assert.match((await site.ask('cia', 'GET', page)).body, new RegExp(`\\(Prov ${who}\\)`), 'and who recorded it, by name');
    for (const other of ['dan', 'fia', 'gun']) assert.notEqual((await site.ask(other, 'GET', page)).status, 200, other);
  }
});

// The same agreements, but in them the split of a cost is recorded by the region only.
async function site_where_the_region_agrees() {
  const agreements = join(folder, 'agreements');
  cpSync(`${root}agreements`, agreements, { recursive: true });
  const norms = join(agreements, 'jamtland-harjedalen/2025/norms-placement.yaml');
  const met = 'met: {any: [{event: cost_split.agreed}, {event: cost_split.not_applicable}]}';
  const written = readFileSync(norms, 'utf8');
  assert.ok(written.includes(met), 'the rule that both answer for');
  writeFileSync(norms, written.replace(met, 'met: {event: cost_split.agreed, where: {by_kind: region_health_care}}'));
  const apart = join(folder, 'apart');
  mkdirSync(apart);
  return Site.start(apart, [
    { who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
    { who: 'hedvig', role: 'health_professional', authority: 'region-hsn', unit: 'beroendeenheten' },
  ], [
    { type: 'case.unit_set', owner: soc, case: 'arende-1', subject: { kind: 'case', id: 'arende-1' }, data: { unit: 'vuxenenheten' } },
    { type: 'case.taken_on', owner: soc, case: 'arende-1', subject: { kind: 'case', id: 'arende-1' }, data: { staff: 's-anna' } },
  ], '--agreements', agreements);
}

test('what others record can be recorded as they have told it', async () => {
  const apart = await site_where_the_region_agrees();
  try {
    const body = (await apart.ask('anna', 'GET', '/bevakningar')).body;
    const link = why_links(body).find((one) => one.includes('cost-split-acute/'));
    assert.ok(link, 'both owe it');
    const why = await apart.ask('anna', 'GET', link);
    const told = /<a[^>]*href="([^"]*enligt=[^"]*)"[^>]*>\s*Dokumentera vad de har berättat/.exec(why.body)?.[1] ?? '';
    assert.match(told, /enligt=region-hsn/, 'it was one of them only');
    assert.doesNotMatch(why.body, /<a class="ds-button"[^>]*href="[^"]*cost_split\.agreed/, 'no button says that they did it themselves');
    assert.match(why.body, /görs av regionens hälso- och sjukvård/);
    const form = await apart.ask('anna', 'GET', plain(told));
    assert.equal(form.status, 200);
    assert.match(form.body, /<option value="region-hsn" selected>/, 'who told it is filled in');
    const theirs = (await apart.ask('hedvig', 'GET', '/bevakningar')).body;
    assert.doesNotMatch(theirs, /vad de har berättat/);
  } finally {
    await apart.server.stop();
  }
});
