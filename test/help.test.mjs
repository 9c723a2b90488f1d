// The help of every command ends with an example, and whoever pastes it gets an answer.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { binary, overens, root } from './program.mjs';

const help = (words) => overens(...words, '--help', '--lang', 'en').out;

/** The commands below one, by the words that lead to each. */
function below(words) {
  const listed = (help(words).split(/^Commands:\n/m)[1] ?? '').split(/^\S/m)[0];
  return [...listed.matchAll(/^ {2}([a-z-]+)/gm)].flatMap(([, name]) => [[...words, name], ...below([...words, name])]);
}

const folder = mkdtempSync(join(tmpdir(), 'overens-help-'));
for (const name of ['agreements', 'examples']) cpSync(join(root, name), join(folder, name), { recursive: true });
symlinkSync(binary, join(folder, 'overens'));
after(() => rmSync(folder, { recursive: true }));

const example_in = (text) => /^For example:\n\s+(overens .*)$/m.exec(text)?.[1];

const all = below([]);
// What the others need is made first; a server does not end by itself.
const first = ['journal import', 'journal export', 'views rebuild', 'backup'];
const place = (words) => (first.includes(words.join(' ')) ? first.indexOf(words.join(' ')) : first.length);

test('commands are found', () => assert.ok(all.length > 25, all.join('\n')));

for (const words of all.sort((a, b) => place(a) - place(b))) {
  if (below(words).length > 0 && words[0] !== 'calendar') continue;
  test(`${words.join(' ')} has an example that works`, () => {
    const line = example_in(help(words));
    assert.ok(line?.startsWith(`overens ${words.join(' ')}`), help(words));
    if (words[0] === 'serve' || words[0] === 'case') return;  // the last ask for a password, which terminal.test.mjs gives
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    const { status, stderr } = spawnSync('sh', ['-c', line], { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000 });
    assert.equal(status, 0, stderr);
  });
}
