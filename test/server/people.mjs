// Staff of an authority in a database of the tests' own, signed in by the developer's links.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { overens } from '../program.mjs';
import { new_store, Server, until } from './server.mjs';

const purposes = { log_reviewer: 'review', sensitive_log_reviewer: 'review', administrator: 'administration' };

/** A page's own part, without header and footer. */
export const main_of = (body) => /<main[^]*<\/main>/.exec(body)?.[0] ?? body;
/** What a form that is shown again says is wrong, field by field. */
export const faults_of = (body) => [...body.matchAll(/id="([^"]+)-error">([^<]*)/g)].map(([, name, why]) => `${name}: ${why}`).join('; ');

/** `people`: [{ who, role, authority, unit }]. Gives a running site, on which ask() asks as one of them. */
export class Site {
  sessions = new Map(); // who → { cookie, csrf }

  static async start(folder, people, events = [], ...words) {
    const site = new Site();
    site.store = new_store(folder);
    const all = [
      ...people.flatMap(({ who, role, authority, unit }) => [
        { type: 'staff.registered', owner: authority, subject: { kind: 'staff', id: `s-${who}` }, data: { name: `Prov ${who}`, email: `${who}@prov.test` } },
        { type: 'commission.given', owner: authority, subject: { kind: 'commission', id: `u-${who}` }, data: { staff: `s-${who}`, role, unit, purpose: purposes[role] ?? 'care', from: '2026-01-01' } },
        ...(['administrator', 'log_reviewer', 'sensitive_log_reviewer'].includes(role) ? [{ type: 'commission.confirmed', owner: authority, subject: { kind: 'commission', id: `u-${who}` } }] : []),
      ]),
      ...events,
    ];
    const extra = join(folder, 'extra.jsonl');
    const lines = all.map((event, at) => JSON.stringify({ id: `x${at}`, happened: '2026-03-09', recorded: new Date(Date.UTC(2026, 2, 9, 10) + at * 1000).toISOString().replace('.000', ''), ...event }));
    writeFileSync(extra, `${lines.join('\n')}\n`);
    for (const file of ['examples/jamtland-harjedalen.jsonl', 'examples/organisation.jsonl', extra]) {
      const imported = overens('journal', 'import', '--store', site.store, file);
      assert.equal(imported.code, 0, imported.err);
    }
    for (const { who, authority } of people) {
      const added = overens('account', 'add', `${who}@prov.test`, '--store', site.store, '--authority', authority, '--staff', `s-${who}`, '--site', '');
      assert.equal(added.code, 0, added.err);
    }
    await site.open(people, ...words);
    return site;
  }

  async open(people, ...words) {
    this.server = await Server.start({ STORE: this.store, DEVELOPER: 'true' }, ...words);
    await until(() => people.every(({ who }) => this.server.out.includes(`Prov ${who}`)));
    for (const line of this.server.out.split('\n')) {
      const who = /Prov (\w+)/.exec(line)?.[1];
      const link = /http:\/\/[\d.:]+(\/utvecklare\/[\w-]+)/.exec(line)?.[1];
      if (!who || !link) continue;
      const reply = await fetch(this.server.url + link, { redirect: 'manual' });
      assert.equal(reply.status, 303, line);
      await this.keep(who, reply);
    }
    await until(async () => (await this.ask(people[0].who, 'GET', '/arenden')).status === 200);
  }

  /** Keeps the session that an answer gave. */
  async keep(who, reply) {
    const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    const page = await (await fetch(`${this.server.url}/hjalp`, { headers: { Cookie: cookie } })).text();
    this.sessions.set(who, { cookie, csrf: /name="csrf" value="([^"]+)"/.exec(page)[1] });
  }

  async ask(who, method, path, form = {}) {
    const session = this.sessions.get(who);
    const headers = { ...(session && { Cookie: session.cookie }) };
    if (method === 'POST') Object.assign(headers, { 'Content-Type': 'application/x-www-form-urlencoded', Origin: this.server.url });
    const body = method === 'POST' ? new URLSearchParams(Object.entries({ ...(session && { csrf: session.csrf }), ...form }).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))).toString() : undefined;
    const reply = await fetch(this.server.url + path, { method, headers, body, redirect: 'manual' });
    return { status: reply.status, body: await reply.text(), to: reply.headers.get('location'), headers: reply.headers };
  }

  page = async (who, path) => (await this.ask(who, 'GET', path)).body;

  /** Sends the form at a path, filled in, to be saved, and gives where that leads. */
  async save(who, path, form) {
    const sent = await this.fill(who, path, { ...form, steg: 'spara' });
    assert.equal(sent.status, 303, `${path}: ${sent.status} ${faults_of(sent.body)}`);
    return sent.to;
  }
  /** Sends it as it is, of something that happened today. */
  fill = async (who, path, form) => this.send(who, path, await this.page(who, path), { nar: new Date().toISOString().slice(0, 10), ...form });

  /** Begins a case through its pages. */
  async begin_case(who, who_it_is, numbered) {
    const first = await this.ask(who, 'GET', '/arenden/nytt');
    assert.equal(first.status, 200);
    const second = await this.send(who, '/arenden/nytt', first.body, { ...numbered, steg: 'vem' });
    assert.equal(second.status, 200, second.body);
    return this.send(who, '/arenden/nytt', second.body, { ...who_it_is, steg: 'spara' });
  }

  /** Sends a form as it was shown, with what is written in it. */
  async send(who, path, page, written) {
    const hidden = Object.fromEntries([...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]));
    return this.ask(who, 'POST', path, { ...hidden, ...written });
  }
}
