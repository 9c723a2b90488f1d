// A case that begins with whom it is about, its person's details, the code on paper, and the individual's own page, in a browser: by keyboard and
// without scripts, in every look.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Site } from '../server/people.mjs';
import { axe, Browser, go, is_readable, looks, text, wide } from './browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-individual-'));
const pictures = process.env.PICTURES; // a folder for what the pages look like
const people = [{ who: 'anna', role: 'caseworker', authority: 'ostersund-soc', unit: 'vuxenenheten' }];
let site, browser, tab, in_case;

before(async () => {
  site = await Site.start(folder, people);
  browser = await Browser.start(site.server);
  tab = await signed_in({ script: false });
  if (pictures) mkdirSync(pictures, { recursive: true });
});
after(async () => {
  await browser?.stop();
  await site?.server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A tab with the session that the site's links have opened. */
async function signed_in(options) {
  const made = await browser.tab(wide, options);
  const [name, value] = site.sessions.get('anna').cookie.split('; ').find((one) => one.startsWith('__Host-overens=')).split('=');
  await made.page.browserContext().setCookie({ name, value, domain: '127.0.0.1', path: '/', secure: true, httpOnly: true });
  return made;
}

/** Reads as everybody may, in every look, and is pictured when somebody wants to see it. */
async function is_readable_everywhere(path, name, from = tab) {
  const looking = await browser.tab(wide);
  const cookies = await from.page.browserContext().cookies();
  await looking.page.browserContext().setCookie(...cookies);
  for (const look of looks) {
    await looking.open(path);
    await looking.page.evaluate(axe);
    await is_readable(looking, look);
    if (pictures) await looking.page.screenshot({ path: join(pictures, `${name}-${look[0].replaceAll(' ', '-')}.png`), fullPage: true });
  }
  assert.deepEqual(looking.faults, []);
  await looking.close();
}

describe('a new case, without scripts', () => {
  test('begins with the number', async () => {
    const { page } = tab;
    await tab.open('/arenden');
    await go(page, 'main a[href="/arenden/nytt"]');
    assert.equal(await text(page, 'h1'), 'Nytt ärende');
    await go(page, 'main form button');
    assert.match(await text(page, '.ds-error-summary'), /./, 'nothing has been written');
    await page.click('input[name="nummer-slag"][value="person"]');
    await page.type('#nummer', '900101+9802');
    await go(page, 'main form button');
    await page.type('#namn', 'Zebrina Provqvist');
    await page.type('#telefon', '070-174 06 05');
    await page.type('#tolk', 'tigrinska');
    await page.type('#skydd', 'Ring inte hem.');
    await go(page, 'main form button');
    in_case = new URL(page.url()).pathname;
    assert.equal(await text(page, 'h1'), 'Zebrina Provqvist');
    assert.match(await text(page, 'main'), /18900101-9802, \d+ år/);
    assert.doesNotMatch(await page.title(), /Zebrina|1890/);
    assert.doesNotMatch(page.url(), /9802/);
  });

  test('is found again by number and by name', async () => {
    const { page } = tab;
    await tab.open('/arenden/sok');
    await page.type('#nummer', '18900101-9802');
    await go(page, 'button[value="nummer"]');
    assert.doesNotMatch(page.url(), /9802/);
    assert.equal(await page.$eval('[role=status] a', (link) => link.getAttribute('href')), in_case);
    await page.type('#vem', 'zebr');
    await go(page, 'button[value="namn"]');
    assert.equal(await text(page, '[role=status] a'), 'Zebrina Provqvist');
  });

  test('has its person’s details put right', async () => {
    const { page } = tab;
    await tab.open(in_case);
    await go(page, `a[href="${in_case}/person"]`);
    await page.type('#adress', 'Provgatan 1');
    await page.select('#foretradare-1-slag', 'trustee');
    await page.type('#foretradare-1-namn', 'Greger Provgod');
    await go(page, 'main form.ask button');
    assert.match(await text(page, 'main'), /Provgatan 1[^]*God man[^]*Greger Provgod/);
  });
});

test('the code on paper opens the own page', async () => {
  const { page } = tab;
  await tab.open(`${in_case}/kod`);
  await go(page, 'button[value="ge"]');
  const code = await page.$$eval('.paper .code', (all) => all.map((one) => one.innerText));
  assert.match(code[0], /\/min-sida\/kod$/);
  assert.match(code[1], /^\w{4}-\w{4}-\w{4}$/);
  if (pictures) await page.screenshot({ path: join(pictures, 'lapp.png'), fullPage: true });
  const phone = await browser.tab({ width: 390, height: 800 }, { script: false });
  await phone.open('/min-sida');
  assert.match(phone.page.url(), /\/min-sida\/kod$/, 'a visitor is led to where the code is written');
  await phone.page.type('#kod', '0000-0000-0000');
  await go(phone.page, 'main form.ask button');
  assert.match(await text(phone.page, '.ds-error-summary'), /Koden fungerar inte/);
  await phone.page.$eval('#kod', (field) => (field.value = ''));
  await phone.page.type('#kod', code[1].toUpperCase().replaceAll('-', ' '));
  await go(phone.page, 'main form.ask button');
  assert.equal(await text(phone.page, 'h1'), 'Min sida');
  assert.match(await text(phone.page, 'main'), /Vuxenenheten/);
  assert.doesNotMatch(await text(phone.page, 'body'), /Zebrina|9802|Mitt konto/);
  const cookies = (await phone.page.browserContext().cookies()).map(({ name }) => name).filter((name) => name !== '__Host-besok');
  assert.deepEqual(cookies, ['__Host-overens'], 'no cookie beyond the session');
  await is_readable_everywhere('/min-sida', 'min-sida', phone);
  await go(phone.page, 'form.account button');
  await phone.open('/min-sida');
  assert.match(phone.page.url(), /\/min-sida\/kod$/);
});

describe('in every look', () => {
  for (const [path, name] of [[() => '/arenden', 'arenden'], [() => '/arenden/nytt', 'nytt'], [() => '/arenden/sok', 'sok'], [() => in_case, 'arende'], [() => `${in_case}/person`, 'person'], [() => `${in_case}/kod`, 'kod'], [() => '/min-sida/kod', 'min-sida-kod']])
    test(name, () => is_readable_everywhere(path(), name));
  test('nothing goes wrong in the browser', () => assert.deepEqual(tab.faults, []));
});
