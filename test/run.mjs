// Runs test files like node --test, two at a time since most of them wait: node test/run.mjs <file> …
// A file of which no test ran is a failure, and so is no file: a run that proves nothing must not look like one that passed.
import { resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const files = process.argv.slice(2).map((file) => resolve(file));
const proved = new Set();
let failed = false;

const events = run({ files, concurrency: 2 });
events.on('test:fail', () => (failed = true));
events.on('test:pass', ({ name, file, skip, details }) => {
  // A file that registers no test is itself told as a test, with its path for a name.
  if (skip === undefined && details.type !== 'suite' && resolve(name) !== file) proved.add(file);
});
events.compose(new spec()).pipe(process.stdout);
events.on('end', () => {
  const empty = files.filter((file) => !proved.has(file));
  for (const file of empty) console.error(`no test ran: ${file}`);
  if (files.length === 0) console.error('no test file was given');
  if (failed || empty.length > 0 || files.length === 0) process.exitCode = 1;
});
