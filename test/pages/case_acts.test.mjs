// A case, as somebody who works in it records what happens there: with and without JavaScript, and in every look.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, developers_site, go, is_readable, looks, text } from './browser.mjs';

const in_case = '/arenden/arende-1';
const folder = mkdtempSync(join(tmpdir(), 'overens-pages-'));
let browser, site, here;
before(async () => ({ site, browser, here } = await developers_site(folder, ['jamtland-harjedalen', 'organisation', 'teams'])));
after(async () => {
  await browser?.stop();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const shots = process.env.SHOTS;
async function shoot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}
const write = (page, selector, words) => page.$eval(selector, (field, value) => (field.value = value), words);

for (const script of [true, false]) {
  describe(script ? 'with JavaScript' : 'without JavaScript', () => {
    before(() => here.page.setJavaScriptEnabled(script));
    after(() => here.page.setJavaScriptEnabled(true));

    test('an act is found, recorded, corrected and withdrawn', async () => {
      const { page, faults, open } = here;
      await open(in_case);
      await go(page, `a[href="${in_case}/dokumentera"]`);
      await write(page, '#sok', 'placering');
      await go(page, '.ask button');
      await go(page, `a[href="${in_case}/dokumentera/placement.decided"]`);
      await write(page, '#nar', '2099-01-01');
      await page.$$eval('.ask fieldset', (all) => all.forEach((one) => one.querySelector('input')?.click()));
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, '#fel'), /När hände det\?: Det har inte hänt än/);
      await write(page, '#nar', '2026-11-20');
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, 'main'), /Det här leder det till[^]*Ska göras/);
      assert.match(await text(page, 'main'), /Börjar gälla: Låt inte placeringen vänta/, 'what must not be done is nothing to do');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, '#sparat'), /Sparat: Placering beslutad, 2026-11-20[^]*Överens är platsen för det/);
      const id = new URL(page.url()).searchParams.get('sparat');

      await go(page, `[id="${id}"] a[href*="/ratta/"]`);
      if (script) await page.waitForFunction(() => /när du har ändrat något/.test(document.querySelector('.leads [aria-live]').innerText));
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, '#fel'), /Du har inte ändrat något än/);
      await write(page, '#nar', '2026-11-19');
      await go(page, 'button[value=kontrollera]');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, '#sparat'), /Rättelsen har sparats: Placering beslutad, 2026-11-19/);

      await go(page, `[id="${id}"] a[href*="/makulera/"]`);
      await page.click('input[value=duplicate]');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, `[id="${id}"]`), /Makulerad[^]*dubblett/);
      const gone = await open(`${in_case}/ratta/${id}`);
      assert.equal(gone.status(), 410);
      assert.match(await text(page, 'main'), /Det här är makulerat[^]*Placering beslutad, 2026-11-19: makulerad [^]*Skälet: dubblett/);
      assert.deepEqual(faults, []);
    });

    test('an acute placement is recorded from the case: its form, what it leads to, saved', async () => {
      const { page, faults, open } = here;
      await open(in_case);
      await go(page, `.acts a[href="${in_case}/dokumentera/placement.acute"]`);
      const is_shown = (selector) => page.$eval(selector, (one) => one.getBoundingClientRect().height > 0);
      const started = '[data-only-when="aven=placement.started"]';
      assert.equal(await is_shown(started), !script, 'without a script all of it is there');
      await page.click('input[value="hvb"]');
      await write(page, '#uppgift-home', 'Björkbacken');
      await page.click('input[name=aven][value="placement.started"]');
      await page.click('input[name=aven][value="cost_split.asked"]');
      assert.equal(await is_shown(started), true);
      if (script) {
        await page.waitForFunction(() => /Vem som får frågan/.test(document.querySelector('.leads [aria-live]').innerText));
        assert.equal(await is_shown('[data-only-when="aven=sip.invited"]'), false, 'what was not done is not asked');
      }
      await shoot(page, `fylld-${script}`);
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, '#fel'), /Vem som får frågan/);
      assert.equal(await page.$eval('#uppgift-home', (one) => one.value), 'Björkbacken', 'what was written is kept');
      await page.select('[id="uppgift-cost_split.asked-to"]', 'region-hsn');
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, 'main'), /Det här leder det till\s+Ska göras: Håll SIP inom en vecka efter placeringen\s+sista dag 202\d-\d\d-\d\d/, 'the clock that begins, with its last day');
      assert.doesNotMatch(await text(page, 'main'), /Mötesdag/);
      await shoot(page, `kontroll-${script}`);
      await go(page, 'button[value=andra]');
      assert.equal(await page.$eval('input[name=aven][value="cost_split.asked"]', (one) => one.checked), true);
      await go(page, 'button[value=kontrollera]');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, '#sparat'), /Placering beslutad, Placering påbörjad[^]*Frågan om kostnaden ställd/);
      const id = new URL(page.url()).searchParams.get('sparat');
      assert.match(await page.$eval('#sparat details', (one) => one.textContent), /Att klistra in i journalen[^]*Placering beslutad\.[^]*Björkbacken[^]*Dokumenterat i Överens: Ärende arende-1/);
      assert.match(await text(page, `[id="${id}.1"]`), /Björkbacken[^]*Tillsammans med: /);
      await shoot(page, `sparad-${script}`);
      await go(page, '#sparat a[href*="/makulera/"]');
      await page.click('input[value=duplicate]');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, `[id="${id}.3"]`), /Makulerad/);
      assert.deepEqual(faults, []);
    });

    test('what an act is about is asked only when there is a choice', async () => {
      const { page, faults, open } = here;
      await open(`${in_case}/dokumentera/placement.cost`);
      await go(page, 'button[value=kontrollera]');
      assert.match(await text(page, '#fel'), /Välj vad som hände/);
      assert.deepEqual(faults, []);
    });

    test('what may be said to whom is asked of the guide, and its answer kept in the case', async () => {
      const { page, faults, open } = here;
      await open(in_case);
      await go(page, 'main a[href^="/far-jag-saga"]');
      await page.select('#vem', 'social_services');
      await page.select('#till', 'region_health_care');
      await page.select('#om', 'adult_substance');
      await page.select('#varfor', 'planning');
      await go(page, '.ask button');
      assert.match(await text(page, '#svar'), /Fråga om samtycke först[^]*OSL 10 kap. 1 §/);
      await go(page, '#svar a[href*="secrecy.assessed"]');
      await write(page, '#uppgift-words', 'Personen sade ja i telefon.');
      await go(page, 'button[value=kontrollera]');
      await go(page, 'button[value=spara]');
      assert.match(await text(page, '#sparat'), /Sparat: Sekretess prövad/);
      assert.match(await text(page, 'main'), /fråga om samtycke först: hälso- och sjukvården i regionen, om en vuxen med missbruk/i);
      assert.deepEqual(faults, []);
    });

    test('the parts of the case show what is owed and recorded under their headings, and lead on', async () => {
      const { page, faults, open } = here;
      await open(in_case);
      const parts = await page.$$eval('nav.parts a', (all) => all.map((one) => one.innerText));
      assert.deepEqual(parts, ['Översikt', 'Händelser', 'Plan', 'Placeringar', 'Barn och nätverk', 'Avvikelser', 'Delat', 'Behörighet']);
      await go(page, 'nav.parts li:nth-child(4) a');
      assert.equal(await text(page, 'nav.parts [aria-current=page]'), 'Placeringar');
      assert.match(await text(page, 'main'), /Följ upp placeringen så som lagen kräver[^]*Placering uppföljd/);
      assert.match(await text(page, '.timeline'), /Placering beslutad/);
      assert.doesNotMatch(await text(page, '.timeline'), /Ärende öppnat|Samtycke lämnat/);
      await go(page, 'nav.parts li:nth-child(7) a');
      assert.match(await text(page, '.timeline'), /Samtycke lämnat/);
      assert.match(await text(page, '.timeline'), /Utlämnat till/);
      assert.doesNotMatch(await text(page, '.timeline'), /Ärende öppnat/);
      await go(page, 'nav.parts li:nth-child(8) a');
      assert.match(await text(page, 'main'), /Vilka som arbetar i ärendet[^]*åtkomstloggen/);
      await open(`${in_case}/del/placeringar`);
      await go(page, 'tbody td a[href^="/bevakningar/varfor"]');
      assert.equal(await text(page, 'main .crumbs li:last-child'), 'Mina bevakningar');
      assert.deepEqual(faults, []);
    });

    test('what the record system holds is folded', async () => {
      const { page, open } = here;
      await open(`${in_case}/dokumentera/drug_test.done`);
      assert.match(await text(page, '.home'), /finns i journalen/);
    });

    test('what is recorded of the same meanwhile is shown beside what was written', async () => {
      const { page, open } = here;
      const record = async (day, stale) => {
        await open(`${in_case}/dokumentera/intervention.offered`);
        await page.$$eval('.ask fieldset', (all) => all.forEach((one) => one.querySelector('input')?.click()));
        await page.$$eval('.ask select[required], .ask select', (all) => all.forEach((one) => { const choice = [...one.options].find((option) => option.value); if (choice && one.name !== 'enligt') one.value = choice.value; }));
        await write(page, '#nar', day);
        if (stale) await write(page, '[name=sett]', stale);
        const seen = await page.$eval('[name=sett]', (field) => field.value);
        await go(page, 'button[value=kontrollera]');
        await go(page, 'button[value=spara]');
        return seen;
      };
      const old = await record('2026-11-17');
      await record('2026-11-18');
      await record('2026-11-16', old);
      assert.match(await text(page, '.conflict'), /Någon har dokumenterat något/);
      assert.equal(await page.$eval('#nar', (input) => input.value), '2026-11-16');
    });
  });
}

const acts = ['sip.meeting', 'placement.acute', 'individual.contact', 'placement.cost', 'complaint.taken', 'concern.or_compulsory_care'];
for (const look of looks) {
  test(`the pages can be read by everybody: ${look[0]}`, async () => {
    const { page, open } = here;
    for (const path of [in_case, ...['handelser', 'placeringar', 'delat', 'behorighet'].map((part) => `${in_case}/del/${part}`), `${in_case}/dokumentera`, `${in_case}/dokumentera/placement.decided`, `${in_case}/dokumentera/drug_test.done`, `${in_case}/dokumentera/intervention.ended`, ...acts.map((act) => `${in_case}/dokumentera/${act}`)]) {
      await open(path);
      await page.evaluate(axe);
      await is_readable(here, look);
      await shoot(page, `${look[0].replaceAll(' ', '-')}-${path.split('/').at(-1)}`);
    }
  });
}
