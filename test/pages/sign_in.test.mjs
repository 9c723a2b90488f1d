// Signing in with a password and a one-time code, what each role then finds, and what becomes of it: in a browser, and by requests of
// whoever tries to get in.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { overens } from '../program.mjs';
import { is_on_postgres, new_store, postgres, Server, until } from '../server/server.mjs';
import { code } from '../server/one_time_code.mjs';
import { new_staff } from '../server/staff.mjs';
import { axe, Browser, go, is_readable, looks, text } from './browser.mjs';

const password = 'fyra gröna stolar';
const folder = mkdtempSync(join(tmpdir(), 'overens-sign-in-'));
const store = new_store(folder);
let browser;
let site;

/** As if everybody had last shown an hour ago who they are. */
function let_time_pass() {
  const sql = 'update session set confirmed = confirmed - 3600000';
  if (is_on_postgres) return postgres.run(new URL(store).pathname.slice(1), sql);
  const done = spawnSync('sqlite3', ['-cmd', '.timeout 5000', store, sql], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
}

const add = (name, role) => new_staff(store, { name, role, who: `${role} Exempel`, purpose: 'administration', authority: 'ostersund-soc' });

before(async () => {
  for (const events of ['jamtland-harjedalen', 'organisation']) {
    const imported = overens('journal', 'import', '--store', store, `examples/${events}.jsonl`);
    assert.equal(imported.code, 0, imported.err);
  }
  site = await Server.start({ STORE: store });
  browser = await Browser.start(site);
});
after(async () => {
  await browser?.stop();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const write = (page, name, words) => page.$eval(`[name="${name}"]`, (field, value) => (field.value = value), words);
const send = (page) => go(page, 'main form button[type=submit]');
const path = (page) => new URL(page.url()).pathname;

/** Chooses the password by the link that the terminal gave, and gives the app's key and the recovery codes. */
async function choose(tab, link) {
  await tab.open(link);
  const key = await text(tab.page, '.code');
  await write(tab.page, 'losenord', password);
  await write(tab.page, 'igen', password);
  await write(tab.page, 'kod', code(key)); // good also when the next step has begun before it arrives
  await send(tab.page);
  const recovery = await tab.page.$$eval('main li', (items) => items.map((item) => item.innerText.trim()));
  return { key, recovery };
}

async function sign_in(tab, name, key, { to = '/logga-in', words = password, step = 0 } = {}) {
  await tab.open(to);
  await write(tab.page, 'konto', name);
  await write(tab.page, 'losenord', words);
  await write(tab.page, 'kod', code(key, step));
  await send(tab.page);
}

describe('an account', () => {
  const name = 'vera@ostersund.test';
  let tab;
  let link;
  let given;
  before(async () => {
    tab = await browser.tab();
    link = add(name, 'administrator');
  });
  after(() => tab.close());

  test('has its password chosen by a link, once', async () => {
    await tab.open(link);
    await tab.page.evaluate(axe);
    for (const look of looks) await is_readable(tab, look);
    await write(tab.page, 'losenord', 'kort');
    await write(tab.page, 'igen', 'kort');
    await write(tab.page, 'kod', '000000');
    await send(tab.page);
    assert.match(await text(tab.page, '#fel'), /minst 12 tecken/);
    assert.equal(await tab.page.$eval('[name=losenord]', (field) => field.value), '', 'what is secret is not shown again');
    given = await choose(tab, link);
    assert.equal(given.recovery.length, 10);
    assert.match(await text(tab.page, 'header'), /administrator Exempel, behörighetsadministratör/);
    await tab.open(link);
    assert.match(await text(tab.page, 'h1'), /finns inte/i);
  });

  test('is left by signing out, and entered with the password and a code', async () => {
    await go(tab.page, 'form.account button');
    assert.doesNotMatch(await text(tab.page, 'header'), /Exempel/);
    await sign_in(tab, name, given.key, { step: 1 }); // the code of this step has been used
    assert.equal(path(tab.page), '/');
    assert.match(await text(tab.page, 'header'), /administrator Exempel/);
  });

  test('is not entered with anything wrong, and nobody is told what', async () => {
    const other = await browser.tab();
    const said = new Set();
    for (const [who, words, key] of [
      [name, 'another password', given.key],
      ['nobody@ostersund.test', password, given.key],
      [name, password, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'],
    ]) {
      await sign_in(other, who, key, { words });
      said.add(await text(other.page, '#fel'));
    }
    assert.equal(said.size, 1, [...said]);
    await sign_in(other, name, given.key, { words: 'another password', step: 1 });
    await other.page.evaluate(axe);
    for (const look of looks) await is_readable(other, look);
    await other.close();
  });

  test('leads to where one was going, and to nobody else', async () => {
    const other = await browser.tab();
    await other.open('/organisation/ostersund-soc');
    assert.match(await text(other.page, 'h1'), /behöver vara inloggad/);
    await go(other.page, 'main a[href^="/logga-in"]');
    await write(other.page, 'konto', name);
    await write(other.page, 'losenord', password);
    await write(other.page, 'kod', given.recovery[0]);
    await send(other.page);
    assert.equal(path(other.page), '/organisation/ostersund-soc');
    await other.open('/logga-in?till=/organisation/ostersund-soc/ny/staff.registered&kvar=steg%3Dspara%26uppgift-name%3DX');
    assert.equal(await other.page.$('[name=kvar]'), null, 'what a link says was never written here');
    await other.open('/logga-in?till=https%3A%2F%2Felsewhere.test%2F');
    assert.equal(await other.page.$eval('[name=till]', (field) => field.value), '/');
    await other.close();
  });

  test('shows where it is signed in, and ends it there', async () => {
    const other = await browser.tab();
    await other.open('/logga-in');
    await write(other.page, 'konto', name);
    await write(other.page, 'losenord', password);
    await write(other.page, 'kod', given.recovery[1]);
    await send(other.page);
    await tab.open('/mitt-konto');
    await tab.page.evaluate(axe);
    for (const look of looks) await is_readable(tab, look);
    const sessions = (await tab.page.$$('.sessions li')).length;
    assert.ok(sessions >= 2);
    await go(tab.page, '.sessions form button');
    await other.open('/organisation');
    assert.match(await text(other.page, 'h1'), /behöver vara inloggad/, 'the one used last was ended');
    await other.close();
  });

  test('keeps what was written when it is signed out on the way', async () => {
    await tab.open('/organisation/ostersund-soc/ny/staff.registered');
    await write(tab.page, 'uppgift-name', 'Nils Ny');
    await write(tab.page, 'uppgift-email', 'nils@ostersund.test');
    const cookies = (await tab.page.cookies()).filter((cookie) => cookie.name === '__Host-overens');
    await tab.page.deleteCookie(...cookies);
    await go(tab.page, 'button[value=kontrollera]');
    assert.match(await text(tab.page, '.lead'), /utloggad/);
    await write(tab.page, 'konto', name);
    await write(tab.page, 'losenord', password);
    await write(tab.page, 'kod', given.recovery[2]);
    await send(tab.page);
    assert.match(await text(tab.page, '.lead'), /inte sparat/);
    await send(tab.page);
    assert.match(await text(tab.page, 'main'), /Nils Ny/);
    await go(tab.page, 'button[value=spara]');
    await tab.open('/organisation/ostersund-soc');
    assert.match(await text(tab.page, 'main'), /Nils Ny/);
  });

  test('is closed in the terminal, and whoever was signed in no longer is', async () => {
    const closed = overens('account', 'close', name, '--store', store);
    assert.equal(closed.code, 0, closed.err);
    await tab.open('/organisation');
    assert.match(await text(tab.page, 'h1'), /behöver vara inloggad/);
    assert.equal(overens('account', 'close', 'nobody@ostersund.test', '--store', store).code, 3);
  });
});

describe('an administrator keeps the accounts of the staff', () => {
  const page = '/organisation/personal/m-vide';
  let own;
  let hers;
  let key;
  let recovery;
  const link = () => text(own.page, '.code').then((address) => new URL(address).pathname);
  const press = (act) => go(own.page, `form:has([name=gor][value=${act}]) button`);
  before(async () => {
    own = await browser.tab();
    hers = await browser.tab();
    ({ recovery } = await choose(own, add('ada@ostersund.test', 'administrator')));
  });
  after(async () => {
    await own.close();
    await hers.close();
  });

  test('and gives one, by a link that is shown once', async () => {
    await own.open(page);
    assert.match(await text(own.page, 'section[aria-labelledby=konto]'), /inget konto/);
    await go(own.page, 'section[aria-labelledby=konto] a');
    assert.equal(await own.page.$eval('[name=konto]', (field) => field.value), 'vide.ekstrom@kommun.example');
    await own.page.evaluate(axe);
    for (const look of looks) await is_readable(own, look);
    await write(own.page, 'konto', 'vide@ostersund.test');
    await press('ge');
    await own.page.evaluate(axe);
    for (const look of looks) await is_readable(own, look);
    const given = await link();
    ({ key } = await choose(hers, given));
    await hers.open('/forum');
    assert.match(await text(hers.page, 'header'), /Vide Ekström, handläggare/);
    await own.open(`${page}/konto`);
    assert.match(await text(own.page, 'main'), /vide@ostersund\.test: lösenord är valt/);
    assert.equal(await own.page.$('.code'), null);
  });

  test('and gives none of a name that is taken', async () => {
    await own.open('/organisation/personal/m-tuva/konto');
    await write(own.page, 'konto', 'vide@ostersund.test');
    await press('ge');
    assert.match(await text(own.page, '#fel'), /finns redan/);
    assert.equal(await own.page.$eval('[name=konto]', (field) => field.value), 'vide@ostersund.test');
  });

  test('and gives a new link, by which the old password and codes stop', async () => {
    await own.open(`${page}/konto`);
    await press('lank');
    const given = await link();
    await hers.open('/forum');
    assert.match(await text(hers.page, 'h1'), /behöver vara inloggad/, 'at once');
    await sign_in(hers, 'vide@ostersund.test', key, { step: 1 });
    assert.match(await text(hers.page, '#fel'), /fel/);
    await choose(hers, given);
    assert.match(await text(hers.page, 'header'), /Vide Ekström/);
  });

  test('and closes it, whoever is signed in by it', async () => {
    await own.open(`${page}/konto`);
    await press('stang');
    assert.match(await text(own.page, 'main'), /stängt/);
    await hers.open('/forum');
    assert.match(await text(hers.page, 'h1'), /behöver vara inloggad/);
  });

  test('and shows once more who they are when that was long ago, and loses nothing', async () => {
    await own.open('/organisation/personal/m-saga/konto');
    await write(own.page, 'konto', 'saga@ostersund.test');
    let_time_pass();
    await press('ge');
    assert.match(await text(own.page, 'h1'), /Visa på nytt vem du är/);
    await own.page.evaluate(axe);
    for (const look of looks) await is_readable(own, look);
    await write(own.page, 'losenord', 'another password');
    await write(own.page, 'kod', '000000');
    await send(own.page);
    assert.match(await text(own.page, '#fel'), /fel/);
    await write(own.page, 'losenord', password);
    await write(own.page, 'kod', recovery[0]);
    await send(own.page);
    assert.match(await text(own.page, '.lead'), /inte gjort/);
    await send(own.page);
    assert.match(await link(), /^\/konto\//);
    assert.match(await text(own.page, 'main'), /saga@ostersund\.test/);
  });

  test('as when they give a commission, which is then saved with one press', async () => {
    await own.open('/organisation/ostersund-soc/ny/commission.given?uppgift-staff=m-saga');
    await own.page.select('[name="uppgift-role"]', 'statistician');
    await own.page.click('[name="uppgift-purpose"][value=follow_up]');
    await write(own.page, 'uppgift-from', '2026-01-15');
    await go(own.page, 'button[value=kontrollera]');
    let_time_pass();
    await go(own.page, 'button[value=spara]');
    await write(own.page, 'losenord', password);
    await write(own.page, 'kod', recovery[1]);
    await send(own.page);
    await send(own.page);
    assert.match(await text(own.page, 'main'), /statistiker/);
    assert.match(path(own.page), /^\/organisation\/uppdrag\//);
  });

  test('and two of them give a commission with sensitive rights', async () => {
    await own.open('/organisation/ostersund-soc/ny/commission.given?uppgift-staff=m-saga');
    await own.page.select('[name="uppgift-role"]', 'log_reviewer');
    await own.page.click('[name="uppgift-purpose"][value=review]');
    await write(own.page, 'uppgift-from', '2026-01-15');
    await go(own.page, 'button[value=kontrollera]');
    await go(own.page, 'button[value=spara]');
    const commission = path(own.page);
    assert.match(await text(own.page, 'main'), /väntar på att en annan administratör bekräftar det[^]*Du kan inte bekräfta det/);
    assert.equal(await own.page.$('a[href^="/dokumentera/commission.confirmed/"]'), null, 'not by who gave it');
    await own.open(`/dokumentera/commission.confirmed/${commission.split('/').pop()}`);
    await go(own.page, 'button[value=kontrollera]');
    await go(own.page, 'button[value=spara]');
    assert.match(await text(own.page, 'main'), /inte din att se|inte behörighet|får inte/i, 'whatever they ask for');
    const other = await browser.tab();
    await choose(other, add('bodil@ostersund.test', 'administrator'));
    await other.open('/organisation/ostersund-soc');
    assert.match(await text(other.page, '#uppdrag ~ * tr:has(a[href="' + commission + '"]), tr:has(a[href="' + commission + '"])'), /väntar på bekräftelse/);
    await other.page.evaluate(axe);
    for (const look of looks) await is_readable(other, look);
    await other.open(commission);
    await go(other.page, 'a[href^="/dokumentera/commission.confirmed/"]');
    await go(other.page, 'button[value=kontrollera]');
    await go(other.page, 'button[value=spara]');
    await other.open('/organisation/ostersund-soc');
    assert.doesNotMatch(await text(other.page, 'main'), /väntar på bekräftelse/);
    await other.close();
  });

  test('but not their own, and nobody else does', async () => {
    await own.open('/organisation/ostersund-soc');
    await go(own.page, 'xpath/.//tr[contains(., "ada@ostersund.test")]//a');
    await go(own.page, 'section[aria-labelledby=konto] a');
    assert.equal(await own.page.$('main form'), null);
    const other = await browser.tab();
    await choose(other, add('ulla@ostersund.test', 'unit_manager'));
    assert.doesNotMatch(await (await other.open(page)).text(), /id="konto"/);
    assert.equal((await other.open(`${page}/konto`)).status(), 403);
    await other.close();
  });

  test('and ends a commission at once', async () => {
    await own.open(`${page}/konto`);
    await write(own.page, 'konto', 'vide@ostersund.test');
    await press('ge');
    await choose(hers, await link());
    assert.match(await text(hers.page, 'header'), /handläggare/);
    await own.open(`/dokumentera/commission.ended/u-vide`);
    await own.page.click('[name="uppgift-reason"][value=misused]');
    await own.page.click('[name="uppgift-at_once"][value=ja]');
    await go(own.page, 'button[value=kontrollera]');
    await go(own.page, 'button[value=spara]');
    await hers.open('/forum');
    assert.doesNotMatch(await text(hers.page, 'header'), /handläggare/);
  });
});

describe('what somebody had written when their session was over', () => {
  const form = '/dokumentera/unit.described/vuxenenheten';
  let tab;
  let tuva;
  const lose_session = async () => {
    const cookies = (await tab.page.cookies()).filter((cookie) => cookie.name === '__Host-overens');
    await tab.page.deleteCookie(...cookies);
  };
  const enter = async (name, recovery_code) => {
    await write(tab.page, 'konto', name);
    await write(tab.page, 'losenord', password);
    await write(tab.page, 'kod', recovery_code);
    await send(tab.page);
  };
  const choose_manager = async () => {
    await tab.page.click('[name=uppdrag][value=u-tuva]');
    await send(tab.page);
  };
  before(async () => {
    tab = await browser.tab();
    const added = overens('account', 'add', 'tuva@ostersund.test', '--store', store, '--authority', 'ostersund-soc', '--staff', 'm-tuva', '--site', '');
    assert.equal(added.code, 0, added.err);
    tuva = await choose(tab, /\/konto\/[\w-]{43}/.exec(added.out)[0]);
    await tab.open('/arenden');  // under no commission yet: the refusal leads to where one is chosen
    await tab.page.click('main a[href^="/mitt-konto"]');
    await tab.page.waitForSelector('[name=uppdrag]');
    await choose_manager();
    await tab.open(form);
    await write(tab.page, 'uppgift-hours', 'Vardagar 8-16');
    await lose_session();
    await go(tab.page, 'button[value=kontrollera]');
    assert.match(await text(tab.page, '.lead'), /utloggad/);
  });
  after(() => tab.close());

  test('comes back when they have chosen under which of several commissions they work', async () => {
    await enter('tuva@ostersund.test', tuva.recovery[0]);
    assert.match(await text(tab.page, '.lead'), /Välj först/);
    await go(tab.page, 'main form button[type=submit]');
    assert.equal(await tab.page.$('#fel'), null, 'nothing was wrong yet');
    await choose_manager();
    assert.match(await text(tab.page, '.lead'), /inte sparat/);
    await go(tab.page, 'main form button[type=submit]');
    assert.match(await text(tab.page, 'main'), /Vardagar 8-16/);
  });

  test('comes back to nobody else', async () => {
    const link = add('annan@ostersund.test', 'administrator');
    const other = await browser.tab();
    const { recovery } = await choose(other, link);
    await other.close();
    await tab.open(form);
    await write(tab.page, 'uppgift-hours', 'Bara för Tuva');
    await lose_session();
    await go(tab.page, 'button[value=kontrollera]');
    await enter('annan@ostersund.test', recovery[0]);
    assert.match(await text(tab.page, 'header'), /administrator Exempel/);
    assert.doesNotMatch(await tab.page.content(), /Bara för Tuva/);
  });
});

describe('a role', () => {
  const sees = {
    administrator: { '/organisation': 200, '/organisation/ostersund-soc': 200, '/organisation/region-hsn': 403, '/organisation/no-such': 403, '/forum': 200 },
    caseworker: { '/organisation': 403, '/organisation/ostersund-soc': 403, '/forum': 200, '/enheter': 200 },
    agreement_owner: { '/organisation': 403, '/forum': 200 },
    log_reviewer: { '/organisation': 403, '/forum': 200 },
    operations: { '/organisation': 403, '/forum': 200 },
  };
  for (const [role, pages] of Object.entries(sees)) {
    test(`${role} finds what is theirs`, async () => {
      const tab = await browser.tab();
      await choose(tab, add(`${role.replace('_', '-')}@ostersund.test`, role));
      for (const [at, status] of Object.entries(pages)) {
        const reply = await tab.open(at);
        assert.equal(reply.status(), status, at);
        if (status >= 400) assert.doesNotMatch(await reply.text(), /Ekström|Hedlund|Nyberg/, at);
      }
      await tab.close();
    });
  }
});

test('one of several accounts of a service is closed by saying whose', () => {
  const account = (act, ...more) => overens('account', act, 'E1', '--store', store, '--issuer', 'https://idp.test', ...more);
  for (const [authority, staff] of [['ostersund-soc', 'm-vide'], ['region-hsn', 'm-alva']])
    assert.equal(account('add', '--authority', authority, '--staff', staff).code, 0);
  const unclear = account('close');
  assert.equal(unclear.code, 3);
  assert.match(unclear.err, /ostersund-soc.*region-hsn/);
  assert.equal(account('close', '--authority', 'region-hsn').code, 0);
  assert.equal(account('close').code, 0, 'the other one is clear now');
  assert.equal(account('close').code, 3);
});

test('a form is taken from our own pages only, before anybody has signed in', async () => {
  const form = new URLSearchParams({ konto: 'x@y.test', losenord: password, kod: '123456' });
  for (const headers of [{}, { Cookie: '__Host-besok=chosen-by-somebody-else' }]) {
    const reply = await fetch(`${site.url}/logga-in`, { method: 'POST', body: form, headers });
    assert.equal(reply.status, 403);
    assert.ok(!reply.headers.getSetCookie().some((cookie) => cookie.startsWith('__Host-overens=')));
  }
});

test('signing out when nobody is signed in any more keeps no form of it', async () => {
  const reply = await fetch(`${site.url}/logga-ut`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } });
  assert.equal(reply.status, 401);
  assert.doesNotMatch(await reply.text(), /name="(kvar|losenord)"/);
});

test('nothing of it stands in the log', async () => {
  await until(() => site.lines.some((line) => line.route === '/konto/{secret}'));
  const log = JSON.stringify(site.lines) + site.said + site.out;
  assert.doesNotMatch(log, /ostersund\.test|fyra gr|[\w-]{43}/);
});

test('who is signed in stays so when the server starts anew', async () => {
  const tab = await browser.tab();
  await choose(tab, add('omstart@ostersund.test', 'administrator'));
  await site.stop();
  site = await Server.start({ STORE: store, LISTEN: `127.0.0.1:${site.port}` });
  const reply = await tab.open('/organisation');
  assert.equal(reply.status(), 200);
  await tab.close();
});
