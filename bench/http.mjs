// What the server does in a second, beside what bounds it, in one run: node bench/http.mjs [--seconds 4]
//
// - static files beside nginx with the same files and as many threads, both on this machine
// - pages for each second of the server's processor time, beside what the template library alone makes of pages of that size:
//   kept ones, and ones that are made anew for each request
// - how long the slowest hundredth waits when half of the most requests come, evenly spread
//
// The load comes from h2load (Debian's nghttp2-client), over connections that are kept.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../test/program.mjs';
import { Server } from '../test/server/server.mjs';

const seconds = process.argv.includes('--seconds') ? Number(process.argv[process.argv.indexOf('--seconds') + 1]) : 4;
const connections = 32;
const threads = availableParallelism();
const folder = mkdtempSync(join(tmpdir(), 'overens-bench-'));

/** Processor time of a process and its children until now, in seconds. */
function processor_time(pids) {
  const ticks = pids.map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((a, b) => a + b, 0) / 100;
}

/** {rate, failed, times}: requests a second, how many failed, and each one's microseconds, sorted. */
function load(url, { rate, fields = [], paths } = {}) {
  const log = join(folder, 'load.log');
  const paced = rate ? [`--rps=${Math.max(1, Math.round(rate / connections))}`] : [];
  const args = ['--h1', '-c', connections, '-t', 1, '-D', seconds, '--warm-up-time=1', `--log-file=${log}`, ...paced, ...fields.flatMap((f) => ['-H', f]), ...(paths ? ['-i', paths] : []), url];
  const { status, stdout, stderr } = spawnSync('h2load', args.map(String), { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`h2load: ${stderr}${stdout}`);
  const lines = readFileSync(log, 'utf8').trim().split('\n').map((line) => line.split('\t').map(Number)).filter(([, code]) => code !== 0); // 0: cut off when the time was over
  rmSync(log);
  const times = lines.map(([, , took]) => took).sort((a, b) => a - b);
  return { rate: Number(/finished in [\d.]+m?s, ([\d.]+) req\/s/.exec(stdout)[1]), failed: lines.filter(([, code]) => code !== 200).length, times };
}

/** The same with the processor time that the servers' processes took for each request. */
function measured(url, pids, options) {
  const from = processor_time(pids);
  const result = load(url, options);
  const used = processor_time(pids) - from;
  return { ...result, each: used / result.times.length };
}

const at = (times, share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] / 1000;

async function nginx(files) {
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  cpSync(files, join(folder, 'files'), { recursive: true });
  const port = 20_000 + (process.pid % 20_000);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((what) => `${what}_temp_path ${folder}/tmp;`).join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes ${threads}; pid ${folder}/nginx.pid; error_log ${folder}/error.log; daemon off; user root;
     events { worker_connections 1024; }
     http { types { text/css css; image/svg+xml svg; text/javascript js; } sendfile on; tcp_nopush on; keepalive_requests 100000000;
            access_log ${folder}/access.log combined buffer=32k; ${temporary} gzip off;
            server { listen 127.0.0.1:${port}; location /assets/ { alias ${folder}/files/; add_header Cache-Control "public, max-age=31536000, immutable"; } } }`,
  );
  const child = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  await sleep(500);
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').map(Number);
  return { process: child, pids: [child.pid, ...children], url: `http://127.0.0.1:${port}` };
}

const round = (x) => Math.round(x).toLocaleString('en').replaceAll(',', ' ');

const files = join(root, 'src/web/assets');
const other = await nginx(files);
let server;
try {
  server = await Server.start({ LIMITS_THREADS: threads });
  console.log(`${connections} connections, ${threads} processors shared by the server, the load and whatever else runs here\n`);
  console.log('static files          server req/s   nginx req/s   ratio   processor time of nginx / ours');
  for (const name of ['icon.svg', 'print.css', 'designsystem.css']) {
    const size = statSync(join(files, name)).size;
    const results = { ours: [], theirs: [] };
    for (let i = 0; i < 3; ++i) {
      results.ours.push(measured(`http://127.0.0.1:${server.port}/assets/${name}`, [server.process.pid]));
      results.theirs.push(measured(`${other.url}/assets/${name}`, other.pids));
    }
    const failed = [...results.ours, ...results.theirs].reduce((sum, r) => sum + r.failed, 0);
    if (failed > 0) throw new Error(`${failed} requests for ${name} failed`);
    const middle = (list, key) => list.map((r) => r[key]).sort((a, b) => a - b)[1];
    const [ours, theirs] = [middle(results.ours, 'rate'), middle(results.theirs, 'rate')];
    const work = middle(results.theirs, 'each') / middle(results.ours, 'each');
    console.log(`${`${name}, ${size} bytes`.padEnd(24)} ${round(ours).padStart(9)} ${round(theirs).padStart(13)} ${(ours / theirs).toFixed(2).padStart(7)} ${work.toFixed(2).padStart(10)}`);
  }
  // A day and a number of days, each asked for once before it has been forgotten: more than the server keeps.
  const anew = join(folder, 'anew');
  const day = (i) => new Date(Date.UTC(2020, 0, 1) + i * 86_400_000).toISOString().slice(0, 10);
  const several = Array.from({ length: 6000 }, (_, i) => `http://127.0.0.1:${server.port}/rakna-frist?fran=${day(i % 2000)}&antal=${10 + Math.floor(i / 2000)}&enhet=arbetsdagar`);
  writeFileSync(anew, several.join('\n'));
  const pages = [['/', '/'], ['/vem-gor-vad', '/vem-gor-vad'], ['who answers for housing', '/vem-gor-vad?lan=2380&behov=housing'], ['/overenskommelser', '/overenskommelser'], ['/rakna-frist', '/rakna-frist'], ['counted, each another', new URL(several[0]).pathname + new URL(several[0]).search, anew]];
  console.log('\npages                      bytes   most req/s   pages per second of processor: ours   template library   ratio   p50, p99 ms at half of the most');
  for (const [name, path, paths] of pages) {
    const url = `http://127.0.0.1:${server.port}${path}`;
    const bytes = (await (await fetch(url)).text()).length;
    const most = measured(url, [server.process.pid], { paths });
    if (most.failed > 0) throw new Error(`${most.failed} requests for ${path} failed`);
    const library = Number(spawnSync(join(root, 'build/release/bin/overens-bench'), ['templates', bytes], { encoding: 'utf8' }).stdout);
    const half = load(url, { rate: most.rate / 2, paths });
    console.log(`${name.padEnd(24)} ${round(bytes).padStart(7)} ${round(most.rate).padStart(12)} ${round(1 / most.each).padStart(37)} ${round(library).padStart(18)} ${(1 / most.each / library).toFixed(2).padStart(7)} ${at(half.times, 0.5).toFixed(2).padStart(19)} ${at(half.times, 0.99).toFixed(2).padStart(8)}`);
  }
} finally {
  other.process.kill('SIGTERM');
  await server?.stop();
  rmSync(folder, { recursive: true });
}
