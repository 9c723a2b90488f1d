// Ten questions of a case worker, asked on a phone from the start page, in at most four actions: choose a place, write, write an age, send.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Server } from '../server/server.mjs';
import { Browser, text } from './browser.mjs';

const phone = { width: 390, height: 800 };
const krokom = '2309';

// The question as it is written, an age, and what the answer must hold.
const questions = [
  ['urinprov 16 år', '', /Hälsocentral[\s\S]*på uppdrag av skola/, /Under 18 år/],
  ['urinprov', '50', /Alkohol- och drogkontroller i behandling/, /För 50 år pekar överenskommelsen inte ut någon/],
  ['LVM-intyg', '', /Läkarintyg enligt LVM/, /Beroendeenheten[\s\S]*när behandling redan pågår där/, /Hälsocentral[\s\S]*annars, i första hand/],
  ['SIP efter placering', '', /Håll SIP inom en vecka efter placeringen/, /avsnitt 2\.3/],
  ['regionen vägrar SIP', '', /Avvisa inte SIP för att placeringen redan är gjord/],
  ['vem betalar HVB', '', /Krokoms kommun\s*delar ansvaret/, /när hälso- och sjukvård ska ges på hemmet/, /Avsnitt 2\.3 Kostnadsfördelning/],
  ['när revideras överenskommelsen', '', /ska revideras senast 2027-12-31/],
  ['gravid kvinna', '', /nämner detta men pekar inte ut någon/, /Riktlinjer för samverkan kring gravida/],
  ['orosanmälan, hur fort?', '', /Anmälan om barn/, /Orosanmäl|Anmäl/i],
  ['hur når jag beroendeenheten', '', /Beroendeenheten/, /från 18 år/, /fråga Region Jämtland Härjedalen eller Krokoms kommun/i],
  ['oense om kostnad', '', /Tvist om kostnad eller ansvar i ett enskilt ärende/],
];

let browser;
let site;
before(async () => {
  site = await Server.start();
  browser = await Browser.start(site);
});
after(async () => {
  await browser?.stop();
  await site?.stop();
});

for (const script of [true, false]) {
  describe(script ? 'with JavaScript' : 'without JavaScript', () => {
    for (const [question, age, ...answers] of questions) {
      test(`${question}${age && `, ${age}`}`, async () => {
        const { page, faults, open, close } = await browser.tab(phone, { script });
        await open('/');
        await page.select('#lan', krokom);
        await page.type('#behov', question);
        if (age) await page.type('#alder', age);
        await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click('main form button[type=submit]')]);
        const answer = await text(page, '#svar');
        for (const expected of answers) assert.match(answer, expected);
        assert.deepEqual(faults, []);
        await close();
      });
    }
  });
}

test('the place is remembered, and said to be', async () => {
  const { page, open, close } = await browser.tab(phone);
  await open(`/vem-gor-vad?lan=${krokom}&behov=laro`);
  assert.match(await page.title(), /^LARO: vem gör vad\? Krokoms kommun/);
  for (const path of ['/', '/vem-gor-vad']) {
    await open(path);
    assert.equal(await page.$eval('#lan', (list) => list.value), krokom, path);
  }
  await open('/hjalp');
  assert.match(await text(page, 'main'), /kaka/);
  await close();
});

test('letters in parts are put together', async () => {
  const { page, open, close } = await browser.tab(phone);
  await open(`/vem-gor-vad?lan=${krokom}&behov=${encodeURIComponent('våld'.normalize('NFD'))}`);
  assert.match(await text(page, '#svar h2'), /Våld/);
  await close();
});

test('a section holds everything that cites it', async () => {
  const { page, open, close } = await browser.tab(phone);
  await open('/overenskommelser/jamtland-harjedalen/2025/avsnitt/s2.3');
  const said = await text(page, 'main');
  for (const expected of [/Kostnadsfördelning/, /s\. 12/, /Regler/, /Håll SIP inom en vecka efter placeringen/, /Vad texten lämnar öppet/i]) assert.match(said, expected);
  await close();
});
