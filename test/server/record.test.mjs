// `overens record` in a terminal: what is not given is asked for, field by field, and what can't stand in a field is asked for once more.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { binary, overens, root } from '../program.mjs';
import { new_store } from './server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'overens-record-'));
let store;
before(() => {
  store = new_store(folder);
  for (const file of ['examples/jamtland-harjedalen.jsonl', 'examples/organisation.jsonl', 'examples/teams.jsonl']) {
    const imported = overens('journal', 'import', '--store', store, file);
    assert.equal(imported.code, 0, imported.err);
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs it in a terminal, and types an answer whenever it asks; gives {code, asked, all}: the questions in order, and all that was shown. */
function in_a_terminal(args, answers) {
  const command = [binary, 'record', ...args, '--store', store].map((one) => `'${one}'`).join(' ');
  const run = spawn('script', ['-qec', command, '/dev/null'], { cwd: root, env: { ...process.env, COLUMNS: '10000' } });
  const asked = [];
  let all = '';
  let seen = 0;
  run.stdout.on('data', (bytes) => {
    all += bytes;
    const question = /(?:^|\n)([^\n]*): $/.exec(all.slice(seen));
    if (!question) return;
    asked.push(question[1]);
    seen = all.length;
    run.stdin.write(answers.length ? `${answers.shift()}\n` : '\u0004');
  });
  return new Promise((done) => run.on('close', (code) => done({ code, asked, all, left: answers })));
}

test('what is wrong is said, and asked for again', async () => {
  const { code, asked, all, left } = await in_a_terminal(['unit.described', 'beroendeenheten', '--authority', 'region-hsn'],
    ['Enheten', '', 'tolv', '12', '', '063-10', '', '', '', '', '', 'kanske', 'ja']);
  assert.equal(code, 0, all);
  assert.deepEqual(left, []);
  assert.match(all, /Skriv ett helt tal/);
  assert.match(all, /Svara ja eller nej/);
  assert.equal(asked.filter((one) => one.startsWith('Från och med ålder')).length, 2);
  assert.match(all, /Sparat: Enhetens uppgifter angivna/);
});

test('a code is chosen by its word, and what must be said is', async () => {
  const { code, all, left } = await in_a_terminal(['commission.ended', 'u-vide', '--authority', 'ostersund-soc'], ['', 'hittepå', 'not_needed', '']);
  assert.match(all, /behöver fyllas i/);
  assert.match(all, /Skriv ett av orden som står före ett kolon/);
  assert.deepEqual(left, [], all);
  assert.equal(code, 0, all);
});

test('a day is a day', async () => {
  const { code, all, left } = await in_a_terminal(['agreement.approved', 'jamtland-harjedalen', '--authority', 'ostersund-soc'], ['2025', '2380', 'i mars', '2026-03-01', '', '']);
  assert.match(all, /Skriv en dag, som 2026-01-31/);
  assert.deepEqual(left, [], all);
  assert.equal(code, 0, all);
});

test('an act of several events asks what happened as well, and what they share once', async () => {
  const { code, asked, all } = await in_a_terminal(['forum.meeting', 'chefsgruppen', '--authority', 'region-hsn'], ['', '', String(new Date().getFullYear()), 'va', 'ja', '', '', '', '', '', '', '', '', '', '']);
  assert.equal(code, 0, all);
  assert.equal(asked.filter((one) => one.startsWith('För period')).length, 1, asked.join('\n'));
  assert.equal([...all.matchAll(/Sparat: /g)].length, 2, all);
});

test('what has not happened yet is refused', () => {
  const day = new Date(Date.now() + 3 * 86400e3).toISOString().slice(0, 10);
  const { code, err } = overens('record', 'forum.met', 'chefsgruppen', '--authority', 'region-hsn', '--on', day, '--store', store);
  assert.equal(code, 1);
  assert.match(err, /det har inte hänt än/i);
});
