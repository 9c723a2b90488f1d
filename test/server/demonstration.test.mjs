// A database to practise on: made of an agreement, marked for good, and never made of anything else.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { overens } from '../program.mjs';
import { new_store, Server, until } from './server.mjs';

const day = ['--on', '2026-11-30', '--quiet', '--lang', 'en'];
let folder;
let store;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'overens-demonstration-'));
  store = new_store(folder);
});
after(() => rmSync(folder, { recursive: true }));

/** What it prints; fails when the exit code is another. */
function run(code, ...args) {
  const answer = overens(...args);
  assert.equal(answer.code, code, `overens ${args.join(' ')}: ${answer.out}${answer.err}`);
  return answer.out + answer.err;
}

async function start_page(of) {
  const server = await Server.start({ STORE: of });
  try {
    return await (await fetch(server.url)).text();
  } finally {
    await server.stop();
  }
}

/** Signs in on the page, as whoever has read what the terminal says; the headers with which they go on. */
async function signed_in_by(server, konto, losenord, kod) {
  const form = await fetch(`${server.url}/logga-in`);
  const cookie = form.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const csrf = /name="csrf" value="([^"]+)"/.exec(await form.text())[1];
  const body = new URLSearchParams({ csrf, till: '/', konto, losenord, kod });
  const reply = await fetch(`${server.url}/logga-in`, { method: 'POST', redirect: 'manual', headers: { Cookie: cookie, Origin: server.url }, body });
  assert.equal(reply.status, 303, await reply.text());
  return { Cookie: reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ') };
}

describe('a database to practise on', () => {
  test('has the year of an agreement, once', () => {
    const [, events] = /^taken in: (\d+) events, there already: 0$/m.exec(run(0, 'demo', '--store', store, '--county', 'dalarna', ...day));
    assert.ok(Number(events) > 100, events);
    assert.match(run(0, 'demo', '--store', store, '--county', 'dalarna', ...day), new RegExp(`^taken in: 0 events, there already: ${events}$`, 'm'));
  });
  test('goes on with it on a later day', () => {
    const later = run(0, 'demo', '--store', store, '--county', 'dalarna', '--on', '2026-12-31', '--quiet', '--lang', 'en');
    assert.doesNotMatch(later, /^taken in: 0 events/m);
  });
  test('says on every page that it is one, also when its views are made anew and in a copy of it', async () => {
    assert.match(await start_page(store), /class="practice"/);
    run(0, 'views', 'rebuild', '--store', store, '--quiet');
    assert.match(await start_page(store), /class="practice"/);
    const copy = join(folder, 'copy.db');
    run(0, 'backup', '--store', store, copy, '--quiet');
    assert.match(await start_page(copy), /class="practice"/);
  });
  test('is not made of one that holds anything else', async () => {
    const other = mkdtempSync(join(folder, 'other-'));
    const real = new_store(other);
    run(0, 'journal', 'import', '--store', real, 'examples/jamtland-harjedalen.jsonl', '--quiet');
    assert.match(run(2, 'demo', '--store', real, '--county', 'dalarna', ...day), /not made for practice/);
    assert.doesNotMatch(await start_page(real), /class="practice"/);
  });
  test('begins with the files that are named, and says which can not be read', () => {
    const other = new_store(mkdtempSync(join(folder, 'with-')));
    assert.match(run(0, 'demo', '--store', other, '--with', 'examples/jamtland-harjedalen.jsonl', ...day), /^taken in: 67 events/m);
    assert.match(run(2, 'demo', '--store', other, '--with', 'examples/none.jsonl', ...day), /can't read the file examples\/none\.jsonl/);
    assert.match(run(2, 'demo', '--store', other, '--county', 'nowhere', ...day), /nowhere/);
  });
  test('has cases made of the stories, of invented persons, which staff see in their work', async () => {
    const with_cases = new_store(mkdtempSync(join(folder, 'cases-')));
    const told = ['demo', '--store', with_cases, '--county', 'jamtland-harjedalen', '--stories', 'examples/stories', '--with', 'examples/jamtland-harjedalen.jsonl', ...day];
    const [, events] = /^taken in: (\d+) events, there already: 0$/m.exec(run(0, ...told));
    const again = run(0, ...told);
    assert.match(again, new RegExp(`^taken in: 0 events, there already: ${events}$`, 'm'));
    const [, password, key] = /the password (\S+) and the code that this shows: overens account code ([A-Z2-7]{32})/.exec(again);
    const server = await Server.start({ STORE: with_cases, DEVELOPER: 'true' });
    try {
      const theirs = /\(ostersund-soc\):[^\n]*(\/utvecklare\/[\w-]+)/;
      await until(() => theirs.test(server.out));
      const [, link] = theirs.exec(server.out);
      const signed_in = await fetch(server.url + link, { redirect: 'manual' });
      const headers = { Cookie: signed_in.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ') };
      const page = async (address) => (await fetch(server.url + address, { headers })).text();
      await until(async () => (await page('/arenden')).includes('/arenden/demo-ostersund-soc-'));
      assert.ok(new Set([...(await page('/bevakningar')).matchAll(/arenden\/demo-ostersund-soc-\d+/g)].map(([one]) => one)).size > 1);
      const region = await signed_in_by(server, 'demo-region-hsn-chef-1@prov.example', password, run(0, 'account', 'code', key).trim());
      assert.match(await (await fetch(`${server.url}/inkommet`, { headers: region })).text(), /\/arenden\/demo-/, 'something has come in to the region');
    } finally {
      await server.stop();
    }
  });
});
