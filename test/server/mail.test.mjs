// Mail in the morning, taken by a real mail server: to whom, once, again after what went wrong, and what stands in it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { new_key } from './door.mjs';
import { Site } from './people.mjs';
import { is_on_postgres, postgres, Server, until } from './server.mjs';

const soc = 'ostersund-soc';
const folder = mkdtempSync(join(tmpdir(), 'overens-mail-'));
const names = ['anna', 'bo', 'cia', 'dan', 'eva', 'fia', 'gun', 'hans'];
const people = names.map((who) => ({ who, role: 'caseworker', authority: soc, unit: 'vuxenenheten' }));
people.push({ who: 'idle', role: 'caseworker', authority: soc, unit: 'ungdomsenheten' });
const events = [
  { type: 'unit.opened', owner: soc, subject: { kind: 'unit', id: 'ungdomsenheten' }, data: { authority: soc, kind: 'social_services_unit', name: 'Ungdomsenheten' } },
  // Something is late in it.
  ...names.map((who) => ({ type: 'case.taken_on', owner: soc, case: 'arende-1', subject: { kind: 'case', id: 'arende-1' }, data: { staff: `s-${who}` } })),
];
const openssl = (...words) => execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });

/** A mail server that keeps what it has taken. `answer`: what becomes of mail that has come whole. */
class Sink {
  taken = []; // [{ to, head, body }]
  tried = 0;
  answer = (done) => done();

  static async start(options = {}) {
    const sink = new Sink();
    const secret = { key: readFileSync(join(folder, 'mail.key')), cert: readFileSync(join(folder, 'mail.pem')) };
    sink.server = new SMTPServer({
      ...secret,
      authOptional: true,
      disabledCommands: ['AUTH'],
      logger: false,
      onData(stream, session, done) {
        let text = '';
        stream.setEncoding('utf8').on('data', (more) => (text += more));
        stream.on('end', () => {
          ++sink.tried;
          sink.answer((error) => {
            if (!error) sink.take(text, session);
            done(error);
          });
        });
      },
      ...options,
    });
    sink.server.on('error', () => {}); // a client that breaks off
    await new Promise((listening) => sink.server.listen(0, '127.0.0.1', listening));
    sink.port = sink.server.server.address().port;
    return sink;
  }
  take(text, session) {
    const [head, ...body] = text.split('\r\n\r\n');
    this.taken.push({ text, secure: session.secure, hello: session.hostNameAppearsAs, to: session.envelope.rcptTo[0].address, head: Object.fromEntries(head.split('\r\n').map((line) => /^([\w-]+): (.*)$/.exec(line).slice(1))), body: body.join('\r\n\r\n') });
  }
  to(who) {
    return this.taken.filter(({ to }) => to === `${who}@prov.test`);
  }
  stop() {
    for (const connection of this.server.connections) connection._socket.destroy(); // one may be held
    this.server.server.close();
  }
}

const mail = (sink, more = {}) => ({ SIGN_IN_ADDRESS: 'https://overens.test', MAIL_SERVER: '127.0.0.1', MAIL_PORT: sink.port, MAIL_FROM: 'overens@region.test', MAIL_HOUR: 0, MAIL_AUTHORITIES: join(folder, 'mail.pem'), ...more });
const words = (settings) => {
  const file = join(folder, `config-${Math.random()}.yaml`);
  const { SIGN_IN_ADDRESS, ...rest } = settings;
  const lines = Object.entries(rest).map(([name, value]) => `  ${name.replace('MAIL_', '').toLowerCase()}: ${value}`);
  writeFileSync(file, `sign_in:\n  address: ${SIGN_IN_ADDRESS}\nmail:\n${lines.join('\n')}\n`);
  return ['--config', file];
};
const wants = async (who) => assert.equal((await site.ask(who, 'POST', '/mitt-konto/paminnelser', { gor: 'vill-ha-mejl' })).status, 303);
const not_taken = (server) => server.lines.filter((line) => line.event === 'mail_not_taken').map(({ more }) => more);
const restart = async (settings) => {
  await site.server.stop();
  await site.open(people, ...words(settings));
};

let site;
let sink;
let key;
before(async () => {
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'mail.key', '-out', 'mail.pem', '-subj', '/CN=mail', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2');
  sink = await Sink.start();
  site = await Site.start(folder, people, events, ...words(mail(sink)));
  key = new_key(site.store, 'prov', soc);
});
after(async () => {
  await site?.server?.stop();
  await sink?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('comes to who wants it, encrypted, and says nothing but that one should sign in', async () => {
  await wants('anna');
  await until(() => sink.to('anna').length === 1, 30_000);
  const [{ head, body, text, secure, hello }] = sink.to('anna');
  assert.ok(secure);
  assert.equal(hello, 'region.test');
  assert.ok(Math.abs(Date.parse(head.Date) - Date.now()) < 600_000, head.Date);
  assert.match(head['Message-ID'], /^<[0-9a-f]{32}@region\.test>$/);
  assert.equal(head['Auto-Submitted'], 'auto-generated');
  assert.equal(head.Subject, '=?UTF-8?Q?=C3=96verens=3A_logga_in?=');
  assert.equal(head.From, '=?UTF-8?Q?=C3=96verens?= <overens@region.test>');
  assert.equal(head.To, '<anna@prov.test>');
  assert.match(head['Content-Type'], /^text\/plain; charset=utf-8/);
  assert.match(body.replaceAll('=\r\n', ''), /https:\/\/overens\.test\/logga-in\?till=3D\/bevakningar|https:\/\/overens\.test\/logga-in\?till=\/bevakningar/);
  assert.doesNotMatch(text.replaceAll('=\r\n', ''), /arende|Prov anna|placering|\b\d+ (dag|bevakning)/i);
});

test('comes to nobody who has nothing to do, and not again the same day', async () => {
  await wants('idle');
  await restart(mail(sink));
  await wants('bo'); // comes after the others have been seen to
  await until(() => sink.to('bo').length === 1, 30_000);
  assert.deepEqual([sink.to('anna').length, sink.to('idle').length], [1, 0]);
});

test('is not what somebody has ended', async () => {
  const { body } = await site.ask('bo', 'GET', '/mitt-konto');
  assert.match(body, /Skickas till bo@prov\.test/);
  assert.equal((await site.ask('bo', 'POST', '/mitt-konto/paminnelser', { gor: 'inga-mejl' })).status, 303);
  assert.match((await site.ask('bo', 'GET', '/mitt-konto')).body, /Skicka mejl till bo@prov\.test/);
});

test('is tried again when it was refused for a while', async () => {
  sink.answer = (done) => {
    sink.answer = (again) => again();
    done(Object.assign(new Error('try again later'), { responseCode: 451 }));
  };
  const tried = sink.tried;
  await wants('cia');
  await until(() => sink.to('cia').length === 1, 60_000);
  assert.equal(sink.tried, tried + 2);
  assert.deepEqual(not_taken(site.server), ['refused']);
});

test('is sent by another server when the one that had it was killed', async () => {
  let held;
  sink.answer = () => (held = true); // the server that sent it never learns that it was taken
  await wants('dan');
  await until(() => held, 30_000);
  site.server.process.kill('SIGKILL');
  await site.server.exited;
  sink.answer = (done) => done();
  await site.open(people, ...words(mail(sink)));
  await until(() => sink.to('dan').length === 1, 90_000);
});

test('never comes to one whose commission has ended', async () => {
  await site.server.stop();
  const closed = await Sink.start({ onMailFrom: (_address, _session, done) => done(Object.assign(new Error('closed'), { responseCode: 421 })) });
  await site.open(people, ...words(mail(closed)));
  await wants('eva');
  await until(() => not_taken(site.server).length > 0, 30_000);
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
  const command = { command: 'ended', do: 'record', owner: soc, type: 'commission.ended', happened: yesterday, subject: { kind: 'commission', id: 'u-eva' }, data: { reason: 'changed_work' } };
  const reply = await fetch(`${site.server.url}/commands`, { method: 'POST', headers, body: JSON.stringify(command) });
  assert.equal(reply.status, 201, await reply.text());
  await restart(mail(sink));
  await wants('fia'); // hers is claimed after Eva's
  await until(() => sink.to('fia').length === 1, 60_000);
  await closed.stop();
  assert.equal(sink.to('eva').length, 0);
});

test('is not sent where it would not be encrypted, nor to a server that nobody has signed for', async () => {
  const open = await Sink.start({ hideSTARTTLS: true, disabledCommands: ['AUTH', 'STARTTLS'] });
  await restart(mail(open));
  await wants('gun');
  await until(() => not_taken(site.server).includes('not_trusted'), 30_000);
  await restart(mail(sink, { MAIL_AUTHORITIES: '/etc/ssl/certs/ca-certificates.crt' }));
  await until(() => not_taken(site.server).includes('not_trusted'), 60_000);
  assert.deepEqual([open.tried, sink.to('gun').length], [0, 0]);
  await restart(mail(open, { MAIL_ENCRYPTION: 'none' }));
  await until(() => open.to('gun').length === 1, 60_000);
  await open.stop();
});

test('nobody is offered what is not set up, and the start says so', async () => {
  await site.server.stop();
  await site.open(people);
  assert.ok(site.server.lines.some((line) => line.event === 'mail_not_set_up'));
  assert.match((await site.ask('hans', 'GET', '/mitt-konto')).body, /Mejl är inte inställt här/);
});

describe('two servers on one database', { skip: !is_on_postgres }, () => {
  test('send to each once', async () => {
    await restart(mail(sink));
    const before_it = sink.taken.length;
    // All are claimed anew: a day has passed since.
    postgres.run(new URL(site.store).pathname.slice(1), "insert into mail_wish select id, -1000000, 0, 0 from account where closed = 0 and staff like 's-%' on conflict (account) do update set day = -1000000, next = 0");
    const other = await Server.start({ STORE: site.store, DEVELOPER: 'true' }, ...words(mail(sink)));
    const expected = names.filter((who) => who !== 'eva');
    await until(() => expected.every((who) => sink.taken.slice(before_it).some(({ to }) => to === `${who}@prov.test`)), 60_000);
    await Promise.all([site.server.stop(), other.stop()]);
    const got = sink.taken.slice(before_it).map(({ to }) => to).sort();
    assert.deepEqual(got, expected.map((who) => `${who}@prov.test`).sort());
    await site.open(people);
  });
});
