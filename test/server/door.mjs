// The API, as another system uses it.
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { after } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { overens } from '../program.mjs';
import { new_store, postgres, Server } from './server.mjs';

/** The key of a system that may do all that one can, for the authorities; in a database that may be new. */
export function new_key(store, name, ...authorities) {
  const { code, out, err } = overens('client', 'add', name, '--store', store, '--role', 'importer', '--authority', ...authorities);
  if (code !== 0) throw new Error(err);
  return out.trim();
}

/** A journal and the programs that write to it, over several lives of the server. */
export class Door {
  folder = mkdtempSync(join(tmpdir(), 'overens-door-'));
  store = new_store(this.folder);
  acknowledged = new Map(); // id → its answer
  unsure = []; // commands that were sent, and nobody knows whether they were carried out

  constructor() {
    this.key = new_key(this.store, 'door', 'soc');
    after(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  start = (settings) => Server.start({ STORE: this.store, ...settings });

  /** Runs SQL as somebody would who goes past the program: on PostgreSQL. */
  alter = (sql) => postgres.run(new URL(this.store).pathname.slice(1), sql);

  /** The status and answer of a command; nothing when the server was lost on the way. */
  post = (server, command, agent) =>
    new Promise((resolve) => {
      const headers = { Authorization: `Bearer ${this.key}`, 'Content-Type': 'application/json' };
      const request = http.request({ port: server.port, host: '127.0.0.1', agent, method: 'POST', path: '/commands', headers }, (reply) => {
        let body = '';
        reply.setEncoding('utf8').on('data', (text) => (body += text));
        reply.on('end', () => resolve(reply.complete ? { status: reply.statusCode, answer: JSON.parse(body), fields: reply.headers } : undefined));
        reply.on('error', () => resolve(undefined));
      });
      request.on('error', () => resolve(undefined));
      request.end(JSON.stringify(command));
    });

  /** Sends it and notes what became of it; gives the status. */
  async tell(server, command, agent) {
    const reply = await this.post(server, command, agent);
    if (reply?.status === 201 || reply?.status === 200) this.acknowledged.set(command.command, { ...reply.answer, status: 200 });
    else if (!reply || reply.answer.error?.code === 'outcome_unknown') this.unsure.push(command);
    return reply?.status;
  }
}

export const registered = (id) => ({
  command: `reg-${id}`, do: 'record', type: 'authority.registered', owner: id, happened: '2026-01-01',
  subject: { kind: 'authority', id }, data: { kind: 'social_services', party: '9901' },
});
/** A placement that is started; its case follows from its number. */
export const recorded = (number) => ({
  command: `c${number}`, do: 'record', type: 'placement.started', owner: 'soc', happened: '2026-03-09', case: `a${number % 40}`,
  subject: { kind: 'placement', id: `p-c${number}` }, data: { form: 'hvb', urgency: 'acute' },
});
