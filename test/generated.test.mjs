// Files that the program writes are committed, for editors and readers, and are what it writes today.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { overens, root } from './program.mjs';

const generated = {
  'doc/events.md': ['vocabulary', 'doc', '--lang', 'en'],
  'doc/coverage.md': ['agreement', 'coverage', '--markdown', '--lang', 'en'],
  'doc/overens.schema.json': ['config', 'schema', '--lang', 'en'],
  'agreements/schema/pack.schema.json': ['agreement', 'schema', 'pack'],
  'agreements/schema/looks.schema.json': ['agreement', 'schema', 'looks'],
  'agreements/schema/guidance.schema.json': ['agreement', 'schema', 'guidance'],
  'agreements/schema/vocabulary.schema.json': ['agreement', 'schema', 'vocabulary'],
  'agreements/schema/access.schema.json': ['agreement', 'schema', 'access'],
};

for (const [file, args] of Object.entries(generated)) {
  test(file, () => {
    const { code, out, err } = overens(...args);
    assert.equal(code, 0, err);
    assert.ok(readFileSync(root + file, 'utf8') === out, `${file} is old: overens ${args.join(' ')} > ${file}`);
  });
}
