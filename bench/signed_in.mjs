// What it costs that each look is kept before it is shown, as those who are signed in meet it: node bench/signed_in.mjs [--seconds 4]
//
// A case, and a list of fifty, asked for over HTTP by a member of staff, from a server that keeps looks as the policy says and from one whose
// rules say that none is kept, by turns. Both on SQLite; the load is on the same machine. It comes from h2load (Debian's nghttp2-client), over
// connections that are kept.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { overens, root } from '../test/program.mjs';
import { Server, until } from '../test/server/server.mjs';

const seconds = process.argv.includes('--seconds') ? Number(process.argv[process.argv.indexOf('--seconds') + 1]) : 4;
const connections = 64;
const turns = 5;
const cases = 50;
const soc = 'ostersund-soc';
const folder = mkdtempSync(join(tmpdir(), 'overens-bench-'));

/** A journal where one member of staff works in all of the cases. */
function journal() {
  const staff = { kind: 'staff', id: 's-bench' };
  const events = [
    { type: 'staff.registered', subject: staff, data: { name: 'Prov Bänk', email: 'bank@prov.test' } },
    { type: 'commission.given', subject: { kind: 'commission', id: 'u-bench' }, data: { staff: staff.id, role: 'caseworker', unit: 'vuxenenheten', purpose: 'care', from: '2026-01-01' } },
  ];
  for (let i = 0; i < cases; ++i) {
    const id = `bank-${i}`;
    events.push({ type: 'case.opened', case: id, unit: 'vuxenenheten', subject: { kind: 'case', id } });
    events.push({ type: 'case.taken_on', case: id, subject: { kind: 'case', id }, data: { staff: staff.id } });
    events.push({ type: 'placement.started', case: id, subject: { kind: 'placement', id: `plac-${i}` }, data: { form: 'hvb', urgency: 'acute' } });
  }
  return events.map((event, at) => JSON.stringify({ id: `b${at}`, owner: soc, happened: '2026-03-09', recorded: '2026-03-09T10:00:00Z', ...event })).join('\n') + '\n';
}

/** A server with that journal, and the cookie of whoever is signed in. */
async function started(name, agreements) {
  const store = join(folder, `${name}.db`);
  const extra = join(folder, 'extra.jsonl');
  writeFileSync(extra, journal());
  for (const args of [
    ...['examples/jamtland-harjedalen.jsonl', 'examples/organisation.jsonl', extra].map((file) => ['journal', 'import', '--store', store, file]),
    ['account', 'add', 'bank@prov.test', '--store', store, '--authority', soc, '--staff', 's-bench', '--site', ''],
  ]) {
    const done = overens(...args);
    if (done.code !== 0) throw new Error(done.err);
  }
  const server = await Server.start({ STORE: store, DEVELOPER: 'true', AGREEMENTS: agreements });
  await until(() => server.out.includes('Prov Bänk'));
  const line = server.out.split('\n').find((one) => one.includes('Prov Bänk'));
  const link = /http:\/\/[\d.:]+(\/utvecklare\/[\w-]+)/.exec(line)[1];
  const reply = await fetch(server.url + link, { redirect: 'manual' });
  const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  await until(async () => (await fetch(`${server.url}/arenden/bank-0`, { headers: { Cookie: cookie } })).status === 200, 60_000);
  return { server, cookie };
}

/** Answers a second; each must be one of 200. */
function rate({ server, cookie }, paths) {
  const list = join(folder, 'paths');
  writeFileSync(list, paths.map((path) => `http://127.0.0.1:${server.port}${path}`).join('\n'));
  const { status, stdout, stderr } = spawnSync('h2load', ['--h1', '-c', connections, '-t', 1, '-D', seconds, '--warm-up-time=1', '-H', `Cookie: ${cookie}`, '-i', list].map(String), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`h2load: ${stderr}${stdout}`);
  const [, good, , other] = /status codes: (\d+) 2xx, (\d+) 3xx, (\d+) 4xx/.exec(stdout).map(Number);
  if (good === 0 || other > 0) throw new Error(`not answered: ${stdout}`);
  return Number(/finished in [\d.]+m?s, ([\d.]+) req\/s/.exec(stdout)[1]);
}

const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const whole = (x) => Math.round(x).toLocaleString('en').replaceAll(',', ' ');

const without_rules = join(folder, 'agreements');
cpSync(join(root, 'agreements'), without_rules, { recursive: true });
const rules = join(without_rules, 'access/looks.yaml');
writeFileSync(rules, readFileSync(rules, 'utf8').replaceAll('looks_kept: true', 'looks_kept: false'));

const servers = [];
try {
  const kept = await started('kept', join(root, 'agreements'));
  servers.push(kept.server);
  const unkept = await started('unkept', without_rules);
  servers.push(unkept.server);
  console.log(`${connections} connections; ${availableParallelism()} processors shared by the servers, the load and whatever else runs here (load ${loadavg()[0].toFixed(1)})\n`);
  console.log('signed in                with its entry /s   without /s   ratio');
  for (const [name, paths, most] of [
    ['one case', Array.from({ length: cases }, (_, i) => `/arenden/bank-${i}`), 3000],
    [`a list of ${cases}`, [`/arenden?myndighet=${soc}`]],
  ]) {
    const [a, b, ratios] = [[], [], []];
    for (let turn = 0; turn < turns; ++turn) {
      a.push(rate(kept, paths));
      b.push(rate(unkept, paths));
      ratios.push(a.at(-1) / b.at(-1));
    }
    console.log(`${name.padEnd(24)} ${whole(middle(a)).padStart(17)} ${whole(middle(b)).padStart(12)} ${middle(ratios).toFixed(2).padStart(7)}   (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}; goal at least 0.50${most ? `, and ${whole(most)}/s` : ''})`);
  }
} finally {
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true });
}
