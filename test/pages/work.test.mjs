// What somebody has to do, as they meet it in a browser: the list, why one is owed, the overview and the file, with and without JavaScript and
// in every look.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Site } from '../server/people.mjs';
import { until } from '../server/server.mjs';
import { axe, Browser, go, is_readable, looks, tab_of, text } from './browser.mjs';

const soc = 'ostersund-soc';
const folder = mkdtempSync(join(tmpdir(), 'overens-work-pages-'));
const people = [
  { who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'bo', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'eva', role: 'unit_manager', authority: soc, unit: 'vuxenenheten' },
  { who: 'fia', role: 'agreement_owner', authority: 'region-hsn' },
];
const of_case = (id, holder) => [
  { type: 'case.opened', owner: soc, case: id, unit: 'vuxenenheten', subject: { kind: 'case', id } },
  ...(holder ? [{ type: 'case.taken_on', owner: soc, case: id, subject: { kind: 'case', id }, data: { staff: `s-${holder}` } }] : []),
  { type: 'placement.started', owner: soc, case: id, subject: { kind: 'placement', id: `p-${id}` }, data: { form: 'hvb', urgency: 'acute' } },
];
let site;
let browser;
let here; // Anna's tab
before(async () => {
  site = await Site.start(folder, people, [...of_case('annas', 'anna'), ...of_case('ingens'), ...of_case('bos', 'bo')]);
  browser = await Browser.start(site.server);
  here = await tab_of(browser, site, 'anna');
});
after(async () => {
  await browser?.stop();
  await site?.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

for (const script of [true, false]) {
  describe(script ? 'with JavaScript' : 'without JavaScript', () => {
    before(() => here.page.setJavaScriptEnabled(script));
    after(() => here.page.setJavaScriptEnabled(true));

    test('the list is chosen from, unfolded and explained', async () => {
      const { page, faults, open } = here;
      await open('/bevakningar');
      assert.equal(await text(page, 'h1'), 'Mina bevakningar');
      assert.match(await text(page, '[role=status]'), /bevakningar/);
      await page.click('details.filters > summary');
      await page.select('#vad', 'arenden');
      // What unfolds can be reached when it has.
      await until(() => page.$eval('details.filters button', (button) => (button.focus(), button === document.activeElement)));
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
      assert.equal(new URL(page.url()).searchParams.get('vad'), 'arenden');
      assert.match(await text(page, '.work'), /Ditt ärende/);
      await page.click('.work li details > summary');
      assert.match(await text(page, '.work li details[open]'), /Enligt[^]*Avsnitt[^]*Hela förklaringen/);
      await go(page, '.work li details[open] p a');
      assert.match(await text(page, 'main'), /Regeln[^]*Vad som öppnade det/);
      await go(page, '.crumbs a[href="/bevakningar"]');
      assert.equal(await text(page, 'h1'), 'Mina bevakningar');
      assert.deepEqual(faults, []);
    });

    test('a meeting that was missed is found, explained, recorded late, and corrected', { timeout: 120_000 }, async () => {
      const tab = await tab_of(browser, site, 'fia');
      const { page, faults, open } = tab;
      await page.setJavaScriptEnabled(script);
      const put = (words) => page.$eval('#nar', (field, value) => (field.value = value), words);
      const save = async () => (await go(page, 'button[value=kontrollera]'), go(page, 'button[value=spara]'));
      // The newest of the forum's meetings that were missed: its place on the page, and its last day.
      const found = async () => {
        await open('/bevakningar?vad=overenskommelsen');
        return page.$$eval('.work', (parts) => {
          const rows = [...(parts.at(-1)?.querySelectorAll('li') ?? [])];
          const at = rows.findIndex((row) => row.innerText.includes('Chefsgruppen') && row.innerText.includes('avstämningsmöte'));
          return { part: parts.at(-1)?.querySelector('h2').innerText, at: at + 1, day: /Senast (\S+)/.exec(rows[at]?.innerText)?.[1] };
        });
      };
      const { part, at, day } = await found();
      assert.match(part, /^Inte gjort/);
      const row = `.work:last-of-type li:nth-child(${at})`;
      await page.click(`${row} summary`);
      await go(page, `${row} details[open] p a`);
      assert.match(await text(page, 'main'), /inte gjort[^]*Så går du vidare[^]*Regeln/i);
      await go(page, '.go-on a.ds-button');
      assert.equal(await page.$eval('#nar', (field) => field.value), '', 'the day is asked');
      const after = new Date(Date.parse(day) + 5 * 86_400_000).toISOString().slice(0, 10);
      await put(after);
      await page.select('#vem', 'region-hsn');
      await save();
      assert.match(await text(page, '#sparat'), new RegExp(`Sparat: Forum har träffats, ${after}`));
      assert.match(await text(page, 'main'), new RegExp(`gjord sent,\\s+${after}`));
      const event = new URL(page.url()).searchParams.get('sparat');
      assert.notEqual((await found()).day, day, 'it is in the list no more');
      await open('/forum/chefsgruppen');
      await go(page, `[id="${event}"] a[href^="/ratta"]`);
      await put(day);
      await save();
      assert.match(await text(page, '#sparat'), /Rättelsen har sparats/);
      assert.doesNotMatch(await text(page, 'main'), new RegExp(`gjord sent,\\s+${after}`));
      assert.deepEqual(faults, []);
      await tab.close();
    });
  });
}

test('the keyboard reaches why, and unfolds it', async () => {
  const { page, open } = here;
  await open('/bevakningar');
  await page.focus('.work li details > summary');
  await page.keyboard.press('Enter');
  assert.ok(await page.$eval('.work li details', (one) => one.open));
});

test('on paper the list is its rows, and nothing to click on', async () => {
  const { page, session, open } = await tab_of(browser, site, 'anna');
  await open('/bevakningar');
  await session.send('Emulation.setEmulatedMedia', { media: 'print' });
  const seen = (selector) => page.$$eval(selector, (all) => all.filter((one) => one.checkVisibility()).length);
  assert.ok((await seen('.work li h3')) > 3);
  for (const selector of ['.filters', '.work details', '.work .buttons', '.pages', 'nav']) assert.equal(await seen(selector), 0, selector);
  const pdf = await page.pdf({ format: 'A4', ...(process.env.PICTURES && { path: join(process.env.PICTURES, 'list.pdf') }) });
  assert.equal(Buffer.from(pdf.slice(0, 5)).toString(), '%PDF-');
});

for (const [name, path, who, status] of [
  ['the list', '/bevakningar?vad=arenden', 'anna'],
  ['the whole list', '/bevakningar', 'anna'],
  ['what was not done', '/bevakningar?slag=bor', 'fia'],
  ['a choice that there is not', '/bevakningar?slag=kanske', 'anna', 422],
  ['why', undefined, 'anna'],
  ['the file', '/bevakningar/fil', 'anna'],
  ['the overview of units', '/bevakningar/oversikt', 'eva'],
  ['the overview of parties', '/bevakningar/oversikt?per=part', 'anna'],
]) {
  test(`${name} can be read in every look`, { timeout: 120_000 }, async () => {
    const tab = await tab_of(browser, site, who);
    try {
      if (path) {
        assert.equal((await tab.open(path)).status(), status ?? 200);
      } else {
        await tab.open('/bevakningar?vad=arenden');
        await tab.open(await tab.page.$eval('.work li details p a', (a) => a.getAttribute('href')));
      }
      await tab.page.evaluate(axe);
      for (const look of looks) {
        await is_readable(tab, look);
        if (process.env.PICTURES) await tab.page.screenshot({ path: join(process.env.PICTURES, `${name}-${look[0]}.png`.replaceAll(' ', '-')), fullPage: true });
      }
      assert.deepEqual(tab.faults, []);
    } finally {
      await tab.close();
    }
  });
}
