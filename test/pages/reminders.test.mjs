// Reminders on the page of one's account, and the line of days, as somebody meets them in a browser: without JavaScript and in every look.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Site } from '../server/people.mjs';
import { axe, Browser, go, is_readable, looks, tab_of, text } from './browser.mjs';

const soc = 'ostersund-soc';
const folder = mkdtempSync(join(tmpdir(), 'overens-reminders-'));
const people = [{ who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' }];
const events = [{ type: 'case.taken_on', owner: soc, case: 'arende-1', subject: { kind: 'case', id: 'arende-1' }, data: { staff: 's-anna' } }];
let site;
let browser;
before(async () => {
  site = await Site.start(folder, people, events);
  browser = await Browser.start(site.server);
});
after(async () => {
  await browser?.stop();
  await site?.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a calendar is made, followed and ended without JavaScript', async () => {
  const { page, open, faults, close } = await tab_of(browser, site, 'anna');
  await page.setJavaScriptEnabled(false);
  await open('/mitt-konto');
  assert.match(await text(page, 'section[aria-labelledby=paminnelser]'), /Mejl är inte inställt här/);
  await go(page, 'button[value=ny-kalender]');
  assert.equal(await text(page, 'h1'), 'Din kalender');
  const address = await page.$eval('#adress', (field) => field.value);
  assert.match(address, /^http.*\/kalender\/[\w-]{43}$/);
  assert.equal((await fetch(address)).status, 200);
  await go(page, 'main a[href="/mitt-konto#paminnelser"]');
  await go(page, 'button[value=avsluta-kalender]');
  assert.equal((await fetch(address)).status, 404);
  assert.deepEqual(faults, []);
  await close();
});

for (const [name, path, button] of [
  ['the reminders', '/mitt-konto'],
  ['the address of a calendar', '/mitt-konto', 'button[value=ny-kalender]'],
  ['the line of days', '/arenden/arende-1'],
]) {
  test(`${name} can be read in every look`, { timeout: 120_000 }, async () => {
    const tab = await tab_of(browser, site, 'anna');
    try {
      assert.equal((await tab.open(path)).status(), 200);
      if (button) await go(tab.page, button);
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

test('the line of days is one picture with a name, and the table says the same', async () => {
  const { page, open, close } = await tab_of(browser, site, 'anna');
  await open('/arenden/arende-1');
  assert.equal(await page.$eval('svg.day-line', (svg) => svg.querySelector('title').textContent), 'Dagslinje');
  const drawn = await page.$$eval('svg.day-line text.whole', (all) => all.map((one) => one.textContent));
  const told = await page.$$eval('table.rows tbody th', (all) => all.map((one) => one.innerText.trim()));
  assert.ok(drawn.length > 0);
  for (const title of drawn) assert.ok(told.includes(title), title);
  assert.ok(await page.$('svg.day-line line.late'));
  await close();
});
