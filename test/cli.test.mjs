// The program from outside: for each command what it answers, and three wrong uses with their exit code and message.
// Exit codes: 0 answered, 1 refused or nothing found, 2 wrong use, 3 answered although some events could not be read.
//
// A new command gets a describe() of its own, copied from calendar's.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { overens, overens_in, root } from './program.mjs';

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
  const widest = (text) => Math.max(...text.split('\n').map((line) => [...line].length));
  test('prints no line that is wider than the terminal, or than 100 letters into a pipe', () => {
    const all = [[undefined, 100], ['wide', 100], ['140', 140]];
    for (const args of [['calendar', '2026'], ['evaluate', ...example], ['who', '--county', 'dalarna', '--need', 'spel', '--on', '2022-01-01'], ['agreement', 'show', 'dalarna/2021'], ['agreement', 'status', '--on', '2022-01-01'], ['calendar', 'due', '--help'], ['evaluate', '--help'], ['journal', 'import', '--help']]) {
      for (const [columns, most] of [['60', 60], ...(args[1] === '--agreements' ? all : [])]) {
        const { code, out } = overens_in({ COLUMNS: columns }, ...args);
        assert.equal(code, 0);
        assert.ok(widest(out) <= most, `${args.join(' ')}: ${widest(out)} of ${columns}`);
      }
    }
    const { out: rows } = overens_in({ COLUMNS: '60' }, 'agreement', 'show', 'jamtland-harjedalen/2025', '--lang', 'en');
    assert.doesNotMatch(rows, / · Section:$/m, 'cells that do not fit on a line have one each');
    const { out } = overens_in({ COLUMNS: '60' }, 'evaluate', ...example, '--json');
    assert.ok(JSON.parse(out).obligations.length > 0, 'what programs read is not broken');
  });
  test('asks the database that is named, whatever the environment says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'overens-named-'));
    const named = join(folder, 'named.db'), other = join(folder, 'other.db');
    assert.equal(overens('journal', 'import', '--store', named, 'examples/jamtland-harjedalen.jsonl').code, 0);
    for (const words of [['journal', 'verify'], ['account', 'list', '--authority', 'x'], ['views', 'rebuild']]) {
      const { code, err } = overens_in({ OVERENS_STORE: other, OVERENS_KEYS: join(folder, 'other.keys') }, ...words, '--store', named, '--keys', join(folder, 'keys', 'overens.keys'));
      assert.equal(code, 0, `${words}: ${err}`);
      assert.equal(overens_in({ OVERENS_STORE: named }, ...words).code, 0, `${words}: by the environment alone`);
    }
    rmSync(folder, { recursive: true });
  });
  test('helps in one language', () => {
    for (const command of [[], ['calendar'], ['calendar', 'due'], ['who'], ['serve'], ['backup'], ['restore'], ['journal', 'import'], ['evaluate'], ['agreement', 'new']])
      assert.doesNotMatch(overens(...command, '--help').out, /TEXT|INT|NONNEGATIVE|Env|:\{|\bfile\b|OPTIONS/, command.join(' '));
  });
  test('points to the help of the command that was asked', () => {
    const pointer = (...args) => overens(...args, '--lang', 'en').err.match(/→ (.*) --help/)[1];
    assert.equal(pointer('calendar', 'due'), 'overens calendar due');
    assert.equal(pointer('agreement', 'shw'), 'overens agreement');
    assert.equal(pointer('nothing'), 'overens');
    assert.doesNotMatch(overens('calendar', 'due', '--from', '2026-01-31', '--days', '-1').err, /range|Value/);
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
  test('counts hours through a clock change', () => answers(['calendar', 'due', '--from', '2026-03-28T12:00:00+01:00', '--hours', '24'], '2026-03-29 13:00', 'the clock is put forward that night'));
  test('says which of the hours that come twice', () => answers(['calendar', 'due', '--from', '2026-10-25T00:30:00+02:00', '--hours', '3'], '2026-10-25 02:30+01:00', 'the clock is put back that night'));
  refuses(
    [2, 'neither a day nor a time with offset', 'calendar', 'due', '--from', '2026-02-30', '--days', '1'],
    [2, '--days', 'calendar', 'due', '--from', '2026-01-31', '--days', '-1'],
    [2, 'write one of --hours', 'calendar', 'due', '--from', '2026-01-31', '--days', '1', '--weeks', '1'],
    [1, 'does not say what is meant', 'calendar', 'due', '--from', '2026-01-31', '--months', '1'],
    [1, '1990 through 2100', 'calendar', 'due', '--from', '2100-12-30', '--weeks', '1'],
    [1, '1990 through 2100', 'calendar', 'due', '--from', '2100-12-30', '--working-days', '10'],
    [1, '1990 through 2100', 'calendar', 'due', '--from', '2100-12-30', '--days', '1', '--roll', 'next'],
  );
});

describe('agreement', () => {
  test('check', () => answers(['agreement', 'check', 'agreements'], 'can be used', '0 errors'));
  // The warnings stand in the other stream: what the text orders outside its commitments is not missed in their compilation.
  test('check counts only commitments in a compilation', () => {
    const { err } = overens('agreement', 'check', 'agreements/stockholm/2016', '--lang', 'en');
    assert.match(err, /the compilation in s6 holds 57 of 59 commitments; these are missing: c-taper, c-joint-work\n/);
  });
  test('check says one thing of a folder that is not there', () => {
    const { err } = overens('agreement', 'check', '/nowhere', '--lang', 'en');
    assert.equal(err.match(/^\S/gm).length, 1, err);
  });
  test('check speaks one language', () => {
    const said = (lang) => overens('agreement', 'check', 'agreements/dalarna/2021', '--lang', lang).err;
    assert.match(said('en'), /nobody is named for these needs: .*Contact person \(contact_person\); .*Network work \(network\)/);
    assert.match(said('sv'), /Kontaktperson \(contact_person\); .*Nätverksarbete \(network\)/);
  });
  test('check a draft', () => answers(['agreement', 'check', 'agreements/drafts/jamtland-harjedalen-reform'], 'can be used'));
  test('schema', () => assert.equal(JSON.parse(answers(['agreement', 'schema', 'pack'])).$schema, 'http://json-schema.org/draft-07/schema#'));
  refuses(
    [1, 'there is no agreement here', 'agreement', 'check', 'agreements/vocabulary'],
    [1, 'there is no such folder', 'agreement', 'check', '/nowhere'],
    [1, 'there is no such folder', 'agreement', 'check', 'README.md'],
    [1, 'there is no folder vocabulary here or above', 'agreement', 'check', '/usr'],
    [2, 'there are schemas for pack, vocabulary, access, looks and guidance', 'agreement', 'schema', 'norm'],
    [2, 'something is missing', 'agreement', 'check'],
  );
});

/** A file of events about an agreement itself: [type, day, data] each. */
function events_of(agreement, ...events) {
  const file = join(mkdtempSync(join(tmpdir(), 'overens-')), 'events.jsonl');
  const lines = events.map(([type, happened, data], i) => JSON.stringify({
    id: `e${i}`, type, happened, recorded: `${happened}T12:00:00Z`, stream: `agreement:${agreement}`, seq: i + 1, command: `c${i}`,
    owner: 'region', actor: 'someone', subject: { kind: 'agreement', id: agreement }, data }));
  writeFileSync(file, lines.join('\n'));
  return file;
}

describe('agreement status', () => {
  const dalarna = (on, ...more) => answers(['agreement', 'status', '--county', 'dalarna', '--on', on, ...more], '');
  test('says what the document says where nothing is recorded', () => {
    assert.match(dalarna('2023-01-01'), /Assumed to hold from 2021-07-01 through 2024-06-30.*According to the document/);
  });
  test('says that it ended, and why it did not go on', () => {
    assert.match(dalarna('2024-07-01'), /No version .* holds that day/);
    assert.match(dalarna('2024-07-01'), /ended 2024-06-30\. It was not prolonged \(section 8\).*evaluation begun and revision begun/);
  });
  test('says that it goes on when revision and evaluation were begun in time', () => {
    const begun = ['agreement.revision_begun', 'agreement.evaluation_begun'].map((type) => [type, '2024-03-01', { version: '2021' }]);
    assert.match(dalarna('2024-07-01', '--events', events_of('dalarna', ...begun)), /Assumed to hold from 2021-07-01 through 2025-06-30\. It goes on by itself/);
    assert.match(dalarna('2024-07-01', '--events', events_of('dalarna', begun[0])), /No version .* holds that day/);
    assert.match(dalarna('2024-07-01', '--events', events_of('dalarna', begun[0], [begun[1][0], '2024-07-01', begun[1][2]])), /No version .* holds that day/);
  });
  test('names the gap between two versions, and the addendum that ended', () => {
    const out = dalarna('2020-01-01');
    assert.match(out, /No version .* holds that day/);
    assert.match(out, /2016\n.*ended 2019-05-31/);
    assert.match(out, /: ended 2019-05-31/);
    assert.match(out, /2021\n.*Does not hold yet: it begins 2021-07-01/);
    assert.match(dalarna('2019-01-01'), /: holds through 2019-05-31/);
  });
  test('says that nobody is bound yet', () => {
    const file = events_of('stockholm', ['agreement.signed', '2016-09-01', { version: '2016', party: '01' }]);
    const says = (on) => answers(['agreement', 'status', '--county', 'stockholm', '--on', on, '--events', file], '').replace(/\s+/g, ' ');
    assert.match(says('2016-08-31'), /No party is bound on 2016-08-31: none is before its own decision or signature\./);
    assert.doesNotMatch(says('2016-09-01'), /No party is bound/);
    const holds = (on) => JSON.parse(answers(['agreement', 'status', '--county', 'stockholm', '--on', on, '--events', file, '--json'], '')).agreements[0].holds;
    assert.deepEqual(['2016-08-31', '2016-09-01'].map(holds), [false, true]);
  });
  test('tells the parties whose approval is missing', () => {
    const file = events_of('dalarna', ['agreement.approved', '2021-05-03', { version: '2021', party: '20' }], ['agreement.approved', '2021-09-01', { version: '2021', party: '2080' }],
      ['agreement.signed', '2021-06-01', { version: '2021', forum: 'welfare-council', office: 'chair' }]);
    const out = dalarna('2021-08-01', '--events', file);
    assert.match(out, /Region Dalarna: holds from 2021-07-01/);
    assert.match(out, /Falu kommun: does not hold yet: from 2021-09-01/);
    assert.match(out, /Mora kommun: does not hold: no approval is recorded/);
    assert.match(out, /14 parties' decisions are missing/);
    assert.match(out, /: signed 2021-06-01/);
    assert.equal(out.match(/: no signature is recorded/g).length, 3);
  });
  test('is also for programs', () => {
    const { agreements } = JSON.parse(answers(['agreement', 'status', '--on', '2023-01-01', '--json'], ''));
    const dalarna = agreements.find((one) => one.agreement === 'dalarna');
    assert.deepEqual([dalarna.version, dalarna.holds, dalarna.through, dalarna.parties.length], ['2021', true, '2024-06-30', 16]);
  });
  refuses(
    [2, '--on', 'agreement', 'status', '--on', 'soon'],
    [1, 'there is no agreement for nowhere', 'agreement', 'status', '--county', 'nowhere'],
    [1, 'nothing.jsonl', 'agreement', 'status', '--events', 'nothing.jsonl'],
  );
});

describe('agreement show', () => {
  test('tells it in the terminal', () => answers(['agreement', 'show', 'dalarna/2021'], 'Who does what?', 'What has a time', 'What the text leaves open', 'Only a summary'));
  test('tells whom a rule is only for', () => {
    const rule = /Perform the drug test at the health centre\n(?: +.*\n)+/.exec(overens('agreement', 'show', 'jamtland-harjedalen/2025', '--lang', 'en').out);
    assert.match(rule[0], /Only for: Under 18/);
  });
  test('requires no local document that the text calls important', () => answers(['agreement', 'show', 'dalarna/2021'], 'The agreement expects one.'));
  test('calls no goal an example', () => answers(['agreement', 'show', 'stockholm'], 'practice or goal in the text, not a duty'));
  test('writes a page', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'overens-')), 'page.html');
    answers(['agreement', 'show', 'jamtland-harjedalen', '--on', '2026-03-20', '--html', file]);
    assert.match(readFileSync(file, 'utf8'), /^<!doctype html>\n<html lang="en">/);
  });
  refuses(
    [1, 'there is no version dalarna/1999', 'agreement', 'show', 'dalarna/1999'],
    [1, 'there is no agreement for nowhere', 'agreement', 'show', 'nowhere'],
    [1, "can't write the file /nowhere/page.html", 'agreement', 'show', 'dalarna', '--html', '/nowhere/page.html'],
  );
});

describe('agreement diff', () => {
  test('sets two counties beside each other', () => answers(['agreement', 'diff', 'jamtland-harjedalen', 'dalarna/2021', '--all'], 'alike', 'Is to be revised', 'different agreements', "Can't be told"));
  test('finds nothing between a version and itself', () => {
    const out = answers(['agreement', 'diff', 'stockholm', 'stockholm']);
    assert.doesNotMatch(out, /Verdict:/);
  });
  refuses(
    [1, 'there is no agreement for nowhere', 'agreement', 'diff', 'nowhere', 'dalarna'],
    [2, 'something is missing', 'agreement', 'diff', 'dalarna'],
    [2, '--on', 'agreement', 'diff', 'dalarna', 'stockholm', '--on', '2026'],
  );
});

describe('agreement coverage', () => {
  test('tells the passages and what carries them', () => answers(['agreement', 'coverage'], 'jamtland-harjedalen/2025', 'sip-after-placement: '));
  test('tells the sums, which the README shows', () => {
    const { out } = overens_in({ COLUMNS: '100' }, 'agreement', 'coverage', '--sums', '--lang', 'en');
    const sums = out.slice(out.indexOf('  • '));
    assert.ok(readFileSync(join(root, 'README.md'), 'utf8').includes(sums), `the README is old:\n${sums}`);
  });
  refuses(
    [1, 'there is no such folder', 'agreement', 'coverage', '--agreements', '/nowhere'],
    [1, 'no agreement here has a ledger', 'agreement', 'coverage', '--agreements', 'test/packs'],
    [2, 'this is not known here', 'agreement', 'coverage', 'all'],
  );
});

describe('agreement new', () => {
  const place = mkdtempSync(join(tmpdir(), 'overens-'));
  const fresh = (id, ...more) => ['agreement', 'new', '--id', id, '--region', 'Region Prov', '--county-code', '99', '--version', '2026', '--agreements', place, ...more];
  cpSync(join(root, 'agreements/vocabulary'), join(place, 'vocabulary'), { recursive: true });
  test('begins an agreement that passes the check and its own scenario', () => {
    answers(fresh('provlan'), 'agreement check');
    answers(['agreement', 'check', join(place, 'provlan')], 'can be used', '0 errors');
    answers(['scenario', 'check', '--agreements', join(place, 'provlan')], '0 failed');
  });
  test('whose scenario stands alone in its file', () => {
    const scenarios = join(place, 'provlan/2026/scenarios');
    const [file] = readdirSync(scenarios);
    const text = readFileSync(join(scenarios, file), 'utf8');
    writeFileSync(join(scenarios, file), `${text}\n${text}`);
    const refused = overens('scenario', 'check', '--agreements', join(place, 'provlan'), '--lang', 'en');
    writeFileSync(join(scenarios, file), text);
    assert.equal(refused.code, 1);
    assert.match(refused.err + refused.out, /a file holds one scenario/);
  });
  test('fills in the municipalities of a county that there is', () => {
    answers(['agreement', 'new', '--id', 'gotland', '--region', 'Region Gotland', '--county-code', '09', '--version', '2026', '--agreements', place]);
    assert.match(readFileSync(join(place, 'gotland/2026/agreement.yaml'), 'utf8'), /\{code: "0980", name: "Gotlands kommun"\}/);
    answers(['agreement', 'check', join(place, 'gotland')], 'can be used', '0 errors');
  });
  test('says where the region or the county is not what the official list has', () => {
    const said = (id, region, code) => overens('agreement', 'new', '--id', id, '--region', region, '--county-code', code, '--version', '2026', '--agreements', place, '--lang', 'en').err;
    assert.equal(said('right', 'Västra Götalandsregionen', '14'), '');
    assert.match(said('other', 'Region Skåne', '14'), /calls the region of county 14 Västra Götalandsregionen, not Region Skåne/);
    assert.match(said('none', 'Region X', '15'), /has no county 15: this one is taken for an invented example/);
    assert.match(said('right', 'Västra Götalandsregionen', '14'), /is there already; nothing was written\n +→ remove the folder first/);
  });
  test('has scenarios begun for a rule, which are then its own', () => {
    const begin = ['scenario', 'new', 'provlan', 'sip-after-placement', '--agreements', place];
    answers(begin, 'sip-after-placement-met.txt: met', 'sip-after-placement-missed.txt: late');
    answers(['scenario', 'check', '--agreements', join(place, 'provlan')], '0 failed');
    const again = overens(...begin, '--lang', 'en');
    assert.equal(again.code, 2);
    assert.match(again.err, /sip-after-placement-met.txt is there already; nothing was written/);
    const other = overens('scenario', 'new', 'provlan', 'sip-after-placing', '--agreements', place, '--lang', 'en');
    assert.equal(other.code, 2);
    assert.match(other.err, /did you mean sip-after-placement\?/);
  });
  test('has every rule of another begun, with all that its scenarios must show', () => {
    const [from, to] = [join(root, 'agreements/sjoland'), join(place, 'sjoland')];
    cpSync(from, to, { recursive: true });
    rmSync(join(to, '2026/scenarios'), { recursive: true });
    const rules = [...readFileSync(join(to, '2026/norms.yaml'), 'utf8').matchAll(/^  - (?:\{)?id: *([a-z-]+)/gm)];
    assert.ok(rules.length > 8);
    const ends = rules.map(([, rule]) => overens('scenario', 'new', 'sjoland/2026', rule, '--agreements', place, '--lang', 'en'));
    for (const { code, out, err } of ends) assert.equal(code, 0, out + err);
    const { code, out } = overens('scenario', 'check', '--agreements', to, '--lang', 'en');
    assert.equal(code, 0, out);
    rmSync(to, { recursive: true });
  });
  test('whose scenarios name only authorities that there are', () => {
    const file = join(place, 'provlan/2026/scenarios/wrong.txt');
    writeFileSync(file, 'scenario Fel\nauthority kommun social_services municipality\n2026-03-02 sip.needed p1 by=komun\n2026-03-03 participant.joined authority=region by=kommun\non 2026-03-03\n');
    const refused = overens('scenario', 'check', '--agreements', join(place, 'provlan'), '--lang', 'en');
    rmSync(file);
    assert.equal(refused.code, 1);
    assert.match(refused.err + refused.out, /wrong.txt:3:.*no authority komun\n.*did you mean kommun\?/);
    assert.match(refused.err + refused.out, /wrong.txt:4:.*no authority region\n.*declare it above: authority region/);
  });
  test('overwrites nothing', () => {
    answers(fresh('anotherlan'));
    const again = overens(...fresh('anotherlan'), '--lang', 'en');
    assert.equal(again.code, 2);
    assert.match(again.err, /is there already; nothing was written/);
  });
  refuses([2, 'small letters', ...fresh('../etc')], [2, 'small letters', ...fresh('Län')], [2, 'something is missing', 'agreement', 'new', '--id', 'x']);
});

describe('simulate', () => {
  const asked = ['simulate', '--draft', 'agreements/drafts/jamtland-harjedalen-reform', ...example.slice(2)];
  test('sets the draft beside today', () => answers(asked, 'A draft, not an agreement', 'Opened: 1 → 2 (+1)', '(not in the draft)', 'rules are alike'));
  test('is also for programs', () => {
    const { norms } = JSON.parse(answers([...asked, '--json']));
    const split = norms.find((one) => one.norm === 'jamtland-harjedalen/cost-split-acute');
    assert.deepEqual([split.today.opened, split.today.late, split.draft.opened], [1, 1, 0]);
  });
  test('gives the same answer for a draft that changes nothing', () =>
    answers(['simulate', '--draft', 'agreements/jamtland-harjedalen/2025', ...example.slice(2)], 'the draft gives the same answer'));
  refuses(
    [1, 'the head of the agreement is missing', 'simulate', '--draft', '/nowhere', ...example.slice(2)],
    [1, 'nothing.jsonl', ...asked.slice(0, 3), '--events', 'nothing.jsonl'],
    [2, 'something is missing', 'simulate', ...example.slice(2)],
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
  test('takes the age from the question, and asks when it says two', () => {
    const asked = (need, ...more) => overens('who', '--county', 'jamtland-harjedalen', '--need', need, '--on', '2026-03-20', ...more);
    assert.equal(asked('LARO 17 år').out, asked('LARO', '--age', '17').out);
    assert.equal(asked('en 17-årig pojke som behöver LARO').out, asked('LARO', '--age', '17').out);
    for (const two of [asked('LARO 17 år och 50 år'), asked('LARO 50 år', '--age', '17')]) {
      assert.equal(two.code, 2);
      assert.match(two.err, /17.*50/);
    }
  });
  test('says who answers for a need', () => answers(['who', '--county', 'jamtland-harjedalen', '--need', 'laro', '--age', '30', '--on', '2026-03-20'], 'LARO'));
  refuses(
    [1, 'nowhere', 'who', '--county', 'nowhere', '--need', 'laro'],
    [1, 'castles', 'who', '--county', 'jamtland-harjedalen', '--need', 'castles'],
    [2, 'not a number', 'who', '--county', 'jamtland-harjedalen', '--need', 'laro', '--age', 'old'],
  );
});

describe('scenario', () => {
  test('check', () => answers(['scenario', 'check'], '0 failed'));
  describe('accept', () => {
    const place = mkdtempSync(join(tmpdir(), 'overens-'));
    cpSync(join(root, 'agreements/vocabulary'), join(place, 'vocabulary'), { recursive: true });
    cpSync(join(root, 'agreements/sjoland'), join(place, 'sjoland'), { recursive: true });
    const folder = join(place, 'sjoland/2026/scenarios');
    const name = readdirSync(folder)[0];
    const was = readFileSync(join(folder, name), 'utf8');
    for (const other of readdirSync(folder).slice(1)) rmSync(join(folder, other));
    const accepted = (text) => {
      writeFileSync(join(folder, name), text);
      const { code, out, err } = overens('scenario', 'accept', '--agreements', place, '--lang', 'en');
      return { code, said: out + err, text: readFileSync(join(folder, name), 'utf8') };
    };
    const without_answers = was.replaceAll(/^  .*\n/gm, '');
    test('writes the answers, in the lines of the file', () => {
      assert.notEqual(without_answers, was);
      assert.deepEqual([accepted(without_answers).text], [was]);
      const windows = (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
      const { said, text } = accepted(windows(without_answers));
      assert.equal(text, windows(was));
      assert.match(said, /The expectations of one scenario have been written anew: review them with git diff\./);
    });
    test('says that nothing was written when nothing was', () => {
      assert.match(accepted(was).said, /No expectation has been written anew\./);
      const faulty = `${without_answers}nonsense\n`;
      const { code, said, text } = accepted(faulty);
      assert.deepEqual([code, text], [1, faulty]);
      assert.match(said, /No expectation has been written anew\./);
    });
  });
  test('of several agreements is read as Windows saves it', () => {
    const place = mkdtempSync(join(tmpdir(), 'overens-'));
    cpSync(join(root, 'agreements'), place, { recursive: true });
    const folder = join(place, 'scenarios');
    const files = readdirSync(folder);
    for (const file of files.slice(1)) rmSync(join(folder, file));
    for (const one of readdirSync(place, { recursive: true }).filter((name) => /.\/scenarios\/.*txt$/.test(name))) rmSync(join(place, one));
    const text = readFileSync(join(folder, files[0]), 'utf8');
    writeFileSync(join(folder, files[0]), text.replaceAll('\n', '\r\n'));
    const { out, err } = overens('scenario', 'check', '--agreements', place, '--lang', 'en');
    assert.match(out, /one scenario, 0 failed/, err);
  });
  refuses([1, 'there is no', 'scenario', 'check', '--agreements', '/nowhere'], [2, 'a command is missing after scenario', 'scenario'], [2, 'chek', 'scenario', 'chek']);
});

describe('vocabulary', () => {
  test('doc', () => answers(['vocabulary', 'doc'], 'placement.started'));
  test('find', () => {
    answers(['vocabulary', 'find', 'placements'], 'placement.started: Placement started', 'form=hvb by=kommun', '{event: placement.started}');
    const { code, out } = overens('vocabulary', 'find', 'HVB', 'påbörjad');
    assert.equal(code, 0);
    assert.match(out, /^en händelsetyp passar HVB påbörjad\n[^]*placement.started: Placering påbörjad/);
  });
  test('finds letters in two parts, and without their marks', () => {
    const types = (word) => overens('vocabulary', 'find', word).out.match(/^[a-z_]+\.[a-z_]+:/gm);
    assert.ok(types('uppföljning').length > 1);
    assert.deepEqual(types('uppföljning'.normalize('NFD')), types('uppföljning'));
    assert.deepEqual(types('uppfoljning'), types('uppföljning'));
  });
  test('prints no control characters of what was asked', () => {
    const { code, err } = overens('vocabulary', 'find', 'ele\x1b[31mfant');
    assert.equal(code, 1);
    assert.match(err, /ele\uFFFD\[31mfant/);
  });
  refuses([1, 'no event type fits elefant', 'vocabulary', 'find', 'elefant'], [1, 'no word was written', 'vocabulary', 'find', '']);
  refuses([1, 'there is no such folder', 'vocabulary', 'doc', '--agreements', '/nowhere'], [2, 'a command is missing after vocabulary', 'vocabulary'], [2, 'docs', 'vocabulary', 'docs']);
});

describe('organisation import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'overens-organisation-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const store = join(folder, 'o.db');
  const table = (name, words) => {
    writeFileSync(join(folder, name), words, 'latin1'); // Windows-1252, for these letters
    return join(folder, name);
  };
  const command = (kind, file, ...more) => ['organisation', 'import', '--store', store, '--authority', 'ostersund-soc', '--kind', kind, file, ...more];
  const units = table('units.csv', 'namn;slag av enhet;telefon\r\nFältgruppen;socialtjänstens enhet;063-1\r\n');
  const staff = table('staff.csv', 'name,work e-mail address\r\nMira Åkerö,mira@kommun.example\r\n');
  const commissions = table('commissions.csv', 'medarbetare;enhet;roll;ändamål;från och med\nmira@kommun.example;Fältgruppen;enhetschef;administration;2026-01-01\n');
  const bad = table('bad.csv', 'namn;slag av enhet;webbadress\nA;klinik;\nB;mottagning;exempel.se\n');
  before(() => answers(['journal', 'import', '--store', store, 'examples/jamtland-harjedalen.jsonl', '--quiet'], 'taken in'));

  test('shows what it would change, and then takes it in, once', () => {
    answers(command('units', units), 'New\n  Fältgruppen\n', 'Is not in the table, and stays as it is', 'Nothing has been recorded: --save takes it in.');
    answers(command('units', units, '--save'), '2 events have been recorded.');
    answers(command('units', units, '--save'), 'New: 0. Changed: 0. As before: 1.');
  });
  test('knows staff and units by what the tables before said', () => {
    answers(command('staff', staff, '--save'), 'Mira Åkerö', 'One event has been recorded.');
    answers(command('commissions', commissions, '--save'), 'New: 1. Changed: 0. As before: 0.', 'One event has been recorded.');
    answers(command('commissions', commissions), 'New: 0. Changed: 0. As before: 1.');
    answers(command('commissions', table('none.csv', 'medarbetare;roll;ändamål;från och med\n'), '--end-missing', '--save'), 'ends today', 'One event has been recorded.');
  });
  test('says everything that is wrong with its line', () => {
    const { code, out, err } = overens(...command('units', bad, '--save'), '--lang', 'en');
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /bad\.csv:2: kind of unit: klinik is none of health centre, clinic, [^\n]*\n.*bad\.csv:3: web address: a web address begins with https:\/\/\n.*nothing has been recorded/s);
  });
  refuses(
    [2, 'write one of: units, staff, commissions', ...command('forums', units)],
    [2, "can't read the file", ...command('units', join(folder, 'nowhere.csv'))],
    [2, '--kind', 'organisation', 'import', '--store', store, '--authority', 'ostersund-soc', units],
    [1, 'there is no column telefon', ...command('staff', units)],
  );
});
