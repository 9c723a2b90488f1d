// Which share of each module's lines the unit tests and scenarios ran: node test/coverage.mjs, after a run of the coverage build.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { is_test, modules, root } from '../lint/base/files.mjs';

const build = join(root, 'build/coverage');
const records = readdirSync(build, { recursive: true }).filter((file) => file.endsWith('.gcda')).map((file) => join(build, file));

/** For each source the lines that hold code, each with whether it was run. A header stands in many records. */
const ran = new Map();
for (const record of records) {
  const told = execFileSync('gcov', ['--json-format', '--stdout', record], { cwd: build, encoding: 'utf8', maxBuffer: 1 << 30 });
  for (const { file, lines } of JSON.parse(told).files) {
    const source = relative(root, resolve(build, file));
    if (!source.startsWith('src/') || is_test(source)) continue;
    if (!ran.has(source)) ran.set(source, new Map());
    for (const { line_number, count } of lines) ran.get(source).set(line_number, count > 0 || ran.get(source).get(line_number) === true);
  }
}

function show(name, sources) {
  const all = sources.flatMap((source) => [...ran.get(source).values()]);
  const share = all.length === 0 ? '-' : `${((100 * all.filter(Boolean).length) / all.length).toFixed(1)} %`;
  console.log(`${name.padEnd(12)} ${share.padStart(8)} of ${all.length} lines`);
}

if (ran.size === 0) throw new Error('nothing was run: build and test the preset coverage first');
for (const { name } of modules()) show(name, [...ran.keys()].filter((source) => source.startsWith(`src/${name}/`)));
show('all', [...ran.keys()]);
