// The schemas that editors use, and the program itself, say the same of a pack: the good ones pass both, and of the bad ones
// (bad-packs, each the good pack with one mistake) the program says what is wrong and the schema does not let them through.
//
// A bad pack begins with comments: "fails:" the words of the finding; "schema: no" when only the program can see it;
// "replaces:" the file of the good pack that it stands for.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { overens, root } from './program.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const yaml_files = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.yaml')).map((name) => `${folder}/${name}`);

const schema = (name) => new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(read(`agreements/schema/${name}.schema.json`)));

/** What keeps the schema from letting the text through; empty when nothing does. */
function refused_by(validate, text) {
  try {
    if (validate(parse(text))) return '';
    return validate.errors.map((error) => `${error.instancePath} ${error.message}`).join('\n');
  } catch (not_yaml) {
    return not_yaml.message;
  }
}

const folders = readdirSync(join(root, 'agreements'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((entry) => readdirSync(join(root, 'agreements', entry.name)).map((version) => `agreements/${entry.name}/${version}`))
  .filter((folder) => existsSync(join(root, folder, 'agreement.yaml')));

test('every file of the vocabulary and of the agreements follows its schema', () => {
  const vocabulary = schema('vocabulary');
  for (const file of yaml_files('agreements/vocabulary')) assert.equal(refused_by(vocabulary, read(file)), '', file);
  const pack = schema('pack');
  for (const file of ['test/good-pack', ...folders].flatMap(yaml_files)) assert.equal(refused_by(pack, read(file)), '', file);
});

/** The keys in a schema that say nothing of what they mean. */
function unexplained(node, path = '') {
  if (node === null || typeof node !== 'object') return [];
  const own = Object.entries(node.properties ?? {}).filter(([, of]) => !of.description).map(([key]) => `${path}/${key}`);
  return [...own, ...Object.entries(node).flatMap(([key, value]) => unexplained(value, `${path}/${key}`))];
}

test('every key of a schema says what it means', () => {
  for (const name of ['pack', 'vocabulary']) assert.deepEqual(unexplained(JSON.parse(read(`agreements/schema/${name}.schema.json`))), [], name);
});

test('every agreement passes the check', () => {
  for (const folder of folders) {
    const { code, err } = overens('agreement', 'check', folder, '--lang', 'en');
    assert.equal(code, 0, err);
  }
});

// The packs stand beside the real vocabulary, in a folder of their own.
const table = mkdtempSync(join(tmpdir(), 'overens-packs-'));
after(() => rmSync(table, { recursive: true }));
symlinkSync(join(root, 'agreements/vocabulary'), join(table, 'vocabulary'));

function check(name, file, text) {
  const folder = join(table, name);
  cpSync(join(root, 'test/good-pack'), folder, { recursive: true });
  if (file) writeFileSync(join(folder, file), text);
  return overens('agreement', 'check', folder, '--lang', 'en');
}

test('the good pack passes', () => {
  const { code, err } = check('good');
  assert.equal(code, 0, err);
});

test('an opening by a field that may be left out is warned of, one by what it is not is not', () => {
  const norm = (child) => `norms:
  - {id: left-out, title: Följ upp barnets placering, cite: [s1], verb: must, per: placement, bearer: acting_authority, opens: {event: placement.started, where: {child: ${child}}}, due: {count: 5, unit: day}, met: {event: placement.followed_up}, release: [{event: placement.called_off, reason: called_off}]}
`;
  const warning = 'it opens by child of placement.started, which may be left out';
  for (const [child, warns] of [['true', true], ['false', true], ['{not: true}', false]]) {
    const { code, out, err } = check(`left-out-${child.replace(/\W/g, '')}`, 'norms-left-out.yaml', norm(child));
    assert.equal(code, 0, `${out}${err}`);
    assert.equal(`${out}${err}`.includes(warning), warns, `${child}: ${out}${err}`);
  }
});

test('what only stands in the same case, and that nothing ends, is warned of where it fulfils beforehand or releases', () => {
  const norm = (slot) => `norms:
  - {id: long-ago, title: Gör en plan, cite: [s1], verb: must, per: plan, bearer: acting_authority, opens: {event: sip.needed}, met: {event: sip.drawn_up}, ${slot}}
`;
  const warning = (type) => `long-ago: warning: ${type} counts however long ago it was recorded in the case`;
  const tried = [
    ['release: [{event: sip.not_needed, reason: not_needed}]', 'sip.not_needed', true],
    ['release: [{event: sip.not_needed, since: opening, reason: not_needed}]', 'sip.not_needed', false],
    ['release: [{event: sip.not_needed, not_ended_by: sip.needed, reason: not_needed}]', 'sip.not_needed', false],
    ['met_before: {any: [{event: sip.consented}, {event: sip.started}]}', 'sip.consented', true],
    ['met_before: {any: [{event: sip.consented, within: {count: 6, unit: month}}, {event: sip.started}]}', 'sip.consented', false],
    ['met_before: {event: sip.started}', 'sip.started', false],  // carries the plan's own id
  ];
  for (const [number, [slot, type, warns]] of tried.entries()) {
    const { code, out, err } = check(`long-ago-${number}`, 'norms-long-ago.yaml', norm(slot));
    assert.equal(code, 0, `${out}${err}`);
    assert.equal(`${out}${err}`.includes(warning(type)), warns, `${slot}: ${out}${err}`);
  }
});

test('a word alone where a list or a condition belongs is answered with how it is written', () => {
  const norm = (cite, met) => `norms:
  - {id: alone, title: Håll mötet, cite: ${cite}, verb: must, per: placement, bearer: acting_authority, opens: {event: placement.started}, met: ${met}}
`;
  for (const [cite, met, instead] of [['s1', '{event: sip.held}', 'write [s1]'], ['[s1]', 'sip.held', 'write {event: sip.held}']]) {
    const { code, out, err } = check(`alone-${met.length}`, 'norms-alone.yaml', norm(cite, met));
    assert.equal(code, 1, `${out}${err}`);
    assert.ok(`${out}${err}`.includes(`→ ${instead}`), `expected "${instead}", got:\n${out}${err}`);
  }
});

test('what is to be done before something is warned of when it has no last day', () => {
  const norm = (due) => `norms:
  - {id: before, title: Håll mötet först, cite: [s1], verb: must, per: placement, bearer: acting_authority, opens: {event: placement.decided}, ${due}met: {event: sip.held, before: placement.started}, release: [{event: placement.called_off, reason: called_off}]}
`;
  const due = 'due: {after: placement.started, count: 0, unit: day}';
  for (const [says, warns] of [['', true], [`${due}, `, false]]) {
    const { code, out, err } = check(`before-${warns}`, 'norms-before.yaml', norm(says));
    assert.equal(code, 0, `${out}${err}`);
    assert.equal(`${out}${err}`.includes(`after placement.started nothing fulfils it, and it is never late`), warns, `${out}${err}`);
    assert.equal(`${out}${err}`.includes(`write ${due}`), warns, `${out}${err}`);
  }
});

test('who writes what a word of the format means in Swedish is told which word it is', () => {
  const norm = (verb, unit) => `norms:
  - {id: swedish, title: Håll mötet, cite: [s1], verb: ${verb}, per: placement, bearer: acting_authority, opens: {event: placement.started}, due: {count: 2, unit: ${unit}}, met: {event: sip.held}}
`;
  const tried = [['must', 'veckor', 'write week'], ['must', 'Arbetsdagar', 'write working_day'], ['must', 'kvartal', 'write count: 3, unit: month'],
    ['bör', 'week', 'write should'], ['får inte', 'week', 'write must_not'], ['åtar sig', 'week', 'write promise'], ['must', 'weeks', 'did you mean week?']];
  for (const [number, [verb, unit, instead]] of tried.entries()) {
    const { code, out, err } = check(`swedish-${number}`, 'norms-swedish.yaml', norm(verb, unit));
    assert.equal(code, 1, `${out}${err}`);
    assert.ok(`${out}${err}`.includes(`→ ${instead}`), `expected "${instead}", got:\n${out}${err}`);
  }
});

test('each bad pack fails, in the words that its first line says', async (t) => {
  const validate = schema('pack');
  for (const path of yaml_files('test/bad-packs')) {
    const name = basename(path, '.yaml');
    await t.test(name, () => {
      const text = read(path);
      const said = (key) => new RegExp(`^# ${key}: (.*)$`, 'm').exec(text)?.[1];
      const { code, out, err } = check(name, said('replaces') ?? `${name}.yaml`, text);
      assert.equal(code, 1, `${out}${err}`);
      assert.ok(`${out}${err}`.includes(said('fails')), `expected "${said('fails')}", got:\n${out}${err}`);
      refusals += `${out}${err}`;
      if (said('schema') !== 'no') assert.notEqual(refused_by(validate, text), '', 'the schema lets it through');
      else assert.equal(refused_by(validate, text), '', 'the schema sees it too: take "schema: no" away');
    });
  }
});

// What the program said of all bad packs.
let refusals = '';

// Refusals that no small file can bring about: src/base has unit tests of them, or something else is refused before.
const out_of_reach = new Set([
  'the file is larger than {0} bytes',
  'the file is not written in UTF-8',
  'more than {0} values in one file',
  'an alias (*name) is not allowed',
  'the role {0} looks in a field {1} that no event has',
  'the readings fill in more than {0} values',
]);

test('every refusal of the checker has its bad pack', () => {
  const sources = ['src/base/yaml.cpp', 'src/base/shape.cpp', ...readdirSync(join(root, 'src/agreement')).filter((name) => name.endsWith('.cpp')).map((name) => `src/agreement/${name}`)];
  const missing = [];
  for (const source of sources) {
    for (const [, key] of read(source).matchAll(/\b(?:refuse|fail)\((?:[^";]*?)\btext\("((?:[^"\\]|\\.)*)"/g)) {
      const words = key.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
      if (!out_of_reach.has(key) && !new RegExp(words).test(refusals)) missing.push(`${source}: ${key}`);
    }
  }
  assert.deepEqual(missing, []);
});
