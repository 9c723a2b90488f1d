// Makes mistakes in the source, one at a time, and asks whether the tests notice: node test/mutation/run.mjs [file …]
// MUTANTS says how many (default 30), SEED which (default 1): the same two give the same mistakes. It works on a copy under
// build/mutation and leaves the work tree alone. A mistake that no test notices is printed; those that are no mistakes stand in
// accepted.txt with the reason.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { files, is_test, root } from '../../lint/base/files.mjs';
import { mutants } from './mutants.mjs';

const copy = join(root, 'build/mutation');
const build = join(copy, 'build');
const wanted = Number(process.env.MUTANTS ?? 30);
const seed = Number(process.env.SEED ?? 1);
const sources = process.argv.length > 2 ? process.argv.slice(2) : [...files('src/obligation', /\.cpp$/).filter((file) => !is_test(file)), 'src/app/handle.cpp'];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function chance(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled(list, next) {
  for (let i = list.length - 1; i > 0; --i) {
    const j = Math.floor(next() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

/** What stands in accepted.txt: file ¦ line ¦ line with the mistake ¦ reason. */
function accepted() {
  const rows = readFileSync(join(root, 'test/mutation/accepted.txt'), 'utf8').split('\n');
  return rows.filter((row) => row !== '' && !row.startsWith('#')).map((row) => row.split(' ¦ ').map((cell) => cell.trim()));
}

// Only what differs is written, so that a second run compiles only what has changed since the first.
function copy_the_tree() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const ours = listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  for (const gone of files('build/mutation').map((file) => relative(copy, join(root, file)))) {
    if (!ours.includes(gone)) rmSync(join(copy, gone));
  }
  for (const file of ours) {
    const [from, to] = [join(root, file), join(copy, file)];
    if (existsSync(to) && (lstatSync(from).isSymbolicLink() || readFileSync(from).equals(readFileSync(to)))) continue;
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { verbatimSymlinks: true });
  }
}

// Mutants are compiled with the optimiser's first level, since their tests take longer than their compiling; without warnings, since
// a statement left out leaves something unused.
function configure() {
  const options = ['-DCMAKE_CXX_FLAGS_DEBUG=-O1 -D_GLIBCXX_ASSERTIONS', '-DCMAKE_CXX_FLAGS=-w', '-B', build];
  execFileSync('cmake', ['--preset', 'dev', ...options], { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] });
}

const module_of = (file) => file.split('/')[1];
const run = (program, args, timeout) => spawnSync(program, args, { cwd: copy, encoding: 'utf8', timeout, maxBuffer: 1 << 28, env: { ...process.env, GTEST_FAIL_FAST: '1' } });
const compiles = (module) => run('cmake', ['--build', build, '--parallel', `${availableParallelism()}`, '--target', `${module}_test`, 'overens', '--', '--quiet']).status === 0;

/** What notices a mistake in the module, the quickest first. */
const checks = (module) => [
  ['scenarios', join(build, 'bin/overens'), ['scenario', 'check', '--agreements', 'agreements']],
  ['scenarios of the engine', join(build, 'bin/overens'), ['scenario', 'check', '--agreements', 'test/packs']],
  ['unit tests', join(build, `bin/${module}_test`), ['--gtest_brief=1']],
];

/** Without a mistake all pass; how long each then takes bounds how long a mistake may, which else could run for ever. */
function bounds(module) {
  if (!compiles(module)) throw new Error(`${module} does not compile without a mistake`);
  return checks(module).map(([name, program, args]) => {
    const from = Date.now();
    if (run(program, args).status !== 0) throw new Error(`${name} of ${module} fail without a mistake`);
    return 10_000 + 10 * (Date.now() - from);
  });
}

/** What noticed the mistake, undefined when nothing did, null when the compiler refused it. */
function noticed_by(module, limits) {
  if (!compiles(module)) return null;
  return checks(module).find(([, program, args], i) => run(program, args, limits[i]).status !== 0)?.[0];
}

function main() {
  copy_the_tree();
  configure();
  const limits = new Map([...new Set(sources.map(module_of))].map((module) => [module, bounds(module)]));
  const known = accepted();
  const all = sources.flatMap((file) => mutants(readFileSync(join(root, file), 'utf8')).map((mutant) => ({ file, ...mutant })));
  let tried = 0;
  let survived = 0;
  for (const { file, line, was, is } of shuffled(all, chance(seed))) {
    if (tried === wanted) break;
    if (known.some(([in_file, before, after]) => in_file === file && before === was.trim() && after === is.trim())) continue;
    const text = readFileSync(join(root, file), 'utf8');
    const changed = text.split('\n').map((old, i) => (i === line - 1 ? is : old));
    writeFileSync(join(copy, file), changed.join('\n'));
    const by = noticed_by(module_of(file), limits.get(module_of(file)));
    writeFileSync(join(copy, file), text);
    if (by === null) continue;
    ++tried;
    if (by === undefined) ++survived;
    console.log(by === undefined ? `survived: ${file}:${line}\n  - ${was.trim()}\n  + ${is.trim()}` : `noticed by ${by}: ${file}:${line}`);
  }
  console.log(`${tried} mistakes of ${all.length} tried (seed ${seed}), ${survived} not noticed, ${known.length} accepted`);
}

main();
