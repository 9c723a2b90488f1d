// A forum, as somebody who is signed in works with it: what is recorded, corrected and withdrawn by forms, with and without JavaScript, and
// in every look.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Server, until } from '../server/server.mjs';
import { axe, developers_site, go, is_readable, looks, text, wide } from './browser.mjs';

const forum = '/forum/chefsgruppen';
const form = '/dokumentera/forum.met/chefsgruppen';
const folder = mkdtempSync(join(tmpdir(), 'overens-pages-'));
let browser;
let site;
let here; // a tab that is signed in
before(async () => ({ site, browser, here } = await developers_site(folder, ['jamtland-harjedalen'])));
after(async () => {
  await browser?.stop();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

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

describe('beside the form', () => {
  const answer = '.leads [aria-live]';
  const beside = (page, words) => page.waitForFunction((part, like) => {
    const shown = document.querySelector(part);
    return !shown.hasAttribute('aria-busy') && new RegExp(like).test(shown.innerText);
  }, {}, answer, words);

  test('stands what it leads to, following what is filled in', async () => {
    const { page, faults, open } = here;
    await open(form);
    await write(page, '#nar', '');
    await page.type('#nar', '2026-11-');
    await beside(page, 'när det här är ifyllt:\\s+När hände det\\?\\s+Vems dokumentation är det\\?$');
    await page.select('#vem', 'region-hsn');
    await beside(page, 'ifyllt:\\s+När hände det\\?$');
    await page.type('#nar', '20');
    await beside(page, 'Blir gjort|Inget som ska göras ändras');
    const told = await text(page, answer);
    await go(page, 'button[value=kontrollera]');
    assert.ok((await text(page, 'main')).includes(told), 'the same as the next step says');
    await go(page, 'button[value=andra]');
    await beside(page, 'Blir gjort|Inget som ska göras ändras');
    assert.equal(await text(page, answer), told, 'a form that holds something already is told of at once');
    assert.deepEqual(faults, []);
  });

  test('is told to those who listen, beside on a wide screen and below on a phone', async () => {
    const { page, open } = here;
    await open(form);
    await beside(page, 'ifyllt');
    assert.equal(await page.$eval(answer, (part) => part.getAttribute('aria-live')), 'polite');
    const place = async (viewport) => {
      await page.setViewport(viewport);
      return page.evaluate(() => ['form.ask', '.leads'].map((part) => document.querySelector(part).getBoundingClientRect().toJSON()));
    };
    const [wide_form, wide_answer] = await place(wide);
    assert.ok(wide_answer.left >= wide_form.right && wide_answer.top < wide_form.bottom);
    const [narrow_form, narrow_answer] = await place({ width: 390, height: 800 });
    assert.ok(narrow_answer.top >= narrow_form.bottom);
    await page.setViewport(wide);
  });

  test('stands the answer to what was asked last, whichever comes last', async () => {
    const { page, open } = here;
    await open(form);
    await beside(page, 'ifyllt');
    const held = [];
    await page.setRequestInterception(true);
    const hold = (request) => (request.resourceType() === 'fetch' ? held.push(request) : request.continue());
    page.on('request', hold);
    try {
      await page.select('#vem', 'region-hsn');
      await until(() => held.length === 1);
      await page.select('#vem', '');
      await until(() => held.length === 2);
      const say = (request, body) => request.respond({ status: 200, contentType: 'text/html', body }).catch(() => {}); // given up
      await say(held[1], '<p>den nyare</p>');
      await say(held[0], '<p>den äldre</p>');
      await beside(page, '^den nyare$');
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      assert.equal(await text(page, answer), 'den nyare');
    } finally {
      page.off('request', hold);
      await page.setRequestInterception(false);
    }
  });

  test('stands that it can not be shown, and the form goes on', async () => {
    const { page, open } = here;
    await open(form);
    await beside(page, 'ifyllt');
    await page.setRequestInterception(true);
    const fail = (request) => (request.resourceType() === 'fetch' ? request.respond({ status: 503, body: 'nothing' }) : request.continue());
    page.on('request', fail);
    try {
      await page.select('#vem', 'region-hsn');
      await beside(page, 'kan inte visas just nu');
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, 'main'), /Det här leder det till/);
    } finally {
      page.off('request', fail);
      await page.setRequestInterception(false);
      here.faults.splice(0);
    }
  });

  test('stands nothing without JavaScript', async () => {
    const { page, open } = here;
    await page.setJavaScriptEnabled(false);
    await open(form);
    assert.equal(await page.$eval('.leads', (part) => part.checkVisibility()), false);
    await page.setJavaScriptEnabled(true);
  });

  test('shows a withdrawal what it undoes', async () => {
    const { page, open } = here;
    const id = await record(page, '2026-11-16', []);
    await open(`/makulera/forum/chefsgruppen/${id}`);
    await beside(page, 'ifyllt');
    await page.click('input[value=duplicate]');
    await beside(page, 'Inget som ska göras ändras|:');
    assert.equal(await page.$eval(answer, (part) => part.children.length > 0), true);
  });
});

test('the menu stands on one line on a wide screen, whichever page is open, in both languages', async () => {
  const { page, open } = here;
  await page.setViewport(wide);
  const middles = () => page.$$eval('.top .menu a, .top .language, .top .name', (all) => all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2));
  await open('/');
  const pages = await page.$$eval('.top .menu a', (all) => all.map((one) => one.getAttribute('href')));
  assert.ok(pages.includes('/samverkan'));
  for (const language of ['sv', 'en']) {
    for (const path of pages) {
      await open(path);
      if ((await page.$eval('html', ({ lang }) => lang)) !== language) await Promise.all([page.waitForNavigation(), page.click('.top .language')]);
      const all = await middles();
      assert.ok(Math.max(...all) - Math.min(...all) < 12, `${path} ${language}: ${all.join(' ')}`);
    }
  }
  await Promise.all([page.waitForNavigation(), page.click('.top .language')]);
});

for (const script of [true, false]) {
  test(`whoever is signed in signs out, ${script ? 'with' : 'without'} JavaScript`, async () => {
    const tab = await browser.tab(wide, { script });
    const restarted = await Server.start({ DEVELOPER: 'true' });
    try {
      const link = () => /http:\/\/[\d.:]+\/utvecklare\/[\w-]+/.exec(restarted.out)?.[0];
      await until(link);
      const { page } = tab;
      await page.goto(link(), { waitUntil: 'load' });
      assert.match(await text(page, '.top'), /Inloggad/);
      await go(page, '.account button');
      assert.doesNotMatch(await text(page, '.top'), /Inloggad|Logga ut/);
      assert.equal((await page.goto(`${restarted.url}/forum`)).status(), 401);
      assert.deepEqual(await page.cookies(restarted.url), []);
    } finally {
      await tab.close();
      await restarted.stop();
    }
  });
}

test('what is sent twice is recorded once', async () => {
  const { page, open } = here;
  await open(form);
  await page.select('#vem', 'region-hsn');
  await go(page, 'button[value=kontrollera]');
  const locations = await page.evaluate(async () => {
    const body = new URLSearchParams(new FormData(document.querySelector('main form')));
    body.set('steg', 'spara');
    const send = () => fetch(document.querySelector('main form').action, { method: 'POST', body }).then((reply) => reply.url);
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
  ['cooperation', '/samverkan'],
  ['a list of what can be begun', '/lokala-overenskommelser'],
  ['a party', '/parter/2380'],
  ['a form that begins something', '/lokala-overenskommelser/ny/local_agreement.adopted?uppgift-municipality=2380'],
  ['an act of several events', '/dokumentera/forum.meeting/chefsgruppen'],
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
