// doc/myndighet.md, followed as it is written: by its own commands, and by the words that it says stand on the pages.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { overens, root } from '../program.mjs';
import { code } from '../server/one_time_code.mjs';
import { new_store, Server } from '../server/server.mjs';
import { Browser, go, text } from './browser.mjs';

const guide = readFileSync(`${root}doc/myndighet.md`, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'overens-guide-'));
const password = 'fyra gröna stolar';
let store;
let site;
let browser;
let anna; // her tab
const keys = {}; // of each one's app
before(async () => {
  store = new_store(folder);
  site = await Server.start({ STORE: store });
  browser = await Browser.start(site);
});
after(async () => {
  await browser?.stop();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A command of the guide, on the store of the test, with other words in the place of some. */
function command(number, changed = {}) {
  const line = [...guide.matchAll(/```\n(overens[^`]*)```/g)][number][1].replaceAll('\\\n', ' ');
  const words = line.match(/"[^"]*"|\S+/g).map((word) => word.replaceAll('"', '')).slice(1);
  for (const [option, value] of Object.entries({ '--store': store, '--site': site.url, ...changed })) {
    const at = words.indexOf(option);
    if (value === undefined && at >= 0) words.splice(at, 2);
    else if (at >= 0) words[at + 1] = value;
    else if (value !== undefined) words.push(option, value);
  }
  return words;
}

/** Follows a link, or presses a button, that the guide calls by its words. */
async function follow({ page }, words) {
  assert.ok(guide.includes(`*${words}*`), `the guide says ${words}`);
  await click(page, words);
}
async function click(page, words) {
  const handle = await page.evaluateHandle((label) => [...document.querySelectorAll('a, button')].find((one) => one.innerText.trim().startsWith(label) && one.offsetParent), words);
  assert.ok(handle.asElement(), `no ${words} on ${page.url()}: ${await text(page, 'main')}`);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), handle.click()]);
}
const write = (page, name, words) => page.$eval(`[name="${name}"]`, (field, value) => (field.value = value), words);
/** From a list, or among buttons. */
const choose = (page, name, label) => page.$$eval(`[name="${name}"]`, (fields, wanted) => {
  const choices = fields.flatMap((field) => field.options ? [...field.options].map((one) => [one.text, () => (field.value = one.value)]) : [...field.labels].map((one) => [one.innerText, () => field.click()]));
  const found = choices.find(([words]) => words.trim() === wanted);
  if (!found) throw Error(`no ${wanted} among ${choices.map(([words]) => words)}`);
  found[1]();
}, label);
async function save(page) {
  await go(page, 'button[value=kontrollera]');
  await go(page, 'button[value=spara]');
}

async function choose_password(tab, link, who) {
  await tab.page.goto(link, { waitUntil: 'load' });
  keys[who] = await text(tab.page, '.code');
  await write(tab.page, 'losenord', password);
  await write(tab.page, 'igen', password);
  await write(tab.page, 'kod', code(keys[who]));
  await go(tab.page, 'main form button[type=submit]');
  assert.match(await text(tab.page, 'main'), /[Rr]eservkod/);
}

test('1. the authority and its first administrator, in the terminal', async () => {
  const { code: exit, out, err } = overens(...command(0));
  assert.equal(exit, 0, err);
  anna = await browser.tab();
  await choose_password(anna, /http:\S+/.exec(out)[0], 'anna');
});

test('2. units: one by its form, others by the example table', async () => {
  const { page } = anna;
  await anna.open('/');
  await follow(anna, 'Organisation');
  await click(page, 'Socialnämnden i Åre kommun');
  await follow(anna, 'Lägg till en enhet');
  await choose(page, 'uppgift-kind', 'Socialtjänstens enhet');
  await write(page, 'uppgift-name', 'Vuxenenheten');
  await save(page);
  await follow(anna, 'Ändra enhetens uppgifter');
  await write(page, 'uppgift-telephone', '0647-700 00');
  await page.click('input[name="uppgift-listed"][value=ja]');
  await save(page);
  await follow(anna, 'Uppgifterna stämmer');
  await save(page);
  assert.match(await text(page, 'main'), /gick igenom uppgifterna i dag/);
  await anna.open('/organisation/are-soc');
  await follow(anna, 'Läs in en tabell');
  await page.click('input[name="vad"][value=enheter]');
  await write(page, 'rader', readFileSync(`${root}examples/units.csv`, 'utf8'));
  await go(page, 'button[value=kontrollera]');
  assert.match(await text(page, 'main'), /Nytt: [1-9]/, 'what will change');
  await go(page, 'button[value=spara]');
  const everybody = await (await fetch(`${site.url}/enheter`)).text();
  assert.match(everybody, /Vuxenenheten/);
});

test('3. a member of staff gets a commission, and 4. an account', async () => {
  const { page } = anna;
  await anna.open('/organisation/are-soc');
  await follow(anna, 'Lägg till en medarbetare');
  await write(page, 'uppgift-name', 'Bo Exempel');
  await write(page, 'uppgift-email', 'bo.exempel@are.example');
  await save(page);
  const bo = page.url();
  await follow(anna, 'Ge ett uppdrag');
  await choose(page, 'uppgift-role', 'Handläggare eller behandlare i socialtjänsten');
  await choose(page, 'uppgift-purpose', 'Vård och stöd');
  await choose(page, 'uppgift-unit', 'Vuxenenheten');
  await write(page, 'uppgift-from', new Date().toISOString().slice(0, 10));
  await save(page);
  await page.goto(bo, { waitUntil: 'load' });
  await follow(anna, 'Ge ett konto');
  await go(page, 'main form button[type=submit]');
  const link = /http:\S+\/konto\/[\w-]{43}/.exec(await text(page, 'main'))[0];
  const tab = await browser.tab();
  await choose_password(tab, link, 'bo');
  await tab.open('/arenden');
  assert.match(await text(tab.page, 'main'), /Nytt ärende|ärende/i);
  await page.goto(bo, { waitUntil: 'load' });
  assert.match(await text(page, 'main'), /bo\.exempel@are\.example/);
});

test('the second administrator is made in the terminal and confirmed by the first, on the page of the commission', async () => {
  const again = command(0, { '--who': 'Cia Exempel', '--email': 'cia.exempel@are.example', '--new-authority': undefined, '--party': undefined, '--authority-name': undefined });
  again[again.indexOf('add') + 1] = 'cia.exempel@are.example';
  const { code: exit, out, err } = overens(...again);
  assert.equal(exit, 0, err);
  const cia = await browser.tab();
  await choose_password(cia, /http:\S+/.exec(out)[0], 'cia');
  await cia.open('/organisation/are-soc');
  assert.doesNotMatch(await text(cia.page, 'main'), /Bo Exempel/, 'not yet');
  const { page } = anna;
  await anna.open('/organisation/are-soc');
  await click(page, 'Cia Exempel: behörighetsadministratör');
  assert.match(await text(page, 'main'), /väntar på att en annan administratör bekräftar/);
  await follow(anna, 'Bekräfta uppdraget');
  await save(page);
  await cia.open('/organisation/are-soc');
  assert.match(await text(cia.page, 'main'), /Bo Exempel/);
  await click(cia.page, 'Cia Exempel: behörighetsadministratör');
  const acts = await text(cia.page, 'main');
  assert.doesNotMatch(acts, /Avsluta uppdraget/, 'her own');
  assert.deepEqual(cia.faults.concat(anna.faults), []);
});
