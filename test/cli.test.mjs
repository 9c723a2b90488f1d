// The program from outside: for each command what it answers, and three wrong uses with their exit code and message.
// Exit codes: 0 answered, 1 refused or nothing found, 2 wrong use, 3 answered although some events could not be read.
//
// A new command gets a describe() of its own, copied from calendar's.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { overens, root } from './program.mjs';

const example = ['--agreements', 'agreements/jamtland-harjedalen', '--events', 'examples/jamtland-harjedalen.jsonl', '--on', '2026-03-20'];

/** Says yes in English, and its answer holds all of the words. */
function answers(args, ...words) {
  const { code, out, err } = overens(...args, '--lang', 'en');
  assert.equal(code, 0, err);
  for (const word of words) assert.ok(out.includes(word), `"${word}" in:\n${out}`);
  return out;
}

/** Each line: the exit code, the words of the message, the arguments. */
function refuses(...table) {
  for (const [code, words, ...args] of table) {
    test(`refuses: ${args.join(' ')}`, () => {
      const run = overens(...args, '--lang', 'en');
      assert.equal(run.code, code, `${run.out}${run.err}`);
      assert.ok(run.err.includes(words), `"${words}" in:\n${run.err}`);
      assert.doesNotMatch(run.err, /terminate|exception|std::/);
    });
  }
}

describe('overens', () => {
  test('--help names every command', () => {
    answers(['--help'], 'calendar', 'agreement', 'evaluate', 'explain', 'who', 'scenario', 'vocabulary');
  });
  test('speaks Swedish unless asked otherwise', () => {
    assert.match(overens('calendar', '2026').out, /midsommardagen/i);
    assert.match(overens('calendar', '2026', '--lang', 'en').out, /Midsummer Day/);
  });
  refuses([2, 'a command is missing'], [2, 'there is no command calender', 'calender', '2026'], [2, 'lang', 'calendar', '2026', '--lang', 'no']);
});

describe('calendar', () => {
  test('shows the holidays of a year', () => answers(['calendar', '2026'], '2026-06-20', 'Midsummer Day', '2026-12-24', 'Christmas Eve'));
  test('is also for programs', () => assert.equal(JSON.parse(answers(['calendar', '2026', '--json'])).holidays.length, 13));
  refuses([1, '1990 through 2100', 'calendar', '1989'], [2, 'not a number', 'calendar', 'soon'], [2, 'a year, or due', 'calendar']);
});

describe('calendar due', () => {
  test('counts working days over Christmas', () => answers(['calendar', 'due', '--from', '2025-12-16', '--working-days', '10'], '2026-01-07', 'Epiphany'));
  test('counts hours through a clock change', () => answers(['calendar', 'due', '--from', '2026-03-28T12:00:00+01:00', '--hours', '24'], '2026-03-29 13:00'));
  refuses(
    [2, 'neither a day nor a time with offset', 'calendar', 'due', '--from', '2026-02-30', '--days', '1'],
    [2, 'write one of --hours', 'calendar', 'due', '--from', '2026-01-31', '--days', '1', '--weeks', '1'],
    [1, 'does not say what is meant', 'calendar', 'due', '--from', '2026-01-31', '--months', '1'],
    [1, '1990 through 2100', 'calendar', 'due', '--from', '2100-12-30', '--weeks', '1'],
    [1, '1990 through 2100', 'calendar', 'due', '--from', '2100-12-30', '--working-days', '10'],
    [1, '1990 through 2100', 'calendar', 'due', '--from', '2100-12-30', '--days', '1', '--roll', 'next'],
  );
});

describe('agreement', () => {
  test('check', () => answers(['agreement', 'check', 'agreements'], 'can be used', '0 errors'));
  test('schema', () => assert.equal(JSON.parse(answers(['agreement', 'schema', 'pack'])).$schema, 'http://json-schema.org/draft-07/schema#'));
  refuses(
    [1, 'there is no agreement here', 'agreement', 'check', 'agreements/vocabulary'],
    [1, 'there is no folder vocabulary here or above', 'agreement', 'check', '/nowhere'],
    [2, 'there are schemas for pack and vocabulary', 'agreement', 'schema', 'norm'],
    [2, 'something is missing', 'agreement', 'check'],
  );
});

describe('evaluate', () => {
  test('lists what is to be done, the most urgent first', () => {
    const out = answers(['evaluate', ...example], 'Late (2)', 'was due 2026-03-16 (Monday), 4 days late', '[sip-after-placement/placering-1]', 'broken: Do not', 'all 8 municipalities');
    assert.ok(out.indexOf('Late (2)') < out.indexOf('Later ('));
  });
  test('says it in Swedish too', () => assert.match(overens('evaluate', ...example).out, /sista dag var 2026-03-16 \(måndag\), 4 dagar försenat/));
  test('tells an authority only what it knows', () => {
    const out = answers(['evaluate', ...example, '--seen-by', 'krokom-soc'], 'Krokoms kommun knows it');
    assert.ok(!out.includes('placering-1'), out);
  });
  test('answers as was known then', () => {
    const out = answers(['evaluate', ...example, '--as-known', '2026-03-01']);
    assert.ok(!out.includes('placering-1'), out);
  });
  test('says which lines it can not read, and loses no other', () => {
    const lines = readFileSync(join(root, 'examples/jamtland-harjedalen.jsonl'), 'utf8').trimEnd().split('\n');
    lines.splice(3, 0, '{"id": "broken"', JSON.stringify({ ...JSON.parse(lines[0]), id: 'x1', type: 'no.such' }));
    const file = join(mkdtempSync(join(tmpdir(), 'overens-')), 'events.jsonl');
    writeFileSync(file, lines.join('\n'));
    const asked = ['evaluate', ...example.slice(0, 2), '--events', file, ...example.slice(4)];
    const run = overens(...asked, '--lang', 'en');
    assert.equal(run.code, 3, run.err);
    assert.match(run.err, /events\.jsonl:4: .*\n.*events\.jsonl:5: /);
    assert.ok(run.out.includes('4 days late'));
    assert.equal(overens(...asked, '--strict').code, 1);
  });
  test('is also for programs', () => JSON.parse(answers(['evaluate', ...example, '--json'])));
  refuses(
    [2, '--on', 'evaluate', ...example.slice(0, 4), '--on', 'tomorrow'],
    [2, 'something is missing', 'evaluate'],
    [1, 'nothing.jsonl', 'evaluate', '--events', 'nothing.jsonl', '--on', '2026-03-20'],
  );
});

describe('explain', () => {
  test('gives the whole reason', () =>
    answers(['explain', 'cost-split-acute/placering-1', ...example], 'working day 10', 'Readings that the answer rests on', 'has the next move'));
  refuses(
    [1, 'no-such-norm', 'explain', 'no-such-norm/p1', ...example],
    [2, 'something is missing', 'explain', ...example],
    [2, '--on', 'explain', 'x/y', ...example.slice(0, 4), '--on', '2026-02-30'],
  );
});

describe('who', () => {
  test('says who answers for a need', () => answers(['who', '--county', 'jamtland-harjedalen', '--need', 'laro', '--age', '30', '--on', '2026-03-20'], 'LARO'));
  refuses(
    [1, 'nowhere', 'who', '--county', 'nowhere', '--need', 'laro'],
    [1, 'castles', 'who', '--county', 'jamtland-harjedalen', '--need', 'castles'],
    [2, 'not a number', 'who', '--county', 'jamtland-harjedalen', '--need', 'laro', '--age', 'old'],
  );
});

describe('scenario', () => {
  test('check', () => answers(['scenario', 'check'], '0 failed'));
  refuses([1, 'there is no', 'scenario', 'check', '--agreements', '/nowhere'], [2, 'a command is missing after scenario', 'scenario'], [2, 'chek', 'scenario', 'chek']);
});

describe('vocabulary', () => {
  test('doc', () => answers(['vocabulary', 'doc'], 'placement.started'));
  refuses([1, 'there is no folder vocabulary', 'vocabulary', 'doc', '--agreements', '/nowhere'], [2, 'a command is missing after vocabulary', 'vocabulary'], [2, 'docs', 'vocabulary', 'docs']);
});
