// Runs the lints: node lint/all.mjs [name …]. Every other file of this folder is one. Its first lines say why it is there;
// it exports a generator that yields [file, line, what is wrong] and may return a word on what it could not do.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

const asked = process.argv.slice(2);
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.mjs') && file !== 'all.mjs')
  .map((file) => basename(file, '.mjs'))
  .filter((name) => asked.length === 0 || asked.includes(name))
  .sort();

for (const unknown of asked.filter((name) => !names.includes(name))) {
  console.error(`there is no lint ${unknown}`);
  process.exitCode = 1;
}

for (const name of names) {
  const { default: lint } = await import(`./${name}.mjs`);
  const run = lint();
  const findings = [];
  let step = run.next();
  for (; !step.done; step = run.next()) findings.push(step.value);
  console.log(`${name}: ${findings.length === 0 ? 'ok' : findings.length}${step.value ? ` (${step.value})` : ''}`);
  for (const [file, line, what] of findings) console.log(`  ${file}:${line}: ${what}`);
  if (findings.length > 0) process.exitCode = 1;
}
