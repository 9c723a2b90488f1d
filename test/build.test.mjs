// What the build makes beside the program: the list of what it is made of, manual pages, completion; and how it is hardened.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { overens, root } from './program.mjs';

const binary = process.env.OVERENS ?? `${root}build/release/bin/overens`;
const build = join(dirname(binary), '..');
const readelf = (...words) => execFileSync('readelf', ['-W', ...words, binary], { encoding: 'utf8', maxBuffer: 1 << 28 });
const is_release = readFileSync(join(build, 'CMakeCache.txt'), 'utf8').includes('CMAKE_BUILD_TYPE:STRING=Release');

describe('the list of what the program is made of', () => {
  const bill = JSON.parse(readFileSync(join(build, 'overens.cdx.json'), 'utf8'));
  test('names each library that it is linked with', () => {
    const listed = bill.components.flatMap((one) => one.properties[0].value.split(' '));
    const linked = [...readelf('-d').matchAll(/NEEDED.*\[(.*?)\.so/g)].map(([, name]) => name.replace(/-(x86|aarch).*$/, '').replace(/-\d[\d.]*$/, '').replace(/\d*$/, ''));
    assert.ok(linked.length > 5);
    for (const name of linked) assert.ok(listed.some((one) => name === one || name === one.replace(/\d*$/, '')), `${name} is missing in cmake/dependencies.txt`);
  });
  test('says the version and the licence of each', () => {
    assert.deepEqual([bill.bomFormat, bill.specVersion], ['CycloneDX', '1.5']);
    for (const { name, version, licenses } of bill.components) {
      assert.match(version, /^\d/, name);
      assert.match(licenses[0].expression, /^[A-Za-z0-9.-]+( WITH [A-Za-z0-9.-]+)?$/, name);
    }
  });
});

describe('the manual page', () => {
  for (const [lang, file] of [['en', 'man/man1'], ['sv', 'man/sv/man1']]) {
    test(`tells every command that --help tells (${lang})`, () => {
      const page = readFileSync(join(build, 'reference', file, 'overens.1'), 'utf8');
      assert.match(page, /^\.TH OVERENS 1 /);
      const told = (words) => {
        const help = overens(...words, '--help', '--lang', lang).out;
        for (const [, option] of help.matchAll(/^ +(?:-\w,)?(--[a-z-]+)/gm)) assert.ok(page.includes(option.replaceAll('-', '\\-')), option);
        const commands = [...help.split(/^(?:Kommandon|Commands):\n/m).slice(1).map((part) => part.split('\n\n')[0]).join('\n').matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name);
        for (const name of commands) {
          assert.ok(page.includes(`.SS overens ${[...words, name].join(' ').replaceAll('-', '\\-')}\n`), name);
          told([...words, name]);
        }
        return commands.length;
      };
      assert.ok(told([]) > 10);
    });
  }
});

describe('completion in bash', () => {
  const file = join(build, 'reference/bash-completion/completions/overens');
  const completed = (...words) =>
    execFileSync('bash', ['-c', `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _overens; echo "\${COMPREPLY[*]}"`, file, 'overens', ...words], { encoding: 'utf8' }).trim().split(' ');
  test('knows commands, those below them, and options', () => {
    assert.ok(existsSync(file));
    assert.deepEqual(completed('jou'), ['journal']);
    assert.deepEqual(completed('journal', 'ver'), ['verify']);
    assert.deepEqual(completed('journal', 'verify', '--he'), ['--help', '--heads']);
    assert.deepEqual(completed('--lang', 'en', 'agreement', 'sc'), ['schema']);
    assert.deepEqual(completed('nothing'), ['']);
  });
});

describe('the program', { skip: !is_release && 'hardened when it is built to be released' }, () => {
  test('is hardened as Debian hardens its own', () => {
    assert.match(readelf('-h'), /Type: +DYN/);
    assert.match(readelf('-d'), /BIND_NOW|FLAGS_1.*NOW/);
    assert.match(readelf('-l'), /GNU_RELRO/);
    assert.match(readelf('-l'), /GNU_STACK.*RW /);
    assert.match(readelf('--dyn-syms'), /__stack_chk_fail/);
    assert.match(readelf('--dyn-syms'), /__(memcpy|snprintf|vsnprintf|read|fprintf|memmove|strcpy|poll|fdelt)_chk/);
    // Debian's start-up files lack the mark of it, and so does the program as a whole: its functions begin with it all the same.
    const endbr64 = Buffer.from([0xf3, 0x0f, 0x1e, 0xfa]);
    const code = readFileSync(binary);
    let functions = 0;
    for (let at = code.indexOf(endbr64); at >= 0; at = code.indexOf(endbr64, at + 1)) functions++;
    if (process.arch === 'x64') assert.ok(functions > 5000, `${functions}`);
  });
});
