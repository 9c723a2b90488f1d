// Starting, stopping, settings, certificates and figures of the server.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { overens } from '../program.mjs';
import { Client, Server, until } from './server.mjs';

const get = (path = '/health', more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
const post = (length) => `POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`;

let folder;
before(() => (folder = mkdtempSync(join(tmpdir(), 'overens-'))));
after(() => rmSync(folder, { recursive: true }));
const file = (name, text) => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};

describe('told to stop', () => {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    test(`by ${signal}, it answers what is under way, takes nothing new, and ends with 0`, async () => {
      const server = await Server.start();
      const idle = await server.connect();
      idle.send(get());
      await idle.answered();
      const under_way = await Promise.all(Array.from({ length: 10 }, () => server.connect()));
      for (const client of under_way) client.send(post(4) + 'ab');
      server.process.kill(signal);
      await idle.closed(2000);
      await until(() => server.lines.some((line) => line.event === 'stopping'), 2000);
      await assert.rejects(async () => {
        const late = await server.connect();
        if (late.error || late.ended) throw late.error ?? new Error('closed');
      });
      assert.equal(server.code, undefined, 'it waits');
      for (const client of under_way) client.send('cd');
      await Promise.all(under_way.map((client) => client.closed()));
      for (const client of under_way) {
        const [answer] = client.answers();
        assert.deepEqual([answer.status, answer.fields.connection], [405, 'close']);
      }
      await server.exited;
      assert.equal(await server.stop(), 0);
      assert.equal(server.lines.at(-1).event, 'stopped');
    });
  }
  test('it waits no longer than it was allowed to', async () => {
    const server = await Server.start({ DEADLINES_STOP_MS: 300, DEADLINES_BODY_MS: 3_600_000 });
    const client = await server.connect();
    client.send(post(4));
    server.process.kill('SIGTERM');
    await until(() => server.code !== undefined, 2000);
    assert.equal(await server.stop(), 0);
  });
  test('twice, it waits for nobody', async () => {
    const server = await Server.start({ DEADLINES_STOP_MS: 3_600_000, DEADLINES_BODY_MS: 3_600_000 });
    const client = await server.connect();
    client.send(post(4));
    server.process.kill('SIGTERM');
    await until(() => server.lines.some((line) => line.event === 'stopping'));
    assert.equal(server.code, undefined);
    assert.equal(await server.stop(), 0);
  });
});

describe('that can not start', () => {
  test('because the port is taken, it says so and ends with 2', async () => {
    const server = await Server.start();
    await assert.rejects(Server.start({ LISTEN: `127.0.0.1:${server.port}` }), /ended with 2: overens: kan inte lyssna: 127\.0\.0\.1:/);
    await server.stop();
  });
  test('because of its settings, it says them all and ends with 2', () => {
    const config = file('bad.yaml', 'listen: localhost\nlimits:\n  body_bytes: much\n');
    const { code, err } = overens('serve', '--config', config, '--agreements', join(folder, 'nowhere'));
    assert.equal(code, 2);
    assert.match(err, /bad\.yaml:1:/);
    assert.match(err, /bad\.yaml:3:/);
    assert.match(err, /--agreements:.*nowhere/);
  });
});

describe('settings', () => {
  const check = (text, env = {}) => {
    Object.assign(process.env, env);
    try {
      return overens('config', 'check', '--config', file('settings.yaml', text));
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
    }
  };
  test('of a file, the environment and the command line are read', async () => {
    const { code, out } = check('listen: 127.0.0.1:9999\nlog: warning\nlimits:\n  connections: 10\n', { OVERENS_DEADLINES_IDLE_MS: '500' });
    assert.deepEqual([code, out], [0, 'inställningarna går att använda\n']);
  });
  test('that nobody gave are good', () => {
    assert.equal(check('').code, 0);
    assert.equal(check('# only a word\n').code, 0);
  });
  const bad = {
    'listne: 127.0.0.1:1': /settings\.yaml:1:.*listne/,
    'listen: 127.0.0.1': /settings\.yaml:1:.*127\.0\.0\.1/,
    'listen: localhost:8080': /settings\.yaml:1:.*localhost/,
    'listen: 127.0.0.1:70000': /settings\.yaml:1:/,
    'listen: "[::1:80"': /settings\.yaml:1:/,
    'metrics: 9464': /settings\.yaml:1:/,
    'log: loud': /settings\.yaml:1:/,
    'agreements: nowhere': /settings\.yaml:1:.*nowhere/,
    'store: mysql://a/b': /settings\.yaml:1:/,
    'store: nowhere/journal.db': /settings\.yaml:1:.*nowhere/,
    'developer: perhaps': /settings\.yaml:1:/,
    'listen: 0.0.0.0:8080\ndeveloper: true': /settings\.yaml:2:.*0\.0\.0\.0/,
    'listen: "[::]:8080"\ndeveloper: true': /settings\.yaml:2:/,
    'limits:\n  body_bytes: 1 MB': /settings\.yaml:2:/,
    'limits:\n  connections: 0': /settings\.yaml:2:/,
    'deadlines:\n  header_ms: -1': /settings\.yaml:2:/,
    'operator:\n  feedback: ask us': /settings\.yaml:2:.*ask us/,
    'operator:\n  feedback: "a@b?cc=c@d"': /settings\.yaml:2:/,
    'sign_in:\n  address: overens': /settings\.yaml:2:.*overens/,
    'sign_in:\n  providers:\n    - id: kort': /settings\.yaml:3:/,
    'sign_in:\n  address: https://a.example\n  providers:\n    - {id: eid, name: E, issuer: https://b.example, client_id: c, for: individuals}': /settings\.yaml:4:.*eid/,
    'sign_in:\n  address: https://a.example\n  providers:\n    - {id: eid, name: E, issuer: https://b.example, client_id: c, for: everybody}': /settings\.yaml:4:/,
    'tls:\n  key: a.pem': /settings\.yaml:2:/,
    'tls:\n  certificate: a.pem\n  key: b.pem': /settings\.yaml:2:.*a\.pem/,
    '- a': /settings\.yaml:1:/,
    'log: info\nlog: error': /settings\.yaml:2:/,
  };
  for (const [text, said] of Object.entries(bad)) {
    test(`refuses ${JSON.stringify(text)}`, () => {
      const { code, err } = check(`${text}\n`);
      assert.equal(code, 2);
      assert.match(err, said);
    });
  }
  test('refuses a variable by its name, and warns of one that is none', () => {
    assert.match(check('', { OVERENS_LIMITS_WORKERS: 'many' }).err, /OVERENS_LIMITS_WORKERS:/);
    const { code, err } = check('', { OVERENS_LISTNE: '127.0.0.1:1' });
    assert.equal(code, 0);
    assert.match(err, /OVERENS_LISTNE:[^]*OVERENS_LISTEN/);
  });
  test('let a developer in on this machine', () => {
    for (const listen of ['127.0.0.1:8080', '127.1.2.3:1', '"[::1]:8080"'])
      assert.equal(check(`listen: ${listen}\ndeveloper: true\n`).code, 0, listen);
  });
});

describe('the developer', () => {
  const path = (server) => /http:\/\/127\.0\.0\.1:\d+(\/utvecklare\/[\w-]{43})$/m.exec(server.out)?.[1];

  test('signs in by the link of the terminal, once', async () => {
    const server = await Server.start({ DEVELOPER: 'true' });
    await until(() => path(server));
    const first = await server.ask('GET', path(server));
    assert.deepEqual([first.status, first.fields.location, first.fields['cache-control']], [303, '/', 'no-store']);
    assert.match(first.fields['set-cookie'], /^__Host-overens=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    const again = await server.ask('GET', path(server));
    assert.deepEqual([again.status, again.fields['set-cookie']], [404, undefined]);
    assert.match(again.fields['content-type'], /html/);
    assert.ok(!JSON.stringify(server.lines).includes(path(server)), 'the log does not tell the link');
    await server.stop();
  });
  test('has no account unless asked for', async () => {
    const server = await Server.start();
    assert.equal((await server.ask('GET', '/utvecklare/x')).status, 404);
    await server.stop();
    assert.equal(server.out, '');
  });
  test('has none on an address that others reach', async () => {
    await assert.rejects(Server.start({ DEVELOPER: 'true', LISTEN: '0.0.0.0:0' }), /ended with 2: .*OVERENS_DEVELOPER/s);
  });
});

describe('under TLS', () => {
  let server, certificate, key;
  before(async () => {
    certificate = join(folder, 'certificate.pem');
    key = join(folder, 'key.pem');
    const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
    execFileSync('openssl', [...make, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    const settings = { TLS_CERTIFICATE: certificate, TLS_KEY: key, DEADLINES_HEADER_MS: 1000, DEADLINES_LINGER_MS: 300 };
    server = await Server.start(settings);
  });
  after(async () => assert.equal(await server.stop(), 0));

  const connect = (options) => Client.connect({ host: '127.0.0.1', port: server.port, secure: true, ...options });

  test('requests are answered, and browsers told to stay there', async () => {
    assert.match(server.url, /^https:/);
    const client = await connect({ ALPNProtocols: ['h2', 'http/1.1'] });
    assert.equal(client.socket.alpnProtocol, 'http/1.1');
    assert.equal(client.socket.getProtocol(), 'TLSv1.3');
    client.send(get() + get());
    await client.answered(2);
    assert.equal(client.answers()[1].fields['strict-transport-security'], 'max-age=63072000');
    client.send(get('/health', 'Connection: close\r\n'));
    await client.closed();
    assert.equal(client.answers().length, 3);
    assert.equal(client.error, undefined);
  });
  test('a large page arrives whole', async () => {
    const client = await connect();
    client.send(post(2_000_000) + 'x'.repeat(200_000));
    await client.closed();
    assert.equal(client.answers()[0].status, 413);
  });
  test('cookies are for TLS only', async () => {
    const client = await connect();
    client.send(get('/?sprak=en'));
    await client.answered();
    assert.match(client.answers()[0].fields['set-cookie'], /; Secure$/);
    client.reset();
  });
  test('1.2 is spoken, older versions are not', async () => {
    const client = await connect({ maxVersion: 'TLSv1.2' });
    assert.equal(client.socket.getProtocol(), 'TLSv1.2');
    assert.match(client.socket.getCipher().name, /^ECDHE-/);
    client.reset();
    const old = await connect({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    assert.ok(old.error);
  });
  test('a handshake that does not come is not waited for', async () => {
    const silent = await server.connect();
    await silent.closed(3000);
    const plain = await server.connect();
    plain.send(get());
    await plain.closed(3000);
    assert.ok(!plain.text.startsWith('HTTP'));
  });
  test('whoever comes when there is no room is told so, and one that does not greet is not waited for', async () => {
    const full = await Server.start({ TLS_CERTIFICATE: certificate, TLS_KEY: key, LIMITS_CONNECTIONS: 2, DEADLINES_LINGER_MS: 500 });
    const secure = () => Client.connect({ host: '127.0.0.1', port: full.port, secure: true });
    const open = [await secure(), await secure()];
    const beyond = await secure();
    beyond.send(get('/api/status'));
    await beyond.closed();
    const [{ status, fields }] = beyond.answers();
    assert.deepEqual([status, fields['content-type'], fields['retry-after']], [503, 'application/json', '1']);
    const silent = await full.connect();
    await silent.closed(3000);
    assert.equal(silent.text, '');
    for (const client of open) client.reset();
    assert.equal(await full.stop(), 0);
  });
  test('a key that others can read is refused', async () => {
    const open = file('open.pem', readFileSync(key, 'utf8'));
    chmodSync(open, 0o644);
    await assert.rejects(Server.start({ TLS_CERTIFICATE: certificate, TLS_KEY: open }), /ended with 2: OVERENS_TLS_KEY:[^]*open\.pem[^]*chmod 600/);
  });
  test('a key that its group can read is taken when root owns it, and otherwise not', { skip: process.getuid() !== 0 }, () => {
    const shared = file('group.pem', readFileSync(key, 'utf8'));
    const checked = (owner, mode) => {
      chownSync(shared, owner, 0);
      chmodSync(shared, mode);
      return overens('config', 'check', '--config', file('tls.yaml', `tls:\n  certificate: ${certificate}\n  key: ${shared}\n`));
    };
    assert.equal(checked(0, 0o640).code, 0);
    assert.match(checked(65534, 0o640).err, /chmod 600 \S+\n/);
    assert.match(checked(0, 0o660).err, /chmod 600 \S+, eller 640 /);
    assert.equal(checked(0, 0o644).code, 2);
  });
  test('a key of another certificate is refused', async () => {
    const other = join(folder, 'other.pem');
    execFileSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', other], { stdio: 'ignore' });
    await assert.rejects(Server.start({ TLS_CERTIFICATE: certificate, TLS_KEY: other }), /ended with 2/);
  });
});

describe('figures', () => {
  test('are counted by route, never by path, and served on their own address', async () => {
    const server = await Server.start({ METRICS: '127.0.0.1:0' });
    const { port } = new URL(`http://${server.lines.find((line) => line.event === 'metrics').more}`);
    for (const path of ['/health', '/health', '/19121212-1212']) await server.ask('GET', path);
    const counted = async () => {
      const response = await fetch(`http://127.0.0.1:${port}/metrics`);
      return { response, text: await response.text() };
    };
    // An answer is counted when it has been sent, which may be after it was read.
    await until(async () => (await counted()).text.includes('{route="-",method="GET",status="404"} 1'));
    const { response, text } = await counted();
    assert.match(response.headers.get('content-type'), /^text\/plain; version=0\.0\.4/);
    assert.match(text, /^overens_http_requests_total\{route="\/health",method="GET",status="200"\} 2$/m);
    assert.match(text, /^overens_http_requests_total\{route="-",method="GET",status="404"\} 1$/m);
    assert.match(text, /^overens_http_request_duration_seconds_bucket\{route="\/health",le="\+Inf"\} 2$/m);
    assert.match(text, /^overens_http_connections_accepted_total 3$/m);
    assert.match(text, /^process_resident_memory_bytes [1-9]/m);
    assert.ok(!text.includes('1912'));
    assert.equal((await server.ask('GET', '/metrics')).status, 404, 'not on the public address');
    await server.stop();
  });
  test('are served nowhere unless asked for', async () => {
    const server = await Server.start();
    assert.equal((await server.ask('GET', '/metrics')).status, 404);
    await server.stop();
  });
});
