// Who a person is: kept apart from the journal, found by the exact number in one authority, and nowhere in the clear: not in the database, its
// log, backups, exports or what the server writes.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { overens } from '../program.mjs';
import { Site } from './people.mjs';
import { is_on_postgres, postgres } from './server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-identity-'));
const soc = 'ostersund-soc', hsn = 'region-hsn';
const people = [
  { who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'bo', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'dan', role: 'health_professional', authority: hsn, unit: 'beroendeenheten' },
  { who: 'greta', role: 'log_reviewer', authority: soc, unit: 'vuxenenheten' },
];
const number = '18900101-9802', twelve = '189001019802', ten = '9001019802';
const words = { namn: 'Zebrina Provqvist', telefon: '070-1740605', adress: 'Kvadratgatan 17', sprak: 'tigrinska', skydd: 'ring inte efter klockan sjutton' };
const secrets = ['Zebrina', 'Provqvist', '1740605', 'Kvadratgatan', 'tigrinska', 'klockan sjutton', twelve, ten, number, '900101-9802'];

let site;
let in_case; // its path
before(async () => {
  site = await Site.start(folder, people);
});
after(async () => {
  await site?.server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const begin = (who, who_it_is = words, numbered = { 'nummer-slag': 'person', nummer: number }) => site.begin_case(who, who_it_is, numbered);

test('a new case begins with whom it is about', async () => {
  const begun = await begin('anna');
  assert.equal(begun.status, 303, begun.body);
  in_case = begun.to;
  const { status, body } = await site.ask('anna', 'GET', in_case);
  assert.equal(status, 200);
  for (const word of [words.namn, words.telefon, words.adress, words.sprak, words.skydd, number, / år\b/]) assert.match(body, word instanceof RegExp ? word : new RegExp(word));
  assert.ok(!/<title>[^<]*Zebrina/.test(body), 'the title names nobody');
  for (const who of ['bo', 'dan']) {
    const other = await site.ask(who, 'GET', in_case);
    assert.equal(other.status, who === 'bo' ? 403 : 404);
    for (const secret of secrets) assert.ok(!other.body.includes(secret), `${who} ${secret}`);
  }
});

test('what is wrong in the form is said, and what was written stays', async () => {
  const first = await site.ask('anna', 'GET', '/arenden/nytt');
  const wrong = await site.send('anna', '/arenden/nytt', first.body, { 'nummer-slag': 'person', nummer: '189001019803', steg: 'vem' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /value="189001019803"/);
  const none = await site.send('anna', '/arenden/nytt', first.body, { 'nummer-slag': 'inget', steg: 'vem' });
  assert.equal(none.status, 422);
  const nameless = await begin('anna', { ...words, namn: '' }, { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' });
  assert.equal(nameless.status, 422);
  assert.match(nameless.body, /Kvadratgatan/);
  const in_address = await site.ask('anna', 'GET', `/arenden/${twelve}`);
  assert.equal(in_address.status, 422, 'a number in an address is not taken');
});

test('is found by the exact number in the own authority alone', async () => {
  const find = (who, nummer) => site.ask(who, 'POST', '/arenden/sok', { nummer, steg: 'nummer' });
  assert.ok((await find('anna', '900101+9802')).body.includes(`href="${in_case}"`));
  const other = await find('bo', twelve);
  assert.equal(other.status, 200);
  assert.match(other.body, /Fråga din chef vem som har det/);
  assert.ok(!other.body.includes(in_case));
  for (const secret of ['Zebrina', 'Kvadratgatan', 'tigrinska']) assert.ok(!other.body.includes(secret));
  const elsewhere = await find('dan', number);
  assert.doesNotMatch(elsewhere.body, /Fråga|Öppna ärendet/);
  const nobody = await find('bo', '201212121212');
  const same = (body) => body.replaceAll(/value="[^"]*"/g, '').replaceAll(/<p>Inloggad[^<]*/g, '');
  assert.match(nobody.body, /Börja ett nytt ärende/);
  assert.match(same(elsewhere.body), /Börja ett nytt ärende/);
  assert.equal((await find('bo', '189001019803')).status, 422);
});

test('is found by name among one’s own', async () => {
  const find = (who, vem) => site.ask(who, 'POST', '/arenden/sok', { vem, steg: 'namn' });
  assert.match((await find('anna', 'zebrina prov')).body, new RegExp(`href="${in_case}">${words.namn}`));
  assert.match((await find('bo', 'provq')).body, new RegExp(words.namn), 'of the own unit');
  assert.doesNotMatch((await find('dan', 'zebrina')).body, /Provqvist/);
});

test('is changed in versions; two who change it at once are told', async () => {
  const path = `${in_case}/person`;
  const form = await site.ask('anna', 'GET', path);
  assert.equal(form.status, 200);
  const written = { ...words, 'nummer-slag': 'person', nummer: number, namn: 'Zebrina Nyqvist', 'foretradare-1-slag': 'trustee', 'foretradare-1-namn': 'Greger Provgod', 'foretradare-1-omfattning': 'bevaka rätt', 'foretradare-1-fran': '2026-01-01' };
  const saved = await site.send('anna', path, form.body, written);
  assert.equal(saved.status, 303, saved.body);
  const page = (await site.ask('anna', 'GET', in_case)).body;
  for (const word of ['Zebrina Nyqvist', 'Greger Provgod', 'bevaka rätt', 'God man']) assert.ok(page.includes(word), word);
  const late = await site.send('anna', path, form.body, { ...written, namn: 'Zebrina Sen', kommando: 'another' });
  assert.equal(late.status, 409);
  assert.match(late.body, /Zebrina Sen/);
  assert.match((await site.ask('anna', 'GET', path)).body, /Zebrina Provqvist/, 'what stood before is there');
});

test('another case of the person is shown in each', async () => {
  const first = await site.ask('anna', 'GET', '/arenden/nytt');
  const second = await site.send('anna', '/arenden/nytt', first.body, { 'nummer-slag': 'person', nummer: number, steg: 'vem' });
  const begun = await site.send('anna', '/arenden/nytt', second.body, { steg: 'spara' });
  assert.equal(begun.status, 303, begun.body);
  assert.match((await site.ask('anna', 'GET', begun.to)).body, /Zebrina Nyqvist[^]*Andra ärenden/);
  assert.match((await site.ask('anna', 'GET', in_case)).body, /Andra ärenden/);
});

test('nobody comes to know of a person by beginning a case', async () => {
  const first = await site.ask('bo', 'GET', '/arenden/nytt');
  const second = await site.send('bo', '/arenden/nytt', first.body, { 'nummer-slag': 'person', nummer: number, steg: 'vem' });
  assert.match(second.body, /Fråga din chef vem som har det/);
  assert.ok(!second.body.includes('Zebrina'));
  const begun = await site.send('bo', '/arenden/nytt', second.body, { steg: 'spara' });
  assert.equal(begun.status, 403, begun.body);
  assert.ok(!begun.body.includes('Zebrina'));
});

// Of a form as it was shown, what it holds hidden.
const hidden_in = (body, name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1];

test('a new case whose form is sent twice is begun once, and a step back loses nothing', async () => {
  const none = { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' };
  const first = await site.ask('anna', 'GET', '/arenden/nytt');
  const second = await site.send('anna', '/arenden/nytt', first.body, { ...none, steg: 'vem' });
  const once = await site.send('anna', '/arenden/nytt', second.body, { namn: 'Tova Tvåfald', steg: 'spara' });
  const twice = await site.send('anna', '/arenden/nytt', second.body, { namn: 'Tova Tvåfald', steg: 'spara' });
  assert.equal(twice.status, 303, twice.body);
  assert.equal(twice.to, once.to);
  const other = await site.send('anna', '/arenden/nytt', second.body, { namn: 'Ture Annan', steg: 'spara' });
  assert.equal(other.status, 409);
  assert.match(other.body, /Ture Annan/, 'what was written stays');
  const begun = await site.send('anna', '/arenden/nytt', other.body, { namn: 'Ture Annan', steg: 'spara' });
  assert.equal(begun.status, 303, begun.body);
  assert.notEqual(begun.to, once.to);
});

test('two who begin a case of one new number are told that the person has become known', async () => {
  const numbered = { 'nummer-slag': 'person', nummer: '20121212-1212' };
  const tabs = [];
  for (const _ of ['one', 'other']) {
    const first = await site.ask('anna', 'GET', '/arenden/nytt');
    tabs.push(await site.send('anna', '/arenden/nytt', first.body, { ...numbered, steg: 'vem' }));
  }
  const [one, other] = tabs;
  const begun = await site.send('anna', '/arenden/nytt', one.body, { namn: 'Linn Flik', steg: 'spara' });
  assert.equal(begun.status, 303, begun.body);
  const late = await site.send('anna', '/arenden/nytt', other.body, { namn: 'Linn Flik', steg: 'spara' });
  assert.equal(late.status, 409);
  assert.ok(late.body.includes(`href="${begun.to}"`), 'and to which case');
  const another = await site.send('anna', '/arenden/nytt', late.body, { steg: 'spara' });
  assert.equal(another.status, 303, 'when they want one all the same');
});

test('what has been written stays through a sign-in, at the step where it was', async () => {
  const none = { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' };
  const kept = await site.ask('anna', 'POST', '/arenden/nytt', { ...none, namn: 'Ines Inskickad', adress: 'Avbrottsvägen 1', steg: 'kvar' });
  assert.equal(kept.status, 200, kept.body);
  assert.match(kept.body, /Ines Inskickad/);
  assert.match(kept.body, /Avbrottsvägen 1/);
  assert.match(kept.body, /name="steg" value="spara"/);
});

test('what is sent twice about a case is recorded once', async () => {
  const begun = await begin('anna', { namn: 'Ella Enkel' }, { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' });
  const refused = await site.ask('bo', 'GET', begun.to);
  const form = { kommando: hidden_in(refused.body, 'kommando') };
  assert.ok(form.kommando, 'the form says by which command');
  for (const _ of ['once', 'twice']) assert.equal((await site.ask('bo', 'POST', `${begun.to}/ta`, form)).status, 303);
  assert.equal((await site.ask('bo', 'POST', `${begun.to}/ta`)).status, 303, 'by another form');
  const taken = (await site.ask('anna', 'GET', begun.to)).body.match(/Ärendet taget<\/h3>/g)?.length;
  assert.equal(taken, 2, 'by each of them');
  assert.match((await site.ask('anna', 'GET', begun.to)).body, /Prov bo/, 'by name');
});

test('a code on paper that is asked for twice is one code', async () => {
  const path = `${in_case}/kod`;
  const page = await site.ask('anna', 'GET', path);
  const code = (body) => /class="code">(\w{4}-\w{4}-\w{4})</.exec(body)?.[1];
  const once = await site.send('anna', path, page.body, { gor: 'ge' });
  const twice = await site.send('anna', path, page.body, { gor: 'ge' });
  assert.ok(code(once.body), once.body);
  assert.equal(code(twice.body), code(once.body));
  const another = await site.send('anna', path, once.body, { gor: 'ge' });
  assert.notEqual(code(another.body), code(once.body));
  const late = await site.send('anna', path, page.body, { gor: 'ge' });
  assert.equal(code(late.body), undefined, 'it opens nothing any more');
  assert.equal((await site.ask('anna', 'GET', in_case)).body.split('Kod till den enskilda lämnad').length - 1, 2);
});

test('each search is kept in the access log', async () => {
  const log = (await site.ask('greta', 'GET', '/granskning/logg?gjort=search')).body;
  assert.match(log, /Prov bo/);
  for (const secret of secrets) assert.ok(!log.includes(secret), secret);
});

const files_under = (at) => readdirSync(at, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath ?? one.path, one.name));

test('none of its words stands anywhere: database, WAL, backup, export, the server’s log', async () => {
  const run = (...args) => {
    const { code, out, err } = overens(...args, '--store', site.store);
    assert.equal(code, 0, `${args}: ${out}${err}`);
    return out + err;
  };
  if (is_on_postgres) postgres.run('postgres', 'checkpoint');
  let said = run('backup', join(folder, 'backup.db'), '--quiet') + run('journal', 'export', join(folder, 'export.jsonl'), '--quiet');
  assert.ok(existsSync(join(folder, 'export.jsonl.persons')));
  said += run('keys', 'rotate', '--quiet') + run('journal', 'verify', '--quiet');
  said += JSON.stringify(site.server.lines) + site.server.said + site.server.out;
  for (const secret of [...secrets, 'Nyqvist', 'Provgod']) assert.ok(!said.includes(secret), `a log says ${secret}`);
  const files = [...files_under(folder), ...(is_on_postgres ? files_under(join(postgres.folder, 'data')) : [])];
  assert.ok(files.some((file) => is_on_postgres ? file.includes('pg_wal') : file.endsWith('-wal')), 'with its write-ahead log');
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const secret of [...secrets, 'Nyqvist', 'Provgod']) assert.ok(!bytes.includes(secret), `${file} holds ${secret}`);
  }
  // Nor does what an account is called; the fixture's own file says it, and the developer's links.
  for (const file of files.filter((one) => !one.endsWith('extra.jsonl'))) {
    const bytes = readFileSync(file);
    for (const { who } of people) assert.ok(!bytes.includes(`${who}@prov.test`), `${file} holds the address of ${who}`);
  }
  // What is read is what was written: the same search finds what stands in the clear, such as a unit's name.
  assert.ok(files.some((file) => readFileSync(file).includes('Vuxenenheten')));
});

test('who has looked at what moves with the journal, and is found whole there', () => {
  const moved = join(folder, 'moved.db'), exported = join(folder, 'export.jsonl');
  const run = (...args) => {
    const { code, out, err } = overens(...args, '--quiet');
    assert.equal(code, 0, `${args}: ${out}${err}`);
    return out;
  };
  const taken = run('journal', 'import', '--store', moved, exported);
  const looks = Number(/export\.jsonl\.looks: (\d+) poster/.exec(taken)[1]);
  assert.ok(looks > 10);
  assert.match(run('access-log', 'verify', '--store', moved, '--heads', `${exported}.heads`), new RegExp(`${looks} poster[^]*allt som fanns`));
  assert.match(run('journal', 'import', '--store', moved, exported), new RegExp(`looks: ${looks} poster`));
});

test('comes back with a backup and an export, and with the renewed key', async () => {
  await site.server.stop();
  site = Object.assign(new Site(), { store: site.store }); // the same database
  await site.open(people);
  assert.match((await site.ask('anna', 'GET', in_case)).body, /Zebrina Nyqvist/);
});
