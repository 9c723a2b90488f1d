// An authority's units, staff and commissions: managed by forms and tables by whoever is signed in, and the units that want to be found by
// everybody, with and without JavaScript and in every look.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, developers_site, go, is_readable, looks, text, wide } from './browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-organisation-'));
const soc = '/organisation/ostersund-soc';
let browser;
let site;
let here; // a tab that is signed in
before(async () => ({ site, browser, here } = await developers_site(folder, ['jamtland-harjedalen', 'organisation'])));
after(async () => {
  await browser?.stop();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const write = (page, selector, words) => page.$eval(selector, (field, value) => (field.value = value), words);
const save = async (page) => {
  await go(page, 'button[value=kontrollera]');
  await go(page, 'button[value=spara]');
};

test('nobody who is not signed in sees staff or commissions', async () => {
  for (const path of ['/organisation', soc, '/organisation/personal/m-vide', '/organisation/uppdrag/u-vide', `${soc}/las-in`]) {
    const reply = await fetch(site.url + path);
    assert.equal(reply.status, 401, path);
    assert.doesNotMatch(await reply.text(), /Ekström/);
  }
  for (const path of ['/enheter', '/enheter/vuxenenheten', '/vem-gor-vad?lan=2380&behov=housing']) {
    const reply = await fetch(site.url + path);
    assert.equal(reply.status, 200, path);
    assert.doesNotMatch(await reply.text(), /Ekström|Hedlund|Nyberg/);
  }
});

for (const script of [true, false]) {
  describe(script ? 'with JavaScript' : 'without JavaScript', () => {
    const name = script ? 'Fältgruppen' : 'Stödgruppen';
    before(() => here.page.setJavaScriptEnabled(script));
    after(() => here.page.setJavaScriptEnabled(true));

    test('a unit is added, described, verified, doubted by anybody and verified again', async () => {
      const { page, faults, open } = here;
      await open('/organisation');
      await go(page, `a[href="${soc}"]`);
      await go(page, `a[href="${soc}/ny/unit.opened"]`);
      await page.select('#uppgift-kind', 'social_services_unit');
      await write(page, '#uppgift-name', name);
      await save(page);
      assert.match(await text(page, 'main'), /Ingen har gått igenom uppgifterna än/);
      const unit = new URL(page.url()).pathname.split('/').pop();

      await go(page, `a[href="/dokumentera/unit.described/${unit}"]`);
      assert.equal(await page.$eval('#uppgift-name', (field) => field.value), name);
      await write(page, '#uppgift-telephone', '063-700 02 00');
      await page.click('input[name="uppgift-listed"][value=ja]');
      await save(page);
      await go(page, `a[href="/dokumentera/unit.verified/${unit}"]`);
      await save(page);
      assert.match(await text(page, 'main'), /Enheten gick igenom uppgifterna i dag/);

      const stranger = await browser.tab(wide, { script });
      await stranger.open(`/enheter/${unit}`);
      assert.match(await text(stranger.page, 'main'), /063-700 02 00[^]*gick igenom uppgifterna i dag/);
      await stranger.page.click('input[value=telephone]');
      await go(stranger.page, 'main form button');
      assert.match(await text(stranger.page, '#tack'), /Tack/);
      assert.match(await text(stranger.page, 'main'), /detta inte stämmer: telefonnumret/);
      assert.deepEqual(stranger.faults, []);
      await stranger.close();

      await open(soc);
      assert.match(await text(page, 'main'), new RegExp(`${name}[^]*detta inte stämmer: telefonnumret`));
      await go(page, `a[href="/organisation/enheter/${unit}"]`);
      await go(page, `a[href="/dokumentera/unit.described/${unit}"]`);
      assert.equal(await page.$eval('#uppgift-telephone', (field) => field.value), '063-700 02 00');
      await write(page, '#uppgift-telephone', '063-700 02 01');
      await save(page);
      await go(page, `a[href="/dokumentera/unit.verified/${unit}"]`);
      await save(page);
      assert.doesNotMatch(await (await fetch(`${site.url}/enheter/${unit}`)).text(), /stämmer: telefonnumret|02 00/);
      assert.deepEqual(faults, []);
    });

    test('somebody is added, gets a commission, and leaves', async () => {
      const { page, faults, open } = here;
      await open(`${soc}/ny/staff.registered`);
      await write(page, '#uppgift-name', `Mira ${name}`);
      await write(page, '#uppgift-email', 'ingen adress');
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, '#fel'), /e-postadress skrivs till exempel namn@exempel.se/);
      await write(page, '#uppgift-email', `${script}@kommun.example`);
      await save(page);
      assert.match(await text(page, 'main'), /Inget uppdrag har getts/);
      await go(page, `a[href^="${soc}/ny/commission.given?uppgift-staff="]`);
      assert.match(await page.$eval('#uppgift-staff', (list) => list.selectedOptions[0].text), new RegExp(`Mira ${name}`));
      const units = await page.$$eval('#uppgift-unit option', (all) => all.map((one) => one.text));
      assert.ok(units.includes('Vuxenenheten') && !units.includes('Beroendeenheten'), `${units}`);
      await page.select('#uppgift-unit', 'vuxenenheten');
      await page.select('#uppgift-role', 'sip_coordinator');
      await page.click('input[name="uppgift-purpose"][value=coordination]');
      await write(page, '#uppgift-from', '1 december 2026');
      await save(page);
      assert.match(await text(page, 'h1'), new RegExp(`Mira ${name}: SIP-samordnare`));
      await open(soc);
      await go(page, `a[href="${await page.$$eval('a', (all, who) => all.find((one) => one.text === who).getAttribute('href'), `Mira ${name}`)}"]`);
      await go(page, 'a[href^="/dokumentera/staff.left/"]');
      await save(page);
      await open(soc);
      assert.match(await text(page, '#medarbetare ~ table'), new RegExp(`Mira ${name}[^]*slutade`));
      assert.deepEqual(faults, []);
    });

    test('a table is shown, put right and taken in', async () => {
      const { page, faults, open } = here;
      await open(`${soc}/las-in`);
      await page.click('input[name=vad][value=medarbetare]');
      await write(page, '#rader', `namn\te-postadress i arbetet\nIda ${name}\tingen\n`);
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, '#fel'), /Rad 2: e-postadress i arbetet/);
      await write(page, '#rader', `namn\te-postadress i arbetet\nIda ${name}\tida.${script}@kommun.example\n`);
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, 'main'), /Nytt: 1\. Ändras: 0[^]*står kvar[^]*Vide Ekström/);
      await go(page, 'button[value=spara]');
      assert.match(await text(page, '#sparat'), /Tabellen har lästs in/);
      assert.match(await text(page, '#medarbetare ~ table'), new RegExp(`Ida ${name}[^]*inget uppdrag`));
      assert.deepEqual(faults, []);
    });
  });
}

test('a form is filled in and saved by keyboard alone', async () => {
  const { page, open } = here;
  await open(`${soc}/ny/staff.registered`);
  await page.focus('#uppgift-name');
  await page.keyboard.type('Tangent Bord');
  await page.keyboard.press('Tab');
  await page.keyboard.type('tangent@kommun.example');
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  await page.focus('button[value=spara]');
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  assert.equal(await text(page, 'h1'), 'Tangent Bord');
});

describe('every page can be read in every look', () => {
  const paths = ['/enheter', '/enheter/beroendeenheten', '/enheter/soc-ostersund', '/organisation', soc, `${soc}/las-in`, `${soc}/ny/commission.given`,
    '/organisation/enheter/soc-ostersund', '/organisation/personal/m-tuva', '/organisation/uppdrag/u-tuva-sip'];
  for (const path of paths) {
    test(path, async () => {
      const tab = here;
      for (const language of ['sv', 'en']) {
        await tab.open(`${path}?sprak=${language}`);
        await tab.page.evaluate(axe);
        for (const look of looks) await is_readable(tab, look);
      }
      await tab.open(`${path}?sprak=sv`);
      await tab.page.setViewport(wide);
      assert.deepEqual(tab.faults, []);
    });
  }
});
