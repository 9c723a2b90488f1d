// The pages open to everybody, in a real browser against the running program: each in every look, readable for everybody (axe), within
// its policy, without an error, without scrolling sideways on the narrowest phone; and the main flows by keyboard and without JavaScript.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { root } from '../program.mjs';
import { Server, until } from '../server/server.mjs';
import { axe, Browser, is_readable, looks, text, wide } from './browser.mjs';

const county = '/overenskommelser/jamtland-harjedalen/2025';
const pages = {
  start: '/',
  'who, asked for nothing': '/vem-gor-vad',
  'who, answered': '/vem-gor-vad?lan=2380&behov=housing',
  'who, by age': '/vem-gor-vad?lan=stockholm&behov=relatives',
  'who, all areas': '/vem-gor-vad?lan=stockholm',
  'who, not listed': '/vem-gor-vad?lan=jamtland-harjedalen&behov=perpetrators',
  'who, several meanings': '/vem-gor-vad?lan=jamtland-harjedalen&behov=LVM',
  'who, none in force': '/vem-gor-vad?lan=dalarna&behov=laro&dag=2026-01-01',
  'who, wrong': '/vem-gor-vad?lan=x&behov=y&alder=z&dag=w',
  agreements: '/overenskommelser',
  overview: `${county}`,
  aims: `${county}/syfte`,
  'who does what in it': `${county}/ansvar`,
  'what has a time': `${county}/tider`,
  rules: `${county}/regler`,
  undertakings: `${county}/ataganden`,
  forums: `${county}/forum`,
  disagreements: `${county}/oenighet`,
  'local agreements': `${county}/lokalt`,
  'left open': `${county}/oppet`,
  sections: `${county}/avsnitt`,
  'the way of the individual': '/overenskommelser/stockholm/2016/vagen',
  'without its text': '/overenskommelser/vastmanland/2018',
  'a section': `${county}/avsnitt/s2.3`,
  'a section, many rules': '/overenskommelser/stockholm/2016/avsnitt/s3.3',
  'who, several areas': '/vem-gor-vad?lan=2380&behov=urinprov&alder=50',
  'who, named without anybody': '/vem-gor-vad?lan=dalarna&behov=gambling',
  'who, a question': '/vem-gor-vad?lan=2380&behov=SIP+efter+placering',
  'who, without a text': '/vem-gor-vad?lan=vastmanland&behov=laro',
  'search everywhere': '/sok?ord=vem+betalar',
  'search everywhere, nothing asked': '/sok',
  'search everywhere, in vain': '/sok?ord=xyzzy',
  search: '/overenskommelser/stockholm/2016?sok=LARO',
  'search in vain': '/overenskommelser/stockholm/2016?sok=xyzzy',
  compare: '/jamfor?a=dalarna/2021&b=jamtland-harjedalen/2025',
  'compare, wrong': '/jamfor?a=dalarna/2021',
  deadline: '/rakna-frist',
  'deadline, counted': '/rakna-frist?fran=2026-12-18&antal=10&enhet=arbetsdagar',
  guidance: '/far-jag-saga',
  'guidance, answered': '/far-jag-saga?vem=social_services&till=region_health_care&om=pregnant&varfor=care_now',
  'guidance, wrong': '/far-jag-saga?vem=social_services&till=ingen',
  'deadline, wrong': '/rakna-frist?fran=2026-01-31&antal=1&enhet=manader',
  help: '/hjalp',
  accessibility: '/tillganglighet',
  components: '/komponenter',
  missing: '/finns-inte',
  'in English': '/vem-gor-vad?lan=2380&behov=laro&sprak=en',
};
const wrong = new Set(['who, wrong', 'compare, wrong', 'guidance, wrong', 'deadline, wrong', 'missing']);

// The ids of a pack's items and of the vocabulary's events: words of the program's own.
const ids_of = (folder) => {
  const texts = [folder, 'agreements/vocabulary'].flatMap((where) => readdirSync(root + where).filter((name) => name.endsWith('.yaml')).map((name) => readFileSync(`${root}${where}/${name}`, 'utf8')));
  return new Set(texts.flatMap((words) => [...words.matchAll(/\bid: ([a-z0-9]+(?:[-_.][a-z0-9]+)+)/g)].map(([, id]) => id)));
};

let browser;
let site;
before(async () => {
  site = await Server.start({ OPERATOR_NAME: 'Region Prov', OPERATOR_ACCESSIBILITY: 'Skriv till tillganglighet@prov.example.', OPERATOR_SUPERVISION: 'Digg tar emot anmälan.', OPERATOR_FEEDBACK: 'overens@prov.example' });
  browser = await Browser.start(site);
});
after(async () => {
  await browser?.stop();
  await site?.stop();
});
const tab = (viewport, options) => browser.tab(viewport, options);

for (const [name, path] of Object.entries(pages)) {
  describe(name, () => {
    let here;
    let reply;
    before(async () => {
      here = await tab();
      reply = await here.open(path);
      await here.page.evaluate(axe);
    });
    after(() => here?.close());
    for (const look of looks) test(look[0], () => is_readable(here, look));
    test('is whole', async () => {
      const { page, faults } = here;
      assert.equal(reply.status(), name === 'missing' ? 404 : wrong.has(name) ? 422 : 200);
      assert.equal(await page.$$eval('h1', (all) => all.length), 1);
      assert.equal(await page.$$eval('main, header, footer, nav', (all) => all.length >= 4), true);
      assert.notEqual(await page.title(), '');
      const dead = await page.$$eval('a[href^="#"]', (all) => all.map((a) => a.getAttribute('href').slice(1)).filter((id) => document.querySelectorAll(`[id="${id}"]`).length !== 1));
      assert.deepEqual(dead, [], 'its own links lead somewhere');
      const unlabelled = await page.$$eval('table', (all) => all.filter((table) => !table.querySelector('thead th[scope=col]') || !table.querySelector('tbody th[scope=row]')).length);
      assert.equal(unlabelled, 0, 'tables name their rows and columns');
      assert.deepEqual(faults, []);
    });
  });
}

test('the browser refuses what the policy forbids', async () => {
  const { page, faults, open, close } = await tab();
  await open('/');
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('p'), { innerHTML: '<img src="https://example.org/x.png">' })));
  await until(() => /Content Security Policy|csp/i.test(faults.join()));
  await close();
});

test('what is Swedish on an English page says so', { timeout: 120_000 }, async () => {
  const { page, open, close } = await tab();
  const found = [];
  let marked = 0;
  for (const path of Object.values(pages)) {
    await open(path + (path.includes('?') ? '&' : '?') + 'sprak=en');
    const [bare, spans] = await page.evaluate(() => {
      const swedish = /(^|[\s“(])(och|att|för|som|ska|med|till|av|från|om|på)(?=[\s.,;:)”]|$)/i;
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const bare = [];
      while (walker.nextNode()) {
        const { textContent, parentElement } = walker.currentNode;
        if (parentElement.closest('[lang]').lang === 'en' && swedish.test(textContent)) bare.push(textContent.trim().slice(0, 120));
      }
      return [bare, document.querySelectorAll('main span[lang=sv]').length];
    });
    found.push(...bare.map((words) => `${path}: ${words}`));
    marked += spans;
  }
  await close();
  assert.deepEqual([...new Set(found)], []);
  assert.ok(marked > 100, `${marked} marked`);
});

test('every link of the site leads to a page', async () => {
  const seen = new Set(Object.values(pages));
  const get = async (path) => {
    const reply = await fetch(site.url + path);
    return { status: reply.status, html: await reply.text() };
  };
  const links = new Set();
  for (const path of seen) {
    for (const [, to] of (await get(path)).html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) links.add(to.replaceAll('&amp;', '&'));
  }
  for (const to of links) {
    // The language link of a form that is wrong leads to the same wrong form.
    if (seen.has(to) || to.includes('sprak=')) continue;
    const { status } = await get(to);
    assert.equal(status, 200, to);
    seen.add(to);
  }
  assert.ok(seen.size > 100, `${seen.size} pages`);
});

test('no page shows the ids that the packs use among themselves', async () => {
  const inner = new Map();
  for (const [, path] of Object.entries(pages)) {
    const agreement = /^\/overenskommelser\/([^/?]+\/[^/?]+)/.exec(path)?.[1];
    if (agreement) inner.set(agreement, ids_of(`agreements/${agreement}`));
  }
  const shown = [];
  for (const [, path] of Object.entries(pages)) {
    const agreement = /^\/overenskommelser\/([^/?]+\/[^/?]+)/.exec(path)?.[1];
    if (!agreement) continue;
    const html = await (await fetch(site.url + path)).text();
    const words = html.replace(/<(title|script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
    for (const word of words.match(/(?<![\wåäö/.@:-])[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+(?![\wåäö/@-])/g) ?? []) {
      if (inner.get(agreement).has(word)) shown.push(`${path}: ${word}`);
    }
  }
  assert.deepEqual([...new Set(shown)], []);
});

// Codes that are no words of Swedish: "region_health_care", "hand_over", "acute".
const codes = () => {
  const yaml = (folder) => readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')).map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8')).join('\n');
  const all = yaml('agreements');
  const prose = new Set(all.match(/(?:\bsv: |\b(?:title|says|summary|label|name|description|entry|question|words|full|at|source|note|unstated|drift|mandate|who|with|is|because|asking|what|edition): |^ +- )[^\n]*/gm).join(' ').toLowerCase().match(/[a-zåäö_-]+/g));
  return new Set([...yaml('agreements/vocabulary').matchAll(/\bid: ([a-z]+(?:[_.][a-z]+)*)/g)].map(([, id]) => id).filter((id) => id.length > 3 && (/[_.]/.test(id) || !prose.has(id))));
};

test('no page of any agreement shows a code in the place of its words', { timeout: 300_000 }, async () => {
  const inner = codes();
  assert.ok(inner.size > 200, `${inner.size} codes`);
  const seen = new Set();
  const shown = new Set();
  for (const left = ['/', '/overenskommelser', '/hjalp']; left.length > 0; ) {
    const path = left.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    const html = await (await fetch(site.url + path)).text();
    for (const [, to] of html.matchAll(/<a [^>]*href="(\/overenskommelser\/[^"#?]*)/g)) left.push(to);
    const words = html.replace(/<(title|script|style|textarea|datalist)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
    for (const word of words.match(/(?<![\wåäö/.@:-])[a-z]+(?:[_.][a-z]+)*(?![\wåäö/@-])/g) ?? []) {
      if (inner.has(word)) shown.add(`${path}: ${word}`);
    }
  }
  assert.ok(seen.size > 150, `${seen.size} pages`);
  assert.deepEqual([...shown], []);
});

for (const script of [true, false]) {
  describe(script ? 'with JavaScript' : 'without JavaScript', () => {
    test('from the start to who answers, by keyboard alone', async () => {
      const { page, faults, open, close } = await tab(wide, { script });
      await open('/');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#innehall', 'the skip link comes first');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'lan', 'and leads past the menu');
      await page.keyboard.type('Krokom');
      await page.keyboard.press('Tab');
      await page.keyboard.type('boende');
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
      assert.match(await text(page, '#svar'), /Krokoms kommun: Socialtjänsten/);
      assert.match(await text(page, '#svar'), /Avsnitt 2\.1/);
      assert.equal(await page.$eval('#behov', (input) => input.value), 'Boende och boendestöd');
      assert.deepEqual(faults, []);
      await close();
    });
    test('a wrong form says what and where, and keeps what was written', async () => {
      const { page, open, close } = await tab(wide, { script });
      await open('/rakna-frist');
      await page.type('#fran', '31 januari');
      await page.type('#antal', 'tre');
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
      const above = await page.$$eval('#fel a', (all) => all.map((a) => [a.getAttribute('href'), a.innerText]));
      assert.equal(above.length, 2);
      for (const [to, words] of above) assert.ok(words.endsWith(`: ${await text(page, `${to}-error`)}`), words);
      assert.equal(await page.$eval('#fran', (input) => input.value), '31 januari');
      if (script) assert.equal(await page.evaluate(() => document.activeElement.id), 'fel');
      await Promise.all([page.click('#fel a')]);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'fran');
      await close();
    });
    test('the language stays', async () => {
      const { page, open, close } = await tab(wide, { script });
      await open('/rakna-frist?fran=2026-12-18&antal=10');
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click('.language')]);
      assert.match(await text(page, '#svar'), /The last day is 2027-01-08, a Friday/);
      await open('/hjalp');
      assert.equal(await page.$eval('html', (html) => html.lang), 'en');
      await close();
    });
  });
}

test('the answer can be copied', async () => {
  const { page, open, close } = await tab();
  await page.browserContext().overridePermissions(site.url, ['clipboard-read', 'clipboard-sanitized-write']);
  await open('/vem-gor-vad?lan=2380&behov=housing');
  await page.click('.copy button');
  await page.waitForFunction(() => document.querySelector('.copy [role=status]').textContent !== '');
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Östersunds kommun: Socialtjänsten/);
  await close();
});

test('two agreements beside each other fit on few sheets', async () => {
  const { page, open, close } = await tab();
  await open(pages.compare);
  const paper = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sheets = paper.match(/\/Type \/Page\b(?!s)/g).length;
  assert.ok(sheets <= 15, `${sheets} sheets`);
  await close();
});

test('on paper only the text is left', async () => {
  const { page, open, close } = await tab();
  await open('/vem-gor-vad?lan=2380&behov=housing');
  await page.emulateMediaType('print');
  const shown = await page.evaluate(() => Object.fromEntries(['.menu', 'form', '#svar h2'].map((part) => [part, document.querySelector(part).offsetParent !== null])));
  assert.deepEqual(shown, { '.menu': false, form: false, '#svar h2': true });
  assert.ok((await page.pdf({ format: 'A4' })).length > 10_000);
  await close();
});
