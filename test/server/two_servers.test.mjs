// Two servers on one PostgreSQL: what is to be the only one is so for both, and what breaks off is whole or nothing. They
// are held at a lock of the database until it tells that they wait there.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

process.env.DATABASE = 'postgresql'; // whatever the other tests are run on
const { Site } = await import('./people.mjs');
const { postgres, Server, until } = await import('./server.mjs');

const folder = mkdtempSync(join(tmpdir(), 'overens-two-servers-'));
const soc = 'ostersund-soc';
const people = [
  ...['anna', 'bo', 'cia', 'dan'].map((who) => ({ who, role: 'caseworker', authority: soc, unit: 'vuxenenheten' })),
  ...['eva', 'siv'].map((who) => ({ who, role: 'unit_manager', authority: soc, unit: 'vuxenenheten' })),
];
const of_bo = ['bos', 'bos-andra'].flatMap((id) => [
  { type: 'case.opened', owner: soc, case: id, unit: 'vuxenenheten', subject: { kind: 'case', id } },
  { type: 'case.taken_on', owner: soc, case: id, subject: { kind: 'case', id }, data: { staff: 's-bo' } },
]);
const no_number = { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' };

let one, other; // sites with the same people, on the same database
let database;
before(async () => {
  one = await Site.start(folder, people, of_bo);
  database = new URL(one.store).pathname.slice(1);
  other = Object.assign(new Site(), { store: one.store, sessions: one.sessions, server: await Server.start({ STORE: one.store, DEVELOPER: 'true' }) });
});
after(async () => {
  await one?.server.stop();
  await other?.server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sql = (text) => postgres.run(database, text);

/** Somebody who holds a lock, from when this has returned until let_go(). */
const holding = async (lock) => {
  const psql = spawn('psql', ['-X', '-q', '-A', '-t', postgres.url(database)], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  psql.stdout.on('data', (more) => (said += more));
  psql.stdin.write(`set application_name = 'holder'; begin; ${lock}; select 'held';\n`);
  await until(() => said.includes('held'));
  return {
    let_go: async () => {
      psql.stdin.end('commit;\n');
      await once(psql, 'exit');
    },
  };
};
const turn_to_write = 'select pg_advisory_xact_lock(8391602745)';
const waiting = (what) => Number(sql(`select count(*) from pg_stat_activity where datname = '${database}' and application_name = 'overens' and wait_event_type = 'Lock' and wait_event = '${what}'`));

/** Both are done at once: each has looked at what there is before either may write. */
const at_once = async (...acts) => {
  const holder = await holding(turn_to_write);
  const answers = acts.map((act) => act());
  await until(() => waiting('advisory') >= acts.length);
  await holder.let_go();
  return Promise.all(answers);
};

test('two cases of one new number are not begun, by whichever server', async () => {
  const forms = [];
  for (const [site, who] of [[one, 'anna'], [other, 'dan']]) {
    const first = await site.ask(who, 'GET', '/arenden/nytt');
    forms.push(await site.send(who, '/arenden/nytt', first.body, { 'nummer-slag': 'person', nummer: '20121212-1212', steg: 'vem' }));
  }
  const registered = () => Number(sql(`select count(*) from event where type = 'person.registered'`));
  const before = registered();
  const saved = { namn: 'Linn Tävling', steg: 'spara' };
  const begun = await at_once(
    () => one.send('anna', '/arenden/nytt', forms[0].body, saved),
    () => other.send('dan', '/arenden/nytt', forms[1].body, saved),
  );
  assert.deepEqual(begun.map(({ status }) => status).sort(), [303, 409], begun.map(({ body }) => body).join());
  assert.equal(sql(`select count(*) from person where number <> ''`), '1');
  assert.equal(registered() - before, 1, 'nobody without a name is left');
});

const code_in = (body) => /class="code">(\w{4}-\w{4}-\w{4})</.exec(body)?.[1];
const begin = async (name) => {
  const begun = await one.begin_case('anna', { namn: name }, no_number);
  assert.equal(begun.status, 303, begun.body);
  return begun.to;
};

test('of two codes that are given at once one is left, and one account', async () => {
  const path = `${await begin('Kaj Kodsson')}/kod`;
  const forms = await Promise.all([one, other].map((site) => site.ask('anna', 'GET', path)));
  const given = await at_once(...[one, other].map((site, at) => () => site.send('anna', path, forms[at].body, { gor: 'ge' })));
  assert.deepEqual(given.map(({ body }) => typeof code_in(body)), ['string', 'string']);
  assert.equal(sql('select count(*) from individual_code'), '1');
  assert.equal(sql(`select count(*) from account where issuer = 'individual code' and closed = 0`), '1', 'none that nobody will close');
});

test('a code that a server was killed while it gave has not been given, and is by the same form', async () => {
  const in_case = await begin('Siri Slocknad');
  const path = `${in_case}/kod`;
  const form = await one.ask('anna', 'GET', path);
  const holder = await holding('lock table individual_code in share mode');
  const unheard = one.send('anna', path, form.body, { gor: 'ge' }).catch(() => undefined);
  await until(() => waiting('relation') === 1);
  await one.server.stop('SIGKILL');
  await unheard;
  await holder.let_go();
  one.server = await Server.start({ STORE: one.store, DEVELOPER: 'true' });
  const given = () => one.ask('anna', 'GET', in_case).then(({ body }) => body.split('Kod till den enskilda lämnad').length - 1);
  assert.equal(await given(), 0, 'it is not said that there is one');
  const again = await one.send('anna', path, form.body, { gor: 'ge' });
  assert.ok(code_in(again.body), again.body);
  assert.equal(await given(), 1);
});

test('the same cases handed over at once, by two to two, go to one of them, and the other is told to whom', async () => {
  const over = '/arenden/lamna-over';
  const asks = [[one, 'eva', 's-anna'], [other, 'siv', 's-cia']];
  const shown = [];
  for (const [site, who, to] of asks) {
    const first = await site.ask(who, 'GET', over);
    shown.push(await site.send(who, over, first.body, { fran: 'medarbetare:s-bo', till: `medarbetare:${to}`, steg: 'visa' }));
    assert.match(shown.at(-1).body, /2 ärenden/);
  }
  const done = await at_once(...asks.map(([site, who, to], at) => () => site.send(who, over, shown[at].body, { fran: 'medarbetare:s-bo', till: `medarbetare:${to}`, steg: 'spara' })));
  assert.deepEqual(done.map(({ status }) => status).sort(), [303, 409], done.map(({ body }) => body).join());
  const won = done.findIndex(({ status }) => status === 303);
  const lost = done[1 - won];
  assert.match(lost.body, /ärendena har redan lämnats över/);
  assert.match(lost.body, new RegExp(`Ärende bos: nu arbetar ${won === 0 ? 'Prov anna' : 'Prov cia'} i det`));
  const receipt = await asks[won][0].ask(asks[won][1], 'GET', done[won].to);
  assert.match(receipt.body, /2 ärenden har lämnats över/);
  assert.match(receipt.body, /Prov bo/);
  assert.equal(sql(`select count(*) from event where type = 'case.let_go'`), '2');
});
