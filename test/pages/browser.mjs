// A real browser and its tabs, and what every page has to be in every look.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';
import { overens } from '../program.mjs';
import { new_store, Server, until } from '../server/server.mjs';

export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const wide = { width: 1280, height: 900 };
export const looks = [
  ['light', wide, 'light', 'none'],
  ['dark', wide, 'dark', 'none'],
  ['a tablet', { width: 800, height: 1000 }, 'light', 'none'],
  ['a phone', { width: 390, height: 800 }, 'light', 'none'],
  ['a narrow phone in the dark', { width: 320, height: 640 }, 'dark', 'none'],
  ['forced colours', wide, 'light', 'active'],
];

/** The page itself no longer waits for what it asked: newer words stand in its form, or it has been left. */
const is_given_up = (request) => request.resourceType() === 'fetch' && request.failure()?.errorText === 'net::ERR_ABORTED';

export class Browser {
  static async start(site) {
    const browser = new Browser();
    browser.site = site;
    // --no-sandbox: containers give the browser no namespaces of its own, and it only opens our own pages.
    browser.chromium = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
    return browser;
  }

  stop = () => this.chromium.close();

  /** A tab of its own, without anybody's cookies; what goes wrong in it gathers in `faults`. */
  async tab(viewport = wide, { script = true } = {}) {
    const { url } = this.site;
    const context = await this.chromium.createBrowserContext();
    const page = await context.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => ['error', 'warn'].includes(message.type()) && !/status of 4(01|03|04|09|10|22)/.test(message.text()) && faults.push(message.text()));
    page.on('requestfailed', (request) => is_given_up(request) || faults.push(`${request.url()}: ${request.failure()?.errorText}`));
    page.on('request', (request) => request.url().startsWith(url) || request.url().startsWith('data:') || faults.push(`asks elsewhere: ${request.url()}`));
    await page.setJavaScriptEnabled(script);
    await page.setViewport(viewport);
    const session = await page.createCDPSession();
    return { page, session, faults, open: (path) => page.goto(url + path, { waitUntil: 'load' }), close: () => context.close() };
  }
}

/** A tab in which the developer of the site has signed in, by the link that its terminal shows. */
export async function signed_in(browser) {
  const tab = await browser.tab();
  const link = () => /http:\/\/[\d.:]+(\/utvecklare\/[\w-]+)/.exec(browser.site.out)?.[1];
  await until(link);
  await tab.open(link());
  return tab;
}

/** A server with the events of these examples, and a tab in which its developer has signed in. */
export async function developers_site(folder, examples) {
  const store = new_store(folder);
  for (const name of examples) {
    const imported = overens('journal', 'import', '--store', store, `examples/${name}.jsonl`);
    assert.equal(imported.code, 0, imported.err);
  }
  const site = await Server.start({ STORE: store, DEVELOPER: 'true' });
  const browser = await Browser.start(site);
  return { site, browser, here: await signed_in(browser) };
}

/** A tab in which somebody of the site (`people.mjs`) has signed in. */
export async function tab_of(browser, site, who) {
  const tab = await browser.tab();
  const { hostname } = new URL(site.server.url);
  const cookies = site.sessions.get(who).cookie.split('; ').map((one) => one.split('='));
  for (const [name, ...value] of cookies) await tab.session.send('Network.setCookie', { name, value: value.join('='), domain: hostname, path: '/', secure: true });
  return tab;
}

/** Clicks, and waits for the page that comes of it. */
export const go = (page, selector) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click(selector)]);

export const text = (page, selector) => page.$eval(selector, (element) => element.innerText.trim());

/** In the look, the page can be read by everybody (axe, which must have been put in it), and does not scroll sideways. */
export async function is_readable({ page, session }, [, viewport, scheme, forced]) {
  await page.setViewport(viewport);
  const features = [{ name: 'prefers-color-scheme', value: scheme }, { name: 'forced-colors', value: forced }];
  await session.send('Emulation.setEmulatedMedia', { features });
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), []);
  const [has, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(has <= room, `${has} px in a window of ${room}`);
}
