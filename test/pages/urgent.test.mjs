// What can't wait, asked and answered in a browser by two authorities; who stands in while somebody is away; cases handed over: with and
// without JavaScript, and each page in every look.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Site } from '../server/people.mjs';
import { axe, Browser, go, is_readable, looks, tab_of, text, wide } from './browser.mjs';

const soc = 'ostersund-soc', hsn = 'region-hsn';
const folder = mkdtempSync(join(tmpdir(), 'overens-urgent-pages-'));
const people = [
  { who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'bo', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'cia', role: 'caseworker', authority: soc, unit: 'vuxenenheten' },
  { who: 'eva', role: 'unit_manager', authority: soc, unit: 'vuxenenheten' },
  { who: 'jour', role: 'duty_officer', authority: hsn, unit: 'beroendeenheten' },
];
const of_case = (id, holder) => [
  { type: 'case.opened', owner: soc, case: id, unit: 'vuxenenheten', subject: { kind: 'case', id } },
  { type: 'case.taken_on', owner: soc, case: id, subject: { kind: 'case', id }, data: { staff: `s-${holder}` } },
  { type: 'placement.started', owner: soc, case: id, subject: { kind: 'placement', id: `p-${id}` }, data: { form: 'hvb', urgency: 'acute' } },
];
let site, browser, in_case;
const tabs = {};
before(async () => {
  site = await Site.start(folder, people, [...of_case('bos', 'bo'), ...of_case('bos-andra', 'bo')]);
  const begun = await site.begin_case('anna', { namn: 'Alma Exempel' }, { 'nummer-slag': 'person', nummer: '18900101-9802' });
  assert.equal(begun.status, 303, begun.body);
  in_case = begun.to.split('/').at(-1);
  browser = await Browser.start(site.server);
  for (const { who } of people) tabs[who] = await tab_of(browser, site, who);
});
after(async () => {
  await browser?.stop();
  await site?.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const seen_in_every_look = async (tab, name) => {
  await tab.page.setJavaScriptEnabled(true);
  await tab.page.reload({ waitUntil: 'load' });
  await tab.page.evaluate(axe);
  for (const look of looks) {
    await is_readable(tab, look);
    if (process.env.PICTURES) await tab.page.screenshot({ path: join(process.env.PICTURES, `${name}-${look[0]}.png`.replaceAll(' ', '-')), fullPage: true });
  }
  await tab.page.setViewport(wide);
};
const save = async (page) => {
  await go(page, 'form.ask button[type=submit]');
  assert.ok(await page.$('button[value=spara]'), await text(page, 'main'));
  await go(page, 'button[value=spara]');
};

for (const script of [true, false]) {
  describe(script ? 'with JavaScript' : 'without JavaScript', () => {
    before(() => Promise.all(Object.values(tabs).map(({ page }) => page.setJavaScriptEnabled(script))));

    test('a question is asked of the duty officer, found at once, and answered', { timeout: 180_000 }, async () => {
      const { page, open } = tabs.anna;
      await open(`/arenden/${in_case}`);
      await go(page, 'a[href$="/skicka/question.asked"]');
      assert.equal(await text(page, 'h1'), 'Fråga jourhavande hos en annan myndighet');
      assert.match(await text(page, '#uppgift-unit'), /Beroendeenheten: 063-700 00 19/);
      if (script) await seen_in_every_look(tabs.anna, 'ask');
      await page.select('#uppgift-unit', 'beroendeenheten');
      await page.type('#uppgift-what', 'Vilka läkemedel har personen?');
      await page.type('#uppgift-why_now', 'Personen är medvetslös');
      await page.click('input[name="uppgift-basis"][value="other_law"]');
      await save(page);
      assert.match(await text(page, 'main'), /Väntar på Beroendeenheten[^]*063-700 00 19/);
      if (script) await seen_in_every_look(tabs.anna, 'asked');

      await open('/bevakningar');
      assert.match(await text(page, '#bradskar + ul'), /Fråga till[^]*kvar[^]*Väntar på Beroendeenheten[^]*063-700 00 19/);
      if (script) await seen_in_every_look(tabs.anna, 'waiting');

      const theirs = tabs.jour;
      await theirs.open('/bevakningar');
      assert.match(await text(theirs.page, '#bradskar + ul'), /Fråga från[^]*kvar[^]*Svar senast/);
      if (script) await seen_in_every_look(theirs, 'found');
      if (script) { // without it the case has been taken on
        assert.match(await text(theirs.page, 'a[href="/inkommet"]'), /ett ärende väntar på dig eller din enhet/);
        await go(theirs.page, 'a[href="/inkommet"]');
        assert.match(await text(theirs.page, 'main'), /Ett ärende väntar[^]*Till din enhet[^]*Kom in[^]*Grund[^]*Kvittonummer/);
        await seen_in_every_look(theirs, 'come-in');
        await theirs.open('/bevakningar');
      }
      await go(theirs.page, '#bradskar + ul a');
      assert.match(await text(theirs.page, 'main'), /Alma Exempel/);
      assert.match(await text(theirs.page, 'main'), /Vilka läkemedel har personen/);
      if (script) await seen_in_every_look(theirs, 'received');
      const take_on = await theirs.page.$('form[action$="/ta"] button');
      if (take_on) await go(theirs.page, 'form[action$="/ta"] button');
      await go(theirs.page, 'a[href*="/skicka/question.answered/"]');
      if (script) await seen_in_every_look(theirs, 'answer');
      await theirs.page.click('input[name="uppgift-answer"][value="in_part"]');
      await theirs.page.type('#uppgift-words', 'Inga kända läkemedel');
      await theirs.page.click('input[name="uppgift-basis"][value="other_law"]');
      await theirs.page.type('#uppgift-necessity', 'Liv och hälsa');
      await save(theirs.page);
      await open(`/arenden/${in_case}`);
      assert.match(await text(page, 'main'), /Svaret är delvis: Inga kända läkemedel/);
      for (const { faults } of [tabs.anna, theirs]) assert.deepEqual(faults, []);
    });

    test('an answer to what needs none any more is not sent, and is not lost', { timeout: 120_000 }, async () => {
      const { page, open } = tabs.anna;
      await open(`/arenden/${in_case}/skicka/question.asked`);
      await page.select('#uppgift-unit', 'beroendeenheten');
      await page.type('#uppgift-what', 'Finns det någon kontakt?');
      await page.type('#uppgift-why_now', 'Väntar på beslut');
      await page.click('input[name="uppgift-basis"][value="other_law"]');
      await save(page);
      const theirs = tabs.jour;
      await theirs.open(`/arenden/${in_case}`);
      await go(theirs.page, 'a[href*="/skicka/question.answered/"]');
      await theirs.page.click('input[name="uppgift-answer"][value="none"]');
      await theirs.page.type('#uppgift-words', 'Ingen kontakt som vi känner till');
      await theirs.page.click('input[name="uppgift-basis"][value="other_law"]');
      await theirs.page.type('#uppgift-necessity', 'Liv och hälsa');
      await go(page, 'a[href*="/skicka/question.dropped/"]');
      await page.type('#uppgift-reason', 'Personen kom hit');
      await page.click('input[name="uppgift-basis"][value="other_law"]');
      await page.type('#uppgift-necessity', 'De ska veta det');
      await save(page);
      await go(theirs.page, 'form.ask button[type=submit]');
      assert.match(await text(theirs.page, 'main'), /Östersund[^]*behöver inte längre svar[^]*har inte skickats/);
      assert.equal(await theirs.page.$eval('#uppgift-words', (field) => field.value), 'Ingen kontakt som vi känner till');
      assert.equal(await theirs.page.$('form.ask button[type=submit]'), null);
      theirs.faults.splice(0); // the browser notes a 409
      if (script) await theirs.page.screenshot({ path: join(process.env.PICTURES ?? folder, 'too-late.png'), fullPage: true });
    });

    test('somebody names a stand-in, who sees what they work in', { timeout: 120_000 }, async () => {
      const who = script ? 'bo' : 'anna'; // who has them by then
      const { page, open } = tabs[who];
      await open('/mitt-konto');
      await go(page, 'a[href^="/mitt-konto/vikarie/"]');
      assert.match(await text(page, 'main'), /Prov cia/);
      if (script) await seen_in_every_look(tabs.bo, 'stand-in');
      await page.click('input[name="uppgift-staff"][value="s-cia"]').catch(() => page.select('#uppgift-staff', 's-cia'));
      const day = new Date().toISOString().slice(0, 10);
      await page.type('#uppgift-from', day);
      await page.type('#uppgift-through', day);
      await page.click('input[name="uppgift-reason"][value="leave"]');
      await go(page, 'form.ask button[type=submit]');
      assert.match(await text(page, 'main'), /Sparat/);
      await tabs.cia.open('/bevakningar');
      assert.match(await text(tabs.cia.page, 'main'), new RegExp(`För Prov ${who}`));
      await tabs.cia.open('/arenden/bos');
      assert.match(await text(tabs.cia.page, 'main'), new RegExp(`Du är vikarie för Prov ${who}`));
      if (script) await seen_in_every_look(tabs.cia, 'standing-in');
      await open('/mitt-konto');
      assert.match(await text(page, '#vikarie ~ ul'), new RegExp(`Prov cia från och med ${day} till och med ${day}`));
      if (script) await seen_in_every_look(tabs[who], 'account');
      await go(page, '#vikarie ~ ul button');
      assert.match(await text(page, 'main'), /Ingen är vikarie för dig/);
      assert.equal((await tabs.cia.open('/arenden/bos')).status(), 403, 'from the same moment');
    });

    test('a manager hands over all of somebody’s cases at once', { timeout: 120_000 }, async () => {
      const [from, to] = script ? ['s-bo', 's-anna'] : ['s-anna', 's-bo'];
      const { page, open } = tabs.eva;
      await open('/arenden');
      await go(page, 'a[href="/arenden/lamna-over"]');
      if (script) await seen_in_every_look(tabs.eva, 'hand-over');
      assert.doesNotMatch(await text(page, '#till'), /Prov jour|Prov eva/, 'who could not work in them');
      await page.select('#fran', 'medarbetare:s-cia');
      await page.select('#till', `medarbetare:${to}`);
      await go(page, 'form.ask button[type=submit]');
      assert.match(await text(page, 'main'), /Här finns inget ärende som du kan lämna över/);
      await page.select('#fran', `medarbetare:${from}`);
      await page.select('#till', `medarbetare:${to}`);
      await go(page, 'form.ask button[type=submit]');
      assert.match(await text(page, 'main'), script ? /2 ärenden/ : /3 ärenden/);
      if (script) await page.screenshot({ path: join(process.env.PICTURES ?? folder, 'hand-over-shown.png') });
      await go(page, 'button[value=spara]');
      assert.match(await text(page, 'h1'), script ? /2 ärenden har lämnats över/ : /3 ärenden har lämnats över/);
      assert.match(await text(page, 'main'), /Det som ska göras i Vuxenenheten/);
      if (script) await seen_in_every_look(tabs.eva, 'handed-over');
      const [old, fresh] = script ? [tabs.bo, tabs.anna] : [tabs.anna, tabs.bo];
      assert.equal((await old.open('/arenden/bos')).status(), 403);
      assert.equal((await fresh.open('/arenden/bos')).status(), 200);
      assert.deepEqual(tabs.eva.faults, []);
    });
  });
}
