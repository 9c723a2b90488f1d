// A PostgreSQL of the tests' own: a new cluster in a temporary folder, reached by a socket in it and no port. PostgreSQL
// refuses to be run by root, so the tests, which may be root, run it as nobody.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const programs = [30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15].map((version) => `/usr/lib/postgresql/${version}/bin`).find(existsSync);
const is_root = process.getuid() === 0;
const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
const as_nobody = is_root ? ['setpriv', `--reuid=${id('-u')}`, `--regid=${id('-g')}`, '--clear-groups'] : [];

export class Postgres {
  #databases = 0;

  static async start() {
    if (!programs) throw new Error('PostgreSQL 15 or later is needed: install postgresql-15');
    const postgres = new Postgres();
    postgres.folder = mkdtempSync(join(tmpdir(), 'overens-postgres-'));
    if (is_root) chownSync(postgres.folder, id('-u'), id('-g'));
    const [program, ...words] = [...as_nobody, `${programs}/initdb`, '-D', join(postgres.folder, 'data'), '-U', 'overens', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
    execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'], cwd: postgres.folder });
    await postgres.begin();
    return postgres;
  }

  /** Starts it again after end(). */
  async begin() {
    const log = openSync(join(this.folder, 'log'), 'a');
    // It ends with the tests, however they end.
    const words = ['setpriv', '--pdeathsig=QUIT', `${programs}/postgres`, '-D', join(this.folder, 'data'), '-k', this.folder, '-c', 'listen_addresses=', '-c', 'max_connections=60'];
    const [program, ...rest] = [...as_nobody, ...words];
    this.process = spawn(program, rest, { stdio: ['ignore', log, log], cwd: this.folder });
    this.exited = once(this.process, 'exit');
    for (let i = 0; i < 300; ++i) {
      try {
        return this.run('postgres', 'select 1');
      } catch {
        if (this.process.exitCode !== null) break;
        await sleep(50);
      }
    }
    throw new Error(`PostgreSQL did not start: see ${this.folder}/log`);
  }

  /** SIGQUIT: at once, as when its machine is switched off; what was committed is there when it begins again. */
  async end(signal = 'SIGQUIT') {
    this.process.kill(signal);
    await this.exited;
  }

  /** All its processes, until thaw(). */
  freeze() {
    const children = execFileSync('pgrep', ['-P', String(this.process.pid)], { encoding: 'utf8' }).trim().split('\n').map(Number);
    this.frozen = [this.process.pid, ...children];
    for (const pid of this.frozen) process.kill(pid, 'SIGSTOP');
  }
  thaw() {
    for (const pid of this.frozen) process.kill(pid, 'SIGCONT');
  }

  async stop() {
    await this.end();
    rmSync(this.folder, { recursive: true });
  }

  url = (database) => `postgresql:///${database}?host=${this.folder}&user=overens`;

  /** A new, empty database; its URL. */
  new_database() {
    const name = `test_${++this.#databases}`;
    this.run('postgres', `create database ${name}`);
    return this.url(name);
  }
  run = (database, sql) => execFileSync('psql', ['-X', '-q', '-A', '-t', '-c', sql, this.url(database)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}
