// What the program does when those it asks are slow, loud, false or gone: it gives up in time, and trusts nobody it can't check.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { walking } from './walk.mjs';

const servers = [];
async function listening(server) {
  server.connections = new Set();
  server.on('connection', (socket) => {
    server.connections.add(socket);
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  return server.address().port;
}
after(() => {
  for (const server of servers) {
    for (const socket of server.connections) socket.destroy();
    server.close();
  }
});

/** What comes of asking somebody who handles the connection so. */
async function asked(handle, setting = {}) {
  const port = await listening(net.createServer((socket) => socket.once('data', () => handle(socket))));
  return get(`http://127.0.0.1:${port}/`, setting);
}
const get = (address, setting = {}, environment) =>
  walking({ issuer: 'https://id.example', milliseconds: 60_000, ...setting }, (walk) => walk.get(address), environment);

const good = { status: 200, body: '{}', cache_control: '' };
const head = (fields = '') => `HTTP/1.1 200 OK\r\n${fields}\r\n`;

describe('an answer', () => {
  test('is given with its status', async () => {
    assert.deepEqual(await asked((socket) => socket.end(`${head('Content-Length: 2\r\n')}{}`)), good);
    assert.deepEqual(await asked((socket) => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')), { ...good, status: 404, body: '' });
  });

  test('says how long it may be kept', async () => {
    const fields = 'Content-Length: 2\r\nX-Cache-Control: max-age=1\r\nCache-Control-X: max-age=2\r\ncache-CONTROL: public\r\nCache-Control:max-age=600\r\n';
    const { cache_control } = await asked((socket) => socket.end(`${head(fields)}{}`));
    assert.deepEqual(cache_control.replace(/\s/g, ''), 'public,max-age=600,');
  });

  const endless = (socket, bytes) => {
    const more = () => {
      while (!socket.destroyed && socket.write(bytes));
    };
    socket.on('drain', more);
    more();
  };
  const quick = { milliseconds: 300 };
  const bad = [
    ['never comes', 'provider_too_slow', () => {}, quick],
    ['stops in its head', 'provider_too_slow', (socket) => socket.write('HTTP/1.1 200 OK\r\nA'), quick],
    ['stops in its body', 'provider_too_slow', (socket) => socket.write(`${head('Content-Length: 9\r\n')}{`), quick],
    ['comes a byte now and then', 'provider_too_slow', (socket) => {
      socket.write(head());
      const timer = setInterval(() => socket.write(' '), 20);
      socket.on('close', () => clearInterval(timer));
    }, quick],
    ['says that it is too long', 'provider_says_too_much', (socket) => socket.write(head('Content-Length: 99999999\r\n'))],
    ['has no end', 'provider_says_too_much', (socket) => {
      socket.write(head());
      endless(socket, 'x'.repeat(10_000));
    }],
    ['has no end, in parts', 'provider_says_too_much', (socket) => {
      socket.write(head('Transfer-Encoding: chunked\r\n'));
      endless(socket, `2710\r\n${'x'.repeat(10_000)}\r\n`);
    }],
    ['has a head without end', 'provider_says_too_much', (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      endless(socket, `A: ${'x'.repeat(1000)}\r\n`);
    }],
    ['breaks off', 'provider_unreachable', (socket) => socket.end(`${head('Content-Length: 9\r\n')}{`)],
    ['is nothing', 'provider_unreachable', (socket) => socket.end()],
    ['is no HTTP', 'provider_unreachable', (socket) => socket.end('SSH-2.0-x\r\n')],
    ['is of HTTP/0.9', 'provider_unreachable', (socket) => socket.end('{"issuer":"a"}')],
  ];
  for (const [what, fault, handle, setting] of bad) {
    test(`that ${what} is refused`, async () => assert.deepEqual(await asked(handle, setting), { fault }));
  }

  test('from nobody is refused', async () => {
    const server = net.createServer();
    const port = await listening(server);
    server.close();
    await once(server, 'close');
    assert.deepEqual(await get(`http://127.0.0.1:${port}/`), { fault: 'provider_unreachable' });
  });

  test('that leads elsewhere is not followed, and no cookie is kept', async () => {
    const seen = [];
    const port = await listening(http.createServer((request, response) => {
      seen.push([request.url, request.headers.cookie]);
      response.writeHead(302, { Location: '/elsewhere', 'Set-Cookie': 'a=b; Path=/' }).end();
    }));
    await walking({ issuer: 'https://id.example' }, async (walk) => {
      assert.equal((await walk.get(`http://127.0.0.1:${port}/`)).status, 302);
      assert.equal((await walk.get(`http://127.0.0.1:${port}/`)).status, 302);
    });
    assert.deepEqual(seen, [['/', undefined], ['/', undefined]]);
  });

  for (const address of ['file:///etc/passwd', 'http://id.example/', 'http://localhost/', 'ftp://127.0.0.1/', 'https://a:b@id.example/', 'gopher://127.0.0.1/']) {
    test(`is not asked for at ${address}`, async () => assert.deepEqual(await get(address), { fault: 'provider_unreachable' }));
  }
});

describe('a certificate', () => {
  let folder;
  const openssl = (...words) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] });
  const signed = (name, subject, ...days) => {
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=test');
    writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${subject}\n`);
    openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-out', `${name}.pem`, '-extfile', `${name}.ext`, ...days);
  };
  const served = (name, options = {}) =>
    listening(https.createServer({ key: readFileSync(join(folder, `${name}.key`)), cert: readFileSync(join(folder, `${name}.pem`)), ...options }, (_, response) => response.end('{}')));

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'overens-'));
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'authority.key', '-out', 'authority.pem', '-subj', '/CN=authority', '-days', '2');
    signed('here', 'IP:127.0.0.1', '-days', '2');
    signed('elsewhere', 'DNS:id.example', '-days', '2');
    signed('old', 'IP:127.0.0.1', '-days', '-1');
  });
  after(() => rmSync(folder, { recursive: true }));
  const trusting = () => ({ authorities: join(folder, 'authority.pem') });
  const at = async (name, options) => `https://127.0.0.1:${await served(name, options)}/`;

  test('by one of those who may sign is taken', async () => {
    assert.deepEqual(await get(await at('here'), trusting()), good);
  });
  test('by anybody else is refused', async () => assert.deepEqual(await get(await at('here')), { fault: 'provider_not_trusted' }));
  test('of another host is refused', async () => assert.deepEqual(await get(await at('elsewhere'), trusting()), { fault: 'provider_not_trusted' }));
  test('that is too old is refused', async () => assert.deepEqual(await get(await at('old'), trusting()), { fault: 'provider_not_trusted' }));
  test('under TLS 1.1 is refused', async () => {
    const options = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' };
    assert.deepEqual(await get(await at('here', options), trusting()), { fault: 'provider_not_trusted' });
  });

  /** A proxy that leads every CONNECT to this port. */
  async function proxy(port) {
    const server = http.createServer();
    server.asked = [];
    server.on('connect', (request, socket, first) => {
      server.asked.push(request.url);
      const onward = net.connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.write(first);
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
    });
    server.address_of = `http://127.0.0.1:${await listening(server)}`;
    return server;
  }
  test('is checked through a proxy of the settings', async () => {
    const right = await proxy(await served('elsewhere'));
    assert.deepEqual(await get('https://id.example/', { ...trusting(), proxy: right.address_of }), good);
    assert.deepEqual(right.asked, ['id.example:443']);
    const wrong = await proxy(await served('here'));
    assert.deepEqual(await get('https://id.example/', { ...trusting(), proxy: wrong.address_of }), { fault: 'provider_not_trusted' });
  });
  test('is not asked for through a proxy of the environment', async () => {
    const other = await proxy(await served('elsewhere'));
    const environment = { https_proxy: other.address_of, HTTPS_PROXY: other.address_of, all_proxy: other.address_of };
    assert.deepEqual(await get('https://id.example/', trusting(), environment), { fault: 'provider_unreachable' });
    assert.deepEqual(other.asked, []);
  });
});
