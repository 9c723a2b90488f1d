// What a form costs beside the API, and how long what an act leads to is waited for: node bench/acts.mjs [--seconds 4]
//
// The same meeting of a forum is recorded by its form (checked, made a command, saved, led on from) and as a command over the API, by turns, over
// connections that are kept, each with forums of its own, so that none has much more recorded of it than one in use has: how many acts that came to
// is printed. Then what a meeting leads to is asked of a forum of three hundred acts, one question after the other. On SQLite; the load is on the same machine.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { overens } from '../test/program.mjs';
import { new_key } from '../test/server/door.mjs';
import { Server, until } from '../test/server/server.mjs';

const seconds = process.argv.includes('--seconds') ? Number(process.argv[process.argv.indexOf('--seconds') + 1]) : 4;
const connections = 16;
const turns = 5;
const acts = 300;
const forums_each = 250;
const hsn = 'region-hsn';
const folder = mkdtempSync(join(tmpdir(), 'overens-bench-'));

const forums = [...Array.from({ length: connections * forums_each }, (_, i) => `bank-${i}`), 'stort'];
const at = (day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

/** The forums, of which one has met three hundred times. */
function journal() {
  const about = (id) => ({ subject: { kind: 'forum', id } });
  const events = forums.map((id) => ({ type: 'forum.founded', happened: at(0), ...about(id), data: { role: 'managers', agreement: 'jamtland-harjedalen', convened_by: '23' } }));
  for (let i = 0; i < acts; ++i) events.push({ type: 'forum.met', happened: at(1 + i), ...about('stort'), data: { attended: ['23', '2380'] } });
  return events.map((event, i) => JSON.stringify({ id: `b${i}`, owner: hsn, recorded: `${event.happened}T10:00:00Z`, ...event })).join('\n') + '\n';
}

const agent = new http.Agent({ keepAlive: true, maxSockets: connections });

function post(port, path, headers, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', agent, method: 'POST', path, headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } }, (reply) => {
      let answer = '';
      reply.setEncoding('utf8').on('data', (text) => (answer += text)).on('end', () => resolve({ status: reply.statusCode, body: answer }));
    });
    request.on('error', reject).end(body);
  });
}

/** Acts a second: each connection records one after the other. */
async function rate(one) {
  const end = Date.now() + seconds * 1000;
  const from = process.hrtime.bigint();
  let done = 0;
  await Promise.all(Array.from({ length: connections }, async (_, connection) => {
    for (let turn = 0; Date.now() < end; ++turn, ++done) await one(forums[connection * forums_each + (turn % forums_each)]);
  }));
  return done / (Number(process.hrtime.bigint() - from) / 1e9);
}

const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const whole = (x) => Math.round(x).toLocaleString('en').replaceAll(',', ' ');

let server;
try {
  const store = join(folder, 'acts.db');
  const file = join(folder, 'forums.jsonl');
  writeFileSync(file, journal());
  for (const one of ['examples/jamtland-harjedalen.jsonl', file]) {
    const { code, err } = overens('journal', 'import', '--store', store, one);
    if (code !== 0) throw new Error(err);
  }
  const key = new_key(store, 'bank', hsn);
  server = await Server.start({ STORE: store, DEVELOPER: 'true' });
  const link = () => /http:\/\/[\d.:]+(\/utvecklare\/[\w-]+)/.exec(server.out)?.[1];
  await until(link);
  const reply = await fetch(server.url + link(), { redirect: 'manual' });
  const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const get = async (path) => (await fetch(server.url + path, { headers: { Cookie: cookie } })).text();
  await until(async () => (await get('/forum/stort')).includes('id="att-gora"'), 60_000);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await get('/hjalp'))[1];
  const { port } = server;

  let number = 0;
  const last = new Map(forums.map((forum, i) => [forum, `b${i}`]));
  const said = (forum, command, step) => new URLSearchParams([['csrf', csrf], ['kommando', command], ['sett', last.get(forum)], ['nar', at(20)], ['uppgift-attended', '23'], ['vem', hsn], ['steg', step]]).toString();
  const of_forms = { Cookie: cookie, Origin: server.url, 'Content-Type': 'application/x-www-form-urlencoded' };
  const by_form = async (forum) => {
    const id = `f${++number}`;
    const { status, body } = await post(port, `/dokumentera/forum.met/${forum}`, of_forms, said(forum, id, 'spara'));
    if (status !== 303) throw new Error(`${status} ${body}`);
    last.set(forum, id);
  };
  const by_api = async (forum) => {
    const id = `a${++number}`;
    const command = { command: id, do: 'record', type: 'forum.met', owner: hsn, happened: at(20), subject: { kind: 'forum', id: forum }, data: { attended: ['23'] } };
    const { status, body } = await post(port, '/commands', { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }, JSON.stringify(command));
    if (status !== 201) throw new Error(`${status} ${body}`);
    last.set(forum, id);
  };
  console.log(`${connections} connections; ${availableParallelism()} processors shared by the server, the load and whatever else runs here (load ${loadavg()[0].toFixed(1)})\n`);
  const [forms, commands, ratios] = [[], [], []];
  for (let turn = 0; turn < turns; ++turn) {
    forms.push(await rate(by_form));
    commands.push(await rate(by_api));
    ratios.push(forms.at(-1) / commands.at(-1));
  }
  console.log(`an act by its form ${whole(middle(forms))}/s, as a command ${whole(middle(commands))}/s: ${middle(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}; goal at least 0.80)`);
  console.log(`each forum had some ${whole(number / (connections * forums_each))} meetings at the end`);
  last.set('stort', `b${forums.length + acts - 1}`);
  const waits = [];
  for (let i = 0; i < 60; ++i) {
    const from = process.hrtime.bigint();
    const { status, body } = await post(port, '/dokumentera/forum.met/stort', of_forms, said('stort', `l${i}`, 'leder-till'));
    if (status !== 200) throw new Error(`${status} ${body}`);
    if (i >= 10) waits.push(Number(process.hrtime.bigint() - from) / 1e6);
  }
  console.log(`what an act leads to, of a forum of ${acts}: ${middle(waits).toFixed(1)} ms (${Math.min(...waits).toFixed(1)}–${Math.max(...waits).toFixed(1)}; goal under 20)`);
} finally {
  await server?.stop();
  agent.destroy();
  rmSync(folder, { recursive: true });
}
