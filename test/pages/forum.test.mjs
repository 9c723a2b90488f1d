// A forum, as somebody who is signed in works with it: what is recorded, corrected and withdrawn by forms, with and without JavaScript, and
// in every look.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { overens } from '../program.mjs';
import { Server, until } from '../server/server.mjs';
import { axe, Browser, is_readable, looks, text, wide } from './browser.mjs';

const forum = '/forum/chefsgruppen';
const form = '/dokumentera/forum.met/chefsgruppen';
const folder = mkdtempSync(join(tmpdir(), 'overens-pages-'));
let browser;
let site;
let here; // a tab that is signed in
before(async () => {
  const store = join(folder, 'journal.db');
  const imported = overens('journal', 'import', '--store', store, 'examples/jamtland-harjedalen.jsonl');
  assert.equal(imported.code, 0, imported.err);
  site = await Server.start({ STORE: store, DEVELOPER: 'true' });
  browser = await Browser.start(site);
  here = await browser.tab();
  const link = () => /http:\/\/[\d.:]+(\/utvecklare\/[\w-]+)/.exec(site.out)?.[1];
  await until(link);
  await here.open(link());
});
after(async () => {
  await browser?.stop();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const go = (page, selector) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click(selector)]);
const write = (page, selector, words) => page.$eval(selector, (field, value) => (field.value = value), words);
const events = (page) => page.$$eval('.timeline > li', (all) => all.map((one) => one.innerText));

/** Fills in the form and goes through its steps; gives the id of what was recorded. */
async function record(page, day, parties) {
  await here.open(form);
  await write(page, '#nar', day);
  for (const party of parties) await page.click(`input[value="${party}"]`);
  await page.select('#vem', 'region-hsn');
  await go(page, 'button[value=kontrollera]');
  await go(page, 'button[value=spara]');
  return new URL(page.url()).searchParams.get('sparat');
}

test('nobody who is not signed in sees a forum', async () => {
  for (const path of ['/forum', forum, form]) {
    const reply = await fetch(site.url + path);
    assert.equal(reply.status, 401, path);
    const words = await reply.text();
    assert.match(words, /Du behöver vara inloggad/);
    assert.ok(!words.includes('Chefsgruppen'), path);
  }
});

for (const script of [true, false]) {
  describe(script ? 'with JavaScript' : 'without JavaScript', () => {
    before(() => here.page.setJavaScriptEnabled(script));
    after(() => here.page.setJavaScriptEnabled(true));

    test('a meeting is recorded, corrected and withdrawn', async () => {
      const { page, faults, open } = here;
      await open('/forum');
      await go(page, 'a[href="/forum/chefsgruppen"]');
      assert.match(await text(page, '.top'), /Inloggad/);
      await go(page, 'a[href="/dokumentera/forum.met/chefsgruppen"]');
      assert.equal(await text(page, 'h1'), 'Dokumentera att ett forum har mötts');
      await write(page, '#nar', '20 november 2026');
      await page.click('input[value="2380"]');
      await page.select('#vem', 'region-hsn');
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, 'main'), /2026-11-20[^]*Östersunds kommun/);
      await go(page, 'button[value=andra]');
      assert.equal(await page.$eval('#nar', (input) => input.value), '2026-11-20');
      await page.click('input[value="2309"]');
      await go(page, 'button[value=kontrollera]');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, '#sparat'), /Sparat: Forum har träffats, 2026-11-20[^]*Ångra/);
      assert.match((await events(page))[0], /2026-11-20[^]*Östersunds kommun[^]*Krokoms kommun/);

      const id = new URL(page.url()).searchParams.get('sparat');
      await go(page, `[id="${id}"] a[href^="/ratta"]`);
      assert.equal(await page.$eval('input[value="2380"]', (box) => box.checked), true);
      await write(page, '#nar', '2026-11-19');
      await go(page, 'button[value=kontrollera]');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, '#sparat'), /Rättelsen har sparats: Forum har träffats, 2026-11-19/);
      assert.match(await text(page, `[id="${id}"]`), /2026-11-19[^]*Rättad[^]*Östersunds kommun/);

      await go(page, `[id="${id}"] a[href^="/makulera"]`);
      await go(page, 'button[value=spara]');
      assert.match(await text(page, '#fel'), /Välj något i listan|behöver fyllas i/);
      await page.click('input[value=duplicate]');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, `[id="${id}"]`), /Makulerad[^]*dubblett/);
      assert.deepEqual(faults, []);
    });

    test('a stale form shows what has been recorded since, and is saved when that has been seen', async () => {
      const { page, open } = here;
      await open(form);
      const old = await page.$eval('[name=sett]', (field) => field.value);
      const id = await record(page, '2026-11-18', ['2380']);
      await open(form);
      await write(page, '[name=sett]', old);
      await write(page, '#nar', '2026-11-17');
      await page.select('#vem', 'region-hsn');
      await go(page, 'button[value=kontrollera]');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, '.conflict'), /Någon har dokumenterat något[^]*2026-11-18/);
      assert.equal(await page.$eval('#nar', (input) => input.value), '2026-11-17');
      assert.ok(await page.$(`.conflict [id="${id}"]`));
      await go(page, 'button[value=kontrollera]');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, '#sparat'), /2026-11-17/);
    });
  });
}

test('what is sent twice is recorded once', async () => {
  const { page, open } = here;
  await open(form);
  await page.select('#vem', 'region-hsn');
  await go(page, 'button[value=kontrollera]');
  const locations = await page.evaluate(async () => {
    const body = new URLSearchParams(new FormData(document.querySelector('form')));
    body.set('steg', 'spara');
    const send = () => fetch(document.querySelector('form').action, { method: 'POST', body }).then((reply) => reply.url);
    return [await send(), await send()];
  });
  assert.equal(locations[0], locations[1]);
  const id = new URL(locations[0]).searchParams.get('sparat');
  await open(forum);
  assert.equal(await page.$$eval('.timeline > li', (all, of) => all.filter((one) => one.id === of).length, id), 1);
});

for (const [name, path, press] of [
  ['the forums', '/forum'],
  ['a forum', forum],
  ['a form', form],
  ['a wrong form', form, 'button[value=kontrollera]'],
]) {
  describe(name, () => {
    before(async () => {
      await here.page.setViewport(wide);
      await here.open(path);
      if (press) {
        await write(here.page, '#nar', 'igår');
        await go(here.page, press);
      }
      await here.page.evaluate(axe);
    });
    for (const look of looks) test(look[0], () => is_readable(here, look));
  });
}
