// What stands in cases, asked in the terminal: only by whoever holds a commission and shows who they are, decided and kept as on a page.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { overens, overens_typing } from '../program.mjs';
import { new_key } from './door.mjs';
import { code } from './one_time_code.mjs';
import { Site } from './people.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-terminal-'));
const soc = 'ostersund-soc';
const people = ['anna', 'bo', 'cleo'].map((who) => ({ who, role: 'caseworker', authority: soc, unit: 'vuxenenheten' }));
people.push({ who: 'greta', role: 'log_reviewer', authority: soc, unit: '' });
const password = 'fyra gröna stolar';
const name = 'Zebrina Provqvist', address = 'Kvadratgatan 17';

let site;
let in_case, own_case;
const keys = {}; // of each one's app
before(async () => {
  site = await Site.start(folder, people.map(({ unit, ...one }) => ({ ...one, ...(unit && { unit }) })));
  const begun = await site.begin_case('anna', { namn: name, adress: address }, { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' });
  assert.equal(begun.status, 303, begun.body);
  const others = await site.begin_case('cleo', { namn: 'Prov Lind' }, { 'nummer-slag': 'inget', 'nummer-saknas': 'vill inte säga' });
  [in_case, own_case] = [begun, others].map(({ to }) => to.split('/').at(-1).split('?')[0]);
  // The person has a protected identity; who works in the case sees it all the same.
  const record = (type, data) => ({ command: type, do: 'record', type, owner: soc, case: in_case, happened: '2026-03-09', subject: { kind: 'case', id: in_case }, data });
  const commands = [record('case.unit_set', { unit: 'vuxenenheten' }), record('protection.set', { marking: 'protected_registration' })];
  const reply = await fetch(`${site.server.url}/commands`, { method: 'POST', headers: { Authorization: `Bearer ${new_key(site.store, 'prov', soc)}`, 'Content-Type': 'application/json' }, body: JSON.stringify(commands) });
  assert.ok((await reply.json()).every(({ status }) => status === 201));
  for (const who of ['anna', 'bo', 'cleo']) {
    const { out } = overens('account', 'invite', `${who}@prov.test`, '--store', site.store, '--site', '');
    const link = /\/konto\/[\w-]{43}/.exec(out)[0];
    const asked = await fetch(site.server.url + link);
    const page = await asked.text();
    keys[who] = /class="code">([A-Z2-7]+)</.exec(page)[1];
    const headers = { Cookie: asked.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '), Origin: site.server.url };
    const body = new URLSearchParams({ csrf: /name="csrf" value="([^"]+)"/.exec(page)[1], losenord: password, igen: password, kod: code(keys[who]) });
    const chosen = await fetch(site.server.url + link, { method: 'POST', headers, body, redirect: 'manual' });
    assert.equal(chosen.status, 200, await chosen.text());
  }
});
after(async () => {
  await site?.server.stop();
  rmSync(folder, { recursive: true, force: true });
});

// Each code opens once: the next step's has not been used.
const ask = (who, typed, ...args) => overens_typing(typed, ...args, '--store', site.store, '--as', `u-${who}`);
const right = (who, steps) => `${password}\n${code(keys[who], steps)}\n`;

test('whoever shows nothing, or something wrong, is told nothing', () => {
  const wrong = ask('anna', 'en annan mening\n123456\n', 'case', 'show', in_case);
  const nobody = ask('nobody', 'en annan mening\n123456\n', 'case', 'show', in_case);
  for (const refused of [wrong, nobody, ask('anna', '', 'case', 'list')]) {
    assert.equal(refused.code, 3, refused.err);
    assert.equal(refused.out, '');
    assert.ok(!`${refused.err}`.includes(name));
  }
  assert.equal(wrong.err, nobody.err, 'whether there is such a commission is not told');
  assert.equal(overens('case', 'show', in_case, '--store', site.store).code, 2, 'without a commission');
  const elsewhere = ask('anna', right('anna', 0), 'case', 'list', '--keys', join(folder, 'other', 'overens.keys'));
  assert.equal(elsewhere.code, 2, elsewhere.err);
  assert.equal(elsewhere.out, '');
});

test('whoever works in the case sees it, and the look is kept', async () => {
  const shown = ask('anna', right('anna', 1), 'case', 'show', in_case);
  assert.equal(shown.code, 0, shown.err);
  assert.ok(shown.out.includes(name));
  assert.match(shown.out, /Ärende öppnat/);
  for (const where of [address, /vuxenenheten/i]) assert.ok(!shown.out.match(where), `a protected identity is masked: ${where}`);
  const log = (await site.ask('greta', 'GET', `/granskning/logg?gjort=read`)).body;
  assert.match(log, /Prov anna/);
  const sessions = (await site.ask('greta', 'GET', '/granskning/logg?gjort=sign_out')).body;
  assert.match(sessions, /Prov anna/, 'and she was signed out again');
});

test('a colleague who does not is refused, which is kept too', async () => {
  const refused = ask('bo', right('bo', 1), 'case', 'show', in_case);
  assert.equal(refused.code, 3, refused.err);
  assert.equal(refused.out, '');
  const log = (await site.ask('greta', 'GET', '/granskning/logg?gjort=read')).body;
  assert.match(log, /Prov bo/);
});

test('an act of several events is recorded in a case by whoever works in it', async () => {
  const act = ['record', 'placement.acute', own_case, '--authority', soc, '--field', 'form=hvb', '--field', 'home=Björkbacken', '--also', 'placement.started', '--command', 'k-hast', '--lang', 'en',
    '--also', 'disclosure.made', '--field', 'to=region-hsn', '--field', 'basis=other_law', '--field', 'necessity=Vården ska hålla ihop', '--field', 'purpose=Vården i hemmet'];
  const nobody = overens(...act, '--store', site.store);
  assert.equal(nobody.code, 1, nobody.out);
  const recorded = ask('cleo', right('cleo', 1), ...act);
  assert.equal(recorded.code, 0, recorded.err);
  assert.match(recorded.out, /Saved: Placement decided, (\w+): k-hast\.1\nSaved: Placement started, \1: k-hast\.2\nSaved: Disclosure made, \1: k-hast\.3/);

});
