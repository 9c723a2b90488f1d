// Who has looked at what: kept as it is looked at, gone through by the one who reviews it, and told to the one whom it is about.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { overens } from '../program.mjs';
import { new_store, Server } from '../server/server.mjs';
import { new_staff } from '../server/staff.mjs';
import { axe, Browser, go, is_readable, looks, text, wide } from './browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-review-'));
const store = new_store(folder);
let browser;
let site;

const tabs = new Map(); // by name: each link signs in once

/** A tab in which a member of staff has signed in, by the link that the terminal shows for a trial. */
async function signed_in_as(name) {
  if (tabs.has(name)) return tabs.get(name);
  const tab = await browser.tab(wide);
  tabs.set(name, tab);
  const line = site.out.split('\n').find((one) => one.includes(name));
  await tab.open(/(\/utvecklare\/[\w-]+)/.exec(line)[1]);
  return tab;
}

before(async () => {
  for (const events of ['jamtland-harjedalen', 'organisation']) {
    const imported = overens('journal', 'import', '--store', store, `examples/${events}.jsonl`);
    assert.equal(imported.code, 0, imported.err);
  }
  for (const [name, who, role, purpose] of [
    ['granska@k.example', 'Ebba Granskare', 'log_reviewer', 'review'],
    ['kollega@k.example', 'Kim Kollega', 'log_reviewer', 'review'],
    ['narmast@k.example', 'Siv Särskild', 'sensitive_log_reviewer', 'review'],
    ['admin@k.example', 'Ada Administratör', 'administrator', 'administration'],
  ]) {
    new_staff(store, { name, who, role, purpose, authority: 'ostersund-soc' });
  }
  site = await Server.start({ STORE: store, DEVELOPER: 'true' });
  browser = await Browser.start(site);
});
after(async () => {
  await browser?.stop();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the access log', () => {
  test('is kept as it is looked at, and reviewed by somebody else', async () => {
    const admin = await signed_in_as('Ada Administratör');
    await admin.open('/organisation/ostersund-soc');
    assert.match(await text(admin.page, 'h1'), /./);
    assert.equal((await admin.open('/granskning')).status(), 403);
    assert.doesNotMatch(await text(admin.page, 'header'), /Granskning/);

    const reviewer = await signed_in_as('Ebba Granskare');
    await reviewer.open('/');
    await go(reviewer.page, 'header a[href="/granskning"]');
    // That the administrator was denied the log is pointed out.
    const first = '.timeline li:has(h3)';
    assert.match(await text(reviewer.page, first), /Ada Administratör[^]*nekades[^]*Åtkomstloggen[^]*Varför det inte visades[^]*Uppdraget ger inte rätt till det/);
    await reviewer.page.select(`${first} select`, 'asked');
    await go(reviewer.page, `${first} button`);
    assert.match(await text(reviewer.page, '[role=status]'), /sparat/);
    assert.doesNotMatch(await text(reviewer.page, 'main'), /nekades/);
    await reviewer.page.click('input[name=visa]');
    await go(reviewer.page, 'form.panel button');
    assert.match(await text(reviewer.page, 'main'), /medarbetaren har fått frågan, Ebba Granskare/);

    await go(reviewer.page, 'a[href="/granskning/logg"]');
    assert.match(await text(reviewer.page, 'main'), /Ada Administratör[^]*Såg i en lista[^]*Medarbetare och uppdrag/);
    assert.match(await text(reviewer.page, 'main'), /Loggade in/);
    // In words, and no name of a rule.
    assert.match(await text(reviewer.page, 'main'), /Varför det visades\s*Behörighetsadministratör/);
    assert.doesNotMatch(await text(reviewer.page, 'main'), /\bA2\b/);
    const who = await reviewer.page.$$eval('.timeline h2', (heads) => heads.map((head) => head.innerText).join());
    assert.doesNotMatch(who, /Ebba/); // nothing that she did herself
    await go(reviewer.page, '.timeline a'); // to all that the same member of staff has seen
    assert.match(await text(reviewer.page, '.timeline'), /^[^]*Ada Administratör/);
    // The other reviewer sees what this one did.
    const colleague = await signed_in_as('Kim Kollega');
    await colleague.open('/granskning/logg');
    assert.match(await text(colleague.page, '.timeline'), /Ebba Granskare[^]*Åtkomstloggen[^]*Den egna enhetens uppgifter[^]*Logggranskare[^]*dataskyddsförordningen \(EU\) 2016\/679 artikel 32: Den som svarar/);
    await colleague.open('/granskning?visa=granskat'); // read it as often as one likes, it is reviewed by who did that
    assert.match(await text(colleague.page, 'main'), /medarbetaren har fått frågan, Ebba Granskare/);
    await colleague.open('/granskning/logg?gjort=sign_in');
    assert.doesNotMatch(await text(colleague.page, '.timeline'), /Såg i en lista/);
    for (const tab of [admin, reviewer, colleague]) assert.deepEqual(tab.faults, []);
  });

  test('is told to the one whom it is about, without the names of staff', async () => {
    const { page, open, faults } = await signed_in_as('Ebba Granskare');
    await open('/granskning/utdrag?slag=arende&id=ingen-har-sett-det');
    assert.match(await text(page, 'main'), /Ingen har sett/);
    // That it was asked for stands in the next one.
    await open('/granskning/utdrag?slag=arende&id=ingen-har-sett-det');
    assert.match(await text(page, 'main'), /setts en gång[^]*Hela myndigheten\s*Logggranskare[^]*Läste: Åtkomstloggen[^]*granskning av åtkomst\s*dataskyddsförordningen[^]*Rättslig grund[^]*Den som svarar/);
    assert.doesNotMatch(await text(page, 'main'), /Ebba/);
    const file = await page.evaluate(async () => (await fetch(document.querySelector('a[href*="/fil"]').href)).json());
    assert.equal(file.id, 'ingen-har-sett-det');
    assert.equal(file.looks[0].action, 'read');
    assert.deepEqual(Object.keys(file.looks[0]), ['at', 'by', 'by_kind', 'what', 'action', 'of', 'class', 'why', 'purpose', 'by_what_right', 'relation', 'legal_basis', 'basis']);
    assert.equal(file.looks[0].by, 'Hela myndigheten');
    assert.equal(file.looks[0].by_what_right, 'Logggranskare');
    assert.deepEqual(faults, []);
  });

  test('of what is kept most closely is for others to go through', async () => {
    const siv = await signed_in_as('Siv Särskild');
    await siv.open('/');
    await go(siv.page, 'header a[href="/granskning/narmast"]');
    assert.match(await text(siv.page, 'main'), /det som hålls närmast[^]*Ingenting att granska/);
    await go(siv.page, 'a[href="/granskning/narmast/logg"]');
    assert.match(await text(siv.page, 'main'), /Åtkomstloggen för det som hålls närmast/);
    assert.equal((await siv.open('/granskning')).status(), 403);
    const reviewer = await signed_in_as('Ebba Granskare');
    assert.equal((await reviewer.open('/granskning/narmast')).status(), 403);
    assert.equal(await reviewer.page.$('header a[href="/granskning/narmast"]'), null);
    assert.deepEqual(siv.faults, []);
  });

  test('a personal identity number in its address is refused', async () => {
    const { page, open } = await signed_in_as('Kim Kollega');
    assert.equal((await open('/granskning/logg?slag=person&id=19121212-1212')).status(), 422);
    assert.match(await text(page, 'main'), /personnummer/);
  });

  for (const look of looks) {
    test(`can be read in every look: ${look[0]}`, async () => {
      const tab = await signed_in_as('Kim Kollega');
      for (const path of ['/granskning?visa=granskat', '/granskning/logg', '/granskning/utdrag?slag=arende&id=ingen-har-sett-det']) {
        await tab.open(path);
        await tab.page.evaluate(axe);
        await is_readable(tab, look);
        if (process.env.SHOTS) await tab.page.screenshot({ path: `${process.env.SHOTS}/${path.replace(/\W+/g, '-')}-${look[0].replace(/ /g, '-')}.png`, fullPage: true });
      }
    });
  }
});
