// The server under clients that are slow, broken or hostile.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Server, sleep, until } from './server.mjs';

const host = 'Host: x\r\n';
const get = (path = '/health', more = '') => `GET ${path} HTTP/1.1\r\n${host}${more}\r\n`;

// Short, so that the tests are; each total, so that trickling bytes is no way around.
const short = { DEADLINES_HEADER_MS: 1000, DEADLINES_BODY_MS: 1200, DEADLINES_IDLE_MS: 1500, DEADLINES_LINGER_MS: 500 };

const status_of = (pid) => readFileSync(`/proc/${pid}/status`, 'utf8');
const open_files = (pid) => readdirSync(`/proc/${pid}/fd`).length;

const running = (settings = {}) => {
  const on = {};
  before(async () => (on.server = await Server.start(settings)));
  after(async () => assert.equal(await on.server.stop(), 0));
  return on;
};

describe('a request', () => {
  const on = running();

  test('is answered, and the connection kept', async () => {
    const client = await on.server.connect();
    client.send(get());
    await client.answered();
    client.send(get());
    await client.answered(2);
    const [one, other] = client.answers();
    assert.equal(one.status, 200);
    assert.deepEqual(JSON.parse(one.body).status, 'ok');
    assert.match(one.fields['x-request-id'], /^[0-9a-f]{16}$/);
    assert.notEqual(one.fields['x-request-id'], other.fields['x-request-id']);
    assert.ok(Math.abs(Date.parse(one.fields.date) - Date.now()) < 5000);
    client.reset();
  });
  test('carries what protects its reader', async () => {
    const { fields } = await on.server.ask('GET', '/health');
    const policy = fields['content-security-policy'];
    for (const part of ["default-src 'self'", "img-src 'self' data:", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'", "object-src 'none'"])
      assert.ok(policy.split('; ').includes(part), part);
    assert.equal(fields['x-content-type-options'], 'nosniff');
    assert.equal(fields['referrer-policy'], 'same-origin');
    assert.equal(fields['cross-origin-opener-policy'], 'same-origin');
    assert.ok(fields['permissions-policy'].includes('geolocation=()'));
    assert.equal(fields['strict-transport-security'], undefined, 'only under TLS');
    assert.equal(fields.server, undefined);
  });
  test('by HEAD has the head only', async () => {
    const answer = await on.server.ask('HEAD', '/health');
    const whole = await on.server.ask('GET', '/health');
    assert.equal(answer.status, 200);
    assert.equal(answer.fields['content-length'], String(whole.body.length));
    assert.ok((await on.server.say(`HEAD /health HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)).endsWith('\r\n\r\n'));
  });
  test('for nothing that is there', async () => {
    assert.equal((await on.server.ask('GET', '/nothing')).status, 404);
    const wrong = await on.server.ask('POST', '/health', {}, 'a=b');
    assert.deepEqual([wrong.status, wrong.fields.allow], [405, 'OPTIONS, GET, HEAD']);
    const options = await on.server.ask('OPTIONS', '/health');
    assert.deepEqual([options.status, options.fields.allow, options.fields['content-length']], [204, 'OPTIONS, GET, HEAD', undefined]);
    const slash = await on.server.ask('GET', '/health/');
    assert.deepEqual([slash.status, slash.fields.location], [308, '/health']);
  });
  test('that is refused is told why, in words for whoever asked', async () => {
    for (const [method, path, status, body] of [['POST', '/', 405, ''], ['PUT', '/commands', 405, ''], ['GET', '/api/none', 404, ''], ['POST', '/vem-gor-vad', 413, 'x'.repeat(2 << 20)]]) {
      const { status: came, fields, body: words } = await on.server.ask(method, path, {}, body);
      assert.equal(came, status, path);
      const type = path === '/' || path === '/vem-gor-vad' ? 'text/html; charset=utf-8' : 'application/json';
      assert.equal(fields['content-type'], type, path);
      assert.match(words.toString(), type === 'application/json' ? /^{"error":{"code":"[a-z_]+","message":"/ : /<h1/);
    }
  });
  test('to the API that is refused is told why in JSON, whatever was wrong with it', async () => {
    const wrong = {
      'no Host': [400, 'POST /commands HTTP/1.1\r\n\r\n'],
      'a control character': [400, `GET /api/cases HTTP/1.1\r\n${host}A: \x01\r\n\r\n`],
      'a body in two ways': [400, `POST /commands HTTP/1.1\r\n${host}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`],
      'another method': [405, `GET /commands HTTP/1.1\r\n${host}\r\n`],
      'too much': [413, `POST /commands HTTP/1.1\r\n${host}Content-Length: 99999999\r\n\r\n`],
      'too long an address': [414, `GET /api/cases?after=${'x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`],
      'no key': [401, `POST /commands HTTP/1.1\r\n${host}Content-Type: text/csv\r\nContent-Length: 2\r\n\r\n{}`],
      'other letters': [415, `POST /commands HTTP/1.1\r\n${host}Content-Type: application/json; charset=iso-8859-1\r\nContent-Length: 2\r\n\r\n{}`],
      'a compressed body': [415, `POST /commands HTTP/1.1\r\n${host}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`],
      'a slash at the end': [308, `POST /commands/ HTTP/1.1\r\n${host}Content-Length: 2\r\n\r\n{}`],
      'a slash at the end, and another method': [404, `GET /commands/ HTTP/1.1\r\n${host}\r\n`],
      'an address that is none': [400, `GET /api/%zz HTTP/1.1\r\n${host}\r\n`],
      'an empty part of the address': [400, `GET /api//cases HTTP/1.1\r\n${host}\r\n`],
      'an unknown expectation': [417, `POST /commands HTTP/1.1\r\n${host}Expect: wonders\r\n\r\n`],
      'too large a head': [431, `GET /api/status HTTP/1.1\r\n${host}A: ${'x'.repeat(20_000)}\r\n\r\n`],
      'an unknown method': [501, `FETCH /commands HTTP/1.1\r\n${host}\r\n`],
      'another version': [505, `POST /commands HTTP/3.0\r\n${host}\r\n`],
    };
    for (const [what, [status, bytes]] of Object.entries(wrong)) {
      const client = await on.server.connect();
      client.send(bytes);
      await client.answered();
      const [answer] = client.answers();
      assert.deepEqual([answer.status, answer.fields['content-type']], [status, 'application/json'], what);
      assert.match(JSON.parse(answer.body).error.message, /./, what);
      client.reset();
    }
  });
  test('by HEAD gets the head only, whatever was wrong with it', async () => {
    const wrong = {
      400: `HEAD /a%zz HTTP/1.1\r\n${host}\r\n`,
      404: `HEAD /nothing HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
      414: `HEAD /${'x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`,
      431: `HEAD /health HTTP/1.1\r\n${host}A: ${'x'.repeat(20_000)}\r\n\r\n`,
      505: `HEAD /health HTTP/3.0\r\n${host}\r\n`,
    };
    for (const [status, bytes] of Object.entries(wrong)) {
      const text = await on.server.say(bytes);
      assert.match(text, new RegExp(`^HTTP/1\\.1 ${status} `));
      assert.ok(text.endsWith('\r\n\r\n') && text.split('\r\n\r\n').length === 2, `${status}: ${text.slice(-200)}`);
    }
  });
  test('whose body is compressed is told what is taken (RFC 9110 §12.5.3)', async () => {
    const { status, fields } = await on.server.ask('POST', '/logga-ut', { 'Content-Encoding': 'gzip' }, 'a=b');
    assert.deepEqual([status, fields['accept-encoding']], [415, 'identity']);
  });
  test('whose form is written as no form is told so', async () => {
    assert.equal((await on.server.ask('POST', '/logga-ut', { 'Content-Type': 'multipart/form-data; boundary=x' }, '--x--')).status, 415);
  });
  test('is for the same page, whichever way its address is written (RFC 9112 §3.2)', async () => {
    for (const target of ['http://other.example/health', 'HTTP://other.example:8080/health', 'http://[::1]:80/health?a=/b'])
      assert.equal((await on.server.ask('GET', target)).status, 200, target);
    assert.equal((await on.server.ask('GET', 'http://other.example?a=/health')).fields['content-type'], 'text/html; charset=utf-8');
    for (const target of ['http:///health', 'http://a@b/health', 'http://a:b/health', '/health#part', 'ftp://a/health', '*'])
      assert.equal((await on.server.ask('GET', target)).status, 400, target);
    for (const name of ['a:b', 'a@b', '[::1', '[]', ':80', 'a%2', 'a b'])
      assert.equal((await on.server.ask('GET', '/health', { Host: name })).status, 400, name);
    const all = await on.server.ask('OPTIONS', '*');
    assert.deepEqual([all.status, all.fields.allow], [204, 'OPTIONS, GET, HEAD, POST']);
  });
  test('gets an answer that says what else would have changed it', async () => {
    const page = await on.server.ask('GET', '/?sprak=en');
    assert.deepEqual(page.fields.vary.split(', ').sort(), ['Accept-Encoding', 'Cookie']);
    assert.match((await on.server.ask('GET', '/nothing')).fields.vary, /Cookie/);
    for (const path of ['/api/status', '/api/none']) assert.match((await on.server.ask('GET', path)).fields.vary, /Accept-Language/, path);
  });
  test('that came to a proxy by TLS gets cookies for TLS only', async () => {
    const cookie = async (fields) => (await on.server.ask('GET', '/?sprak=en', fields)).fields['set-cookie'];
    assert.match(await cookie({ 'X-Forwarded-Proto': 'https' }), /; Secure$/);
    assert.doesNotMatch(await cookie({}), /Secure/);
  });
  test('in HTTP/1.0 is answered and closed, unless it asks to be kept', async () => {
    assert.match(await on.server.say('GET /health HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 200 [^]*Connection: close\r\n/);
    const client = await on.server.connect();
    client.send('GET /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
    await client.answered();
    assert.equal(client.answers()[0].fields.connection, 'keep-alive');
    client.send('GET /health HTTP/1.0\r\n\r\n');
    await client.closed();
    assert.equal(client.answers().length, 2);
  });
  test('after another, before that is answered, gets its answer in turn', async () => {
    const client = await on.server.connect();
    client.send(Array.from({ length: 100 }, (_, i) => get(i % 2 ? '/health' : '/nothing')).join(''));
    await client.answered(100);
    assert.deepEqual(client.answers().map((a) => a.status), Array.from({ length: 100 }, (_, i) => (i % 2 ? 200 : 404)));
    client.reset();
  });
  test('that waits to be told sends its body then', async () => {
    const client = await on.server.connect();
    client.send(`POST /health HTTP/1.1\r\n${host}Expect: 100-continue\r\nContent-Length: 3\r\n\r\n`);
    await until(() => client.text.startsWith('HTTP/1.1 100 Continue\r\n\r\n'), 2000);
    client.send('abc');
    await client.answered(2);
    assert.equal(client.answers()[1].status, 405);
    client.reset();
  });
  test('that waits with too much is refused before', async () => {
    const text = await on.server.say(`POST /health HTTP/1.1\r\n${host}Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n`);
    assert.match(text, /^HTTP\/1\.1 413 /);
  });
  test('leaves nothing of its own in the log', async () => {
    await on.server.ask('POST', '/health?secret=1', { Cookie: 'secret=2', Authorization: 'Bearer secret' }, 'secret=3');
    await on.server.ask('secret', '/health');
    await on.server.ask('GET', '/secret');
    const wrong = () => on.server.lines.findLast((l) => l.status === 405);
    await until(() => wrong() && on.server.lines.at(-1).status === 404);
    const log = JSON.stringify(on.server.lines);
    assert.ok(!log.includes('secret') && !log.includes('127.0.0.1"'), log);
    const line = wrong();
    assert.deepEqual([line.method, line.level], ['POST', 'info']);
    assert.ok(line.ms >= 0 && /^[0-9a-f]{16}$/.test(line.request) && Date.parse(line.time));
  });
});

describe('what can be read in two ways', () => {
  const on = running();
  const chunked = 'Transfer-Encoding: chunked\r\n';
  const refused = {
    'no Host': [400, 'GET /health HTTP/1.1\r\n\r\n'],
    'two Hosts': [400, `GET /health HTTP/1.1\r\n${host}${host}\r\n`],
    'a folded field': [400, `GET /health HTTP/1.1\r\n${host}A: b\r\n c\r\n\r\n`],
    'length and coding': [400, `POST /health HTTP/1.1\r\n${host}Content-Length: 5\r\n${chunked}\r\n0\r\n\r\n`],
    'coding and length': [400, `POST /health HTTP/1.1\r\n${host}${chunked}Content-Length: 5\r\n\r\n0\r\n\r\n`],
    'two lengths': [400, `POST /health HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
    'the same length twice': [400, `POST /health HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 1\r\n\r\na`],
    'lines that end in LF': [400, 'GET /health HTTP/1.1\nHost: x\n\n'],
    'a blank before the colon': [400, 'GET /health HTTP/1.1\r\nHost : x\r\n\r\n'],
    'a path upwards': [400, `GET /assets/../../etc/passwd HTTP/1.1\r\n${host}\r\n`],
    'a written path upwards': [400, `GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n${host}\r\n`],
    'TLS': [400, Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00])],
    'another version': [505, `GET /health HTTP/3.0\r\n${host}\r\n`],
    'a header too long': [431, `GET /health HTTP/1.1\r\n${host}A: ${'x'.repeat(20_000)}\r\n\r\n`],
    'an address too long': [414, `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`],
  };
  for (const [what, [status, bytes]] of Object.entries(refused)) {
    test(`${what}: ${status}, and what follows is not read`, async () => {
      const text = await on.server.say(Buffer.concat([Buffer.from(bytes), Buffer.from(get())]));
      assert.match(text, new RegExp(`^HTTP/1\\.1 ${status} `));
      assert.equal(text.match(/HTTP\/1\.1 /g).length, 1);
    });
  }

  test('a thousand random requests: each is answered or cut, and the server is well', async () => {
    let seed = 20261122;
    const random = (n) => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) % n;
    const good = Buffer.from(`POST /health?a=b HTTP/1.1\r\n${host}Content-Type: a/b\r\n${chunked}\r\n4\r\nabcd\r\n0\r\n\r\n`);
    const parts = ['\r\n', '\n', '\0', ':', ' ', 'HTTP/1.1', 'Content-Length: 9\r\n', chunked, '%', '\xff', '/..', '\r\n\r\n', 'GET ', host, '0\r\n\r\n'];
    const statuses = {};
    for (let round = 0; round < 50; ++round) {
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          let bytes = Buffer.from(good);
          for (let i = 0; i <= random(4); ++i) {
            const at = random(bytes.length);
            const put = random(2) ? Buffer.from(parts[random(parts.length)], 'latin1') : Buffer.from([random(256)]);
            bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + random(3))]);
          }
          const client = await on.server.connect();
          client.send(bytes);
          client.socket.end();
          await client.closed();
          for (const { status } of client.answers()) statuses[status] = (statuses[status] ?? 0) + 1;
        }),
      );
    }
    const known = ['100', '308', '400', '404', '405', '413', '414', '417', '431', '501', '505'];
    assert.deepEqual(Object.keys(statuses).filter((status) => !known.includes(status)), []);
    assert.ok(statuses[400] > 300 && statuses[405] > 5, JSON.stringify(statuses));
    assert.ok(await on.server.is_well());
  });
});

describe('a slow client', () => {
  const on = running(short);
  // For three seconds, which no setting that was not made would end: until the server has had enough.
  const trickle = async (client, bytes) => {
    for (const byte of bytes.slice(0, 60)) {
      if (client.ended) return;
      client.send(byte);
      await sleep(50);
    }
    assert.fail('all was waited for');
  };
  test('with its header is told 408 when its time is out, however it trickles', async () => {
    const client = await on.server.connect();
    await trickle(client, get('/api/status', `A: ${'x'.repeat(100)}\r\n`));
    const [{ status, fields }] = client.answers();
    assert.deepEqual([status, fields['content-type']], [408, 'application/json']);
  });
  test('with its body as well', async () => {
    const client = await on.server.connect();
    client.send(`POST /health HTTP/1.1\r\n${host}Content-Length: 100\r\n\r\n`);
    await trickle(client, 'x'.repeat(100));
    assert.equal(client.answers()[0].status, 408);
  });
  test('with its chunks as well', async () => {
    const client = await on.server.connect();
    client.send(`POST /health HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n`);
    await trickle(client, '1\r\nx\r\n'.repeat(20));
    assert.equal(client.answers()[0].status, 408);
  });
  test('that says nothing is closed without a word', async () => {
    const idle = await on.server.connect();
    idle.send(get());
    const silent = await on.server.connect();
    await Promise.all([silent.closed(3000), idle.closed(3000)]);
    assert.equal(silent.text, '');
    assert.equal(idle.answers().length, 1);
  });
  test('that never reads does not hold others up', async () => {
    const deaf = await Promise.all(Array.from({ length: 20 }, () => on.server.connect()));
    for (const client of deaf) {
      client.socket.pause();
      client.send(get().repeat(5000));
    }
    assert.ok(await on.server.is_well());
    for (const client of deaf) client.reset();
  });
});

describe('too much', () => {
  const on = running({ DEADLINES_LINGER_MS: 500, LIMITS_CONNECTIONS: 60 });

  test('a body of 100 MB is refused in words, and costs no memory', async () => {
    const memory = () => Number(/VmHWM:\s+(\d+)/.exec(status_of(on.server.process.pid))[1]);
    const before_it = memory();
    const client = await on.server.connect();
    client.send(`POST /health HTTP/1.1\r\n${host}Content-Length: 104857600\r\n\r\n`);
    const piece = Buffer.alloc(1 << 20, 'x');
    for (let i = 0; i < 100 && !client.ended; ++i) {
      client.send(piece);
      await sleep(1);
    }
    await client.closed();
    assert.equal(client.answers()[0].status, 413);
    assert.ok(memory() - before_it < 8_000, 'less than 8 MB');
    assert.ok(await on.server.is_well());
  });
  test('the same in chunks', async () => {
    const client = await on.server.connect();
    client.send(`POST /health HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n`);
    const piece = Buffer.from(`100000\r\n${'x'.repeat(1 << 20)}\r\n`);
    for (let i = 0; i < 100 && !client.ended; ++i) {
      client.send(piece);
      await sleep(1);
    }
    await client.closed();
    assert.equal(client.answers()[0].status, 413);
  });
  test('a thousand connections that are reset leave none behind', async () => {
    for (let i = 0; i < 50; ++i) {
      const clients = await Promise.all(Array.from({ length: 20 }, () => on.server.connect()));
      clients.forEach((client, nr) => {
        client.send([get().slice(0, 20), get(), `POST /health HTTP/1.1\r\n${host}Content-Length: 9\r\n\r\nabc`][nr % 3]);
        client.reset();
      });
    }
    await until(() => open_files(on.server.process.pid) < 60);
    await until(() => on.server.is_well()); // what the many had asked may still fill the queue
  });
});

describe('more connections than the cap', () => {
  const on = running({ LIMITS_CONNECTIONS: 20, DEADLINES_LINGER_MS: 300 });

  test('are told 503; those within are served, and there is room when they leave', async () => {
    const open = await Promise.all(Array.from({ length: 20 }, () => on.server.connect()));
    const beyond = await on.server.connect();
    await beyond.closed();
    const [{ status, fields, body }] = beyond.answers();
    assert.equal(status, 503);
    assert.ok(Number(fields['retry-after']) > 0 && fields['x-request-id'] !== '');
    assert.match(body.toString(), /<h1/);
    const program = await on.server.ask('GET', '/api/status');
    assert.deepEqual([program.status, program.fields['content-type']], [503, 'application/json']);
    open[0].send(get());
    await open[0].answered();
    assert.equal(open[0].answers()[0].status, 200);
    for (const client of open) client.reset();
    await until(() => on.server.is_well());
  });
});
