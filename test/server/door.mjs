// The API, as another system uses it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { after } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { new_store, postgres, Server } from './server.mjs';

export const key = 'a-long-word-that-only-this-test-knows';

/** A journal and the programs that write to it, over several lives of the server. */
export class Door {
  folder = mkdtempSync(join(tmpdir(), 'overens-door-'));
  store = new_store(this.folder);
  acknowledged = new Map(); // id → its answer
  unsure = []; // commands that were sent, and nobody knows whether they were carried out

  constructor() {
    writeFileSync(join(this.folder, 'key'), key, { mode: 0o600 });
    after(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  start = (settings) =>
    Server.start({ STORE: this.store, SYSTEM_CLIENT_KEY_FILE: join(this.folder, 'key'), SYSTEM_CLIENT_AUTHORITIES: 'soc', ...settings });

  /** Runs SQL as somebody would who goes past the program: on PostgreSQL. */
  alter = (sql) => postgres.run(new URL(this.store).pathname.slice(1), sql);

  /** The status and answer of a command; nothing when the server was lost on the way. */
  post = (server, command, agent) =>
    new Promise((resolve) => {
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
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
