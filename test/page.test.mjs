// The pages that the program writes, in a real browser: readable for everybody (axe), on a phone, in the dark and on paper,
// and needing nothing from elsewhere.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { overens } from './program.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const on = ['--on', '2026-03-20'];
const draft = ['simulate', '--draft', 'agreements/drafts/jamtland-harjedalen-reform', '--events', 'examples/jamtland-harjedalen.jsonl', ...on];
const pages = {
  'an agreement': ['agreement', 'show', 'jamtland-harjedalen', ...on],
  'an agreement with many undertakings': ['agreement', 'show', 'stockholm', ...on],
  'an agreement without its text': ['agreement', 'show', 'vastmanland', ...on],
  'an agreement in English': ['agreement', 'show', 'dalarna/2021', ...on, '--lang', 'en'],
  'two agreements beside each other': ['agreement', 'diff', 'jamtland-harjedalen', 'dalarna/2021', ...on],
  'a draft': [...draft, '--by-bearer'],
};

let browser;
before(async () => {
  // --no-sandbox: containers give the browser no namespaces of its own, and it only opens what the test wrote.
  browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});
after(() => browser?.close());

for (const [name, args] of Object.entries(pages)) {
  describe(name, () => {
    const { code, out, err } = overens(...args, '--html', '-');
    const looks = [
      ['on a screen', { width: 1280, height: 900 }, 'light'],
      ['in the dark', { width: 1280, height: 900 }, 'dark'],
      ['on a phone', { width: 360, height: 740 }, 'light'],
    ];
    for (const [how, viewport, scheme] of looks) {
      test(how, async () => {
        assert.equal(code, 0, err);
        const page = await browser.newPage();
        const asked = [];
        page.on('request', (request) => asked.push(request.url()));
        await page.setViewport(viewport);
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.setContent(out);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), []);
        const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        assert.ok(wide <= window, `${wide} px of text in a window of ${window}`);
        assert.deepEqual(asked.filter((url) => !url.startsWith('about:') && !url.startsWith('data:')), []);
        await page.close();
      });
    }
    test('its links lead somewhere', async () => {
      const page = await browser.newPage();
      await page.setContent(out);
      const dead = await page.evaluate(() =>
        [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1)).filter((id) => document.querySelectorAll(`[id="${id}"]`).length !== 1));
      assert.deepEqual(dead, []);
      await page.close();
    });
    test('on paper', async () => {
      const page = await browser.newPage();
      await page.setContent(out);
      const pdf = await page.pdf({ format: 'A4' });
      assert.ok(pdf.length > 10_000);
      await page.close();
    });
  });
}
