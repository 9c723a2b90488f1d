// How long somebody waits for the page of a case that has three hundred acts, for its part with all of them, and for what an act in it leads to:
// node bench/case.mjs [--cases 5000]. In a store with that case alone, and in one with so many more: it must not grow with them. One question after
// the other, each with its durable entry in the access journal. On SQLite; whoever asks is on the same machine.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { overens } from '../test/program.mjs';
import { Server, until } from '../test/server/server.mjs';

const others = process.argv.includes('--cases') ? Number(process.argv[process.argv.indexOf('--cases') + 1]) : 5000;
const acts = 300;
const [warm, measured] = [10, 60];
const soc = 'ostersund-soc';
const day = (i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);

/** A case in which something has happened nearly every day, and others in which a placement has begun. */
function journal(cases) {
  const of = (id) => ({ owner: soc, case: id });
  const about = (kind, id) => ({ subject: { kind, id } });
  const begun = (id) => [
    { type: 'case.opened', happened: day(0), ...of(id), ...about('case', id) },
    { type: 'case.unit_set', happened: day(0), ...of(id), ...about('case', id), data: { unit: 'vuxenenheten' } },
    { type: 'placement.decided', happened: day(1), ...of(id), ...about('placement', `p-${id}`), data: { form: 'hvb', urgency: 'acute' } },
    { type: 'placement.started', happened: day(1), ...of(id), ...about('placement', `p-${id}`), data: { form: 'hvb', urgency: 'acute' } },
  ];
  const events = begun('stort');
  for (let i = events.length; i < acts; ++i) events.push({ type: 'contact.reached', happened: day(2 + i), ...of('stort'), data: { way: 'telephone' } });
  for (let i = 0; i < cases; ++i) events.push(...begun(`fler-${i}`));
  return events.map((event, i) => JSON.stringify({ id: `b${i}`, recorded: `${event.happened}T10:00:00Z`, ...event })).join('\n') + '\n';
}

const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

async function waits(ask) {
  const all = [];
  for (let i = 0; i < warm + measured; ++i) {
    const from = process.hrtime.bigint();
    await ask(i);
    if (i >= warm) all.push(Number(process.hrtime.bigint() - from) / 1e6);
  }
  return all;
}

/** What each of the three is waited for, in ms. */
async function measure(cases) {
  const folder = mkdtempSync(join(tmpdir(), 'overens-bench-'));
  let server;
  try {
    const store = join(folder, 'case.db');
    const file = join(folder, 'cases.jsonl');
    writeFileSync(file, journal(cases));
    for (const one of ['examples/jamtland-harjedalen.jsonl', 'examples/organisation.jsonl', file]) {
      const { code, err } = overens('journal', 'import', '--store', store, one);
      if (code !== 0) throw new Error(err);
    }
    server = await Server.start({ STORE: store, DEVELOPER: 'true' });
    const link = () => /http:\/\/[\d.:]+(\/utvecklare\/[\w-]+)/.exec(server.out)?.[1];
    await until(link);
    const signed_in = await fetch(server.url + link(), { redirect: 'manual' });
    const cookie = signed_in.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    const get = async (path) => (await fetch(server.url + path, { headers: { Cookie: cookie } })).text();
    const page = '/arenden/stort';
    await until(async () => (await get(page)).includes('id="att-gora"'), 60_000);
    const csrf = /name="csrf" value="([^"]+)"/.exec(await get(page))[1];
    const form = await get(`${page}/dokumentera/placement.ended`);
    const sett = /name="sett" value="([^"]*)"/.exec(form)[1];
    const foresee = async (i) => {
      const body = new URLSearchParams([['csrf', csrf], ['kommando', `l${i}`], ['sett', sett], ['nar', day(330)], ['om', 'p-stort'], ['uppgift-reason', 'completed'], ['steg', 'leder-till']]);
      const reply = await fetch(`${server.url}${page}/dokumentera/placement.ended`, { method: 'POST', headers: { Cookie: cookie, Origin: server.url, 'Content-Type': 'application/x-www-form-urlencoded' }, body: body.toString() });
      if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
      await reply.text();
    };
    return { 'its overview': await waits(() => get(page)), 'all its acts': await waits(() => get(`${page}/del/handelser`)), 'what an act leads to': await waits(foresee) };
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log(`a case of ${acts} acts; ${availableParallelism()} processors shared by the server, whoever asks and whatever else runs here (load ${loadavg()[0].toFixed(1)})\n`);
const [alone, among] = [await measure(0), await measure(others)];
const goals = { 'its overview': 30, 'all its acts': 30, 'what an act leads to': 20 };
for (const [what, goal] of Object.entries(goals)) {
  const [a, b] = [alone[what], among[what]].map(middle);
  console.log(`${what.padEnd(22)} ${a.toFixed(1)} ms alone, ${b.toFixed(1)} ms among ${others} (${Math.min(...among[what]).toFixed(1)}–${Math.max(...among[what]).toFixed(1)}; ${(b / a).toFixed(2)} times; goal under ${goal})`);
}
