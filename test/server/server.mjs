// The server as its clients meet it: the program started on a free port, and bytes sent to it as they are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import { mkdtempSync, rmSync } from 'node:fs';
import { after } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../program.mjs';
import { Postgres } from './postgres.mjs';

const binary = process.env.OVERENS ?? `${root}build/release/bin/overens`;

// All tests of the server are run on both databases: DATABASE=postgresql for the other one.
export const is_on_postgres = process.env.DATABASE === 'postgresql';
export const postgres = is_on_postgres ? await Postgres.start() : undefined;
if (is_on_postgres) {
  // The key store of all its databases, also for the commands that the tests run.
  const keys = mkdtempSync(join(tmpdir(), 'overens-keys-'));
  process.env.OVERENS_KEYS = join(keys, 'overens.keys');
  after(() => {
    rmSync(keys, { recursive: true });
    return postgres.stop();
  });
}

/** A new, empty database, in the folder if it is a file. */
export const new_store = (folder) => (is_on_postgres ? postgres.new_database() : join(folder, 'journal.db'));

/** A running server. `settings` are variables without OVERENS_: {LIMITS_BODY_BYTES: 1000}; `words` stand on its command line. */
export class Server {
  lines = []; // of its log, as objects
  said = ''; // what else stood on standard error
  out = ''; // what stood on standard output

  static async start(settings = {}, ...words) {
    const server = new Server();
    server.folder = mkdtempSync(join(tmpdir(), 'overens-'));
    const given = { LISTEN: '127.0.0.1:0', STORE: settings.STORE ?? new_store(server.folder), ...settings };
    const env = Object.fromEntries(Object.entries(given).map(([key, value]) => [`OVERENS_${key}`, String(value)]));
    const path = { PATH: process.env.PATH, ...(is_on_postgres && { OVERENS_KEYS: process.env.OVERENS_KEYS }) };
    server.process = spawn(binary, ['serve', ...words], { cwd: root, env: { ...path, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    server.exited = once(server.process, 'exit').then(([code, signal]) => (server.code = code ?? signal));
    server.process.stdout.setEncoding('utf8').on('data', (text) => (server.out += text));
    let left = '';
    server.process.stderr.setEncoding('utf8').on('data', (text) => {
      const lines = (left + text).split('\n');
      left = lines.pop();
      for (const line of lines) {
        if (line.startsWith('{')) server.lines.push(JSON.parse(line));
        else server.said += `${line}\n`;
      }
    });
    const listening = () => server.lines.find((line) => line.event === 'listening');
    await until(() => listening() || server.code !== undefined, 30_000);
    if (!listening()) throw new Error(`the server ended with ${server.code}: ${server.said}`);
    server.port = Number(/:(\d+)$/.exec(listening().more)[1]);
    server.url = listening().more;
    return server;
  }

  /** Asks it to stop, waits, and gives its exit code. */
  async stop(signal = 'SIGTERM') {
    if (this.code === undefined) this.process.kill(signal);
    await this.exited;
    rmSync(this.folder, { recursive: true });
    return this.code;
  }

  connect(options = {}) {
    return Client.connect({ port: this.port, host: '127.0.0.1', ...options });
  }

  /** Sends the bytes, waits until the server closes, and gives all it said. */
  async say(bytes) {
    const client = await this.connect();
    client.send(bytes);
    await client.closed();
    return client.text;
  }

  /** The one answer to a request that asks for the connection to be closed. */
  async ask(method, path, fields = {}, body = '') {
    const head = { Host: 'x', Connection: 'close', ...(body && { 'Content-Length': Buffer.byteLength(body) }), ...fields };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
    const client = await this.connect();
    client.send(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
    await client.closed();
    return client.answers(method)[0];
  }

  /** It still answers. */
  async is_well() {
    const { status } = await this.ask('GET', '/health');
    return status === 200;
  }
}

/** One connection. */
export class Client {
  bytes = Buffer.alloc(0);
  ended = false;

  static async connect({ secure, ...options }) {
    const client = new Client();
    client.socket = secure ? tls.connect({ rejectUnauthorized: false, ...options }) : net.connect({ allowHalfOpen: true, ...options });
    client.socket.on('data', (more) => (client.bytes = Buffer.concat([client.bytes, more])));
    client.socket.on('error', (error) => (client.error = error));
    const end = () => {
      client.ended = true;
      client.socket.end();
    };
    client.socket.on('end', end).on('close', end);
    const connected = once(client.socket, secure ? 'secureConnect' : 'connect').catch((error) => (client.error = error));
    await Promise.race([connected, until(() => client.ended, 30_000)]);
    return client;
  }

  get text() {
    return this.bytes.toString('latin1');
  }
  send(bytes) {
    if (!this.socket.destroyed) this.socket.write(bytes);
    return this;
  }
  /** Until the server has closed. */
  closed(most) {
    return until(() => this.ended, most);
  }
  /** Until so many answers have come whole. */
  answered(count = 1) {
    return until(() => this.answers().length >= count || this.ended);
  }
  reset() {
    if (this.socket instanceof tls.TLSSocket) this.socket.destroy();
    else this.socket.resetAndDestroy();
  }

  /** Those that have come whole: [{status, fields, body}], with the names of fields in small letters. */
  answers(method = 'GET') {
    const found = [];
    for (let rest = this.bytes; ; ) {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) return found;
      const [first, ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n');
      const fields = {};
      for (const line of lines) {
        const name = line.slice(0, line.indexOf(':')).toLowerCase();
        const value = line.slice(line.indexOf(':') + 2);
        fields[name] = name in fields ? `${fields[name]}, ${value}` : value;
      }
      const length = method === 'HEAD' ? 0 : Number(fields['content-length'] ?? 0);
      if (rest.length < end + 4 + length) return found;
      found.push({ status: Number(first.split(' ')[1]), fields, body: rest.subarray(end + 4, end + 4 + length) });
      rest = rest.subarray(end + 4 + length);
    }
  }
}

export async function until(is_so, most = 10_000) {
  const end = Date.now() + most;
  while (!(await is_so())) {
    if (Date.now() > end) throw new Error(`waited ${most} ms in vain for ${is_so}`);
    await sleep(5);
  }
}
export { sleep };
