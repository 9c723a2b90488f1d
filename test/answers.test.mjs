// What an answer says before anything else, and what it must not say: small made-up events, asked as a user would.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { overens } from './program.mjs';

const place = mkdtempSync(join(tmpdir(), 'overens-'));
let number = 0;

/** A line: what a type of event says, by whom and when. */
function event(type, happened, owner, more = {}) {
  return JSON.stringify({ id: `e${++number}`, type, happened, recorded: `${happened}T08:00:00Z`, owner, ...more });
}
function authority(id, party, kind) {
  const subject = { kind: 'authority', id };
  return [
    event('authority.registered', '2025-07-01', id, { subject, data: { party, kind, name: id } }),
    event('authority.joined', '2025-07-01', id, { subject }),
  ];
}
const both = [...authority('soc', '2380', 'social_services'), ...authority('reg', '23', 'region_health_care')];
const placed = (id) => ({ case: 'c1', subject: { kind: 'placement', id } });

function file(lines, start = '') {
  const path = join(place, `${++number}.jsonl`);
  writeFileSync(path, start + lines.join('\n') + '\n');
  return path;
}
function ask(command, lines, ...more) {
  return overens(...command, '--agreements', 'agreements/jamtland-harjedalen', '--events', file(lines), ...more);
}
const json = (lines, ...more) => JSON.parse(ask(['evaluate'], lines, '--json', ...more).out);

describe('an agreement that is not in force', () => {
  const lines = [...both, event('placement.started', '2026-03-02', 'soc', { ...placed('p1'), data: { form: 'hvb' } })];
  test('is said on top, and nothing of it applies now', () => {
    const { out } = ask(['evaluate'], lines, '--on', '2031-03-10', '--lang', 'en');
    assert.match(out.split('\n')[2], /no version is in force on 2031-03-10; the last ended 2027-12-31/);
    assert.doesNotMatch(out, /apply now|Standing, without a day|Permissions/);
    assert.match(out, /standing rules are not listed/);
  });
  test('is said by explain and for programs too', () => {
    assert.match(ask(['explain', 'no-refusing-sip/p1/23'], lines, '--on', '2031-03-10', '--lang', 'en').out, /no version is in force/);
    const all = json(lines, '--on', '2031-03-10');
    assert.equal(all.not_in_force.length, 1);
    const prohibition = all.obligations.find((one) => one.norm === 'no-refusing-sip');
    assert.equal(prohibition.applies, false);
  });
  test('and nothing of that while one is', () => assert.deepEqual(json(lines, '--on', '2026-03-10').not_in_force, []));
});

test('what was known then stands in the heading, and nothing else is counted', () => {
  const lines = [...both, event('placement.started', '2026-03-02', 'soc', { ...placed('p1'), data: { form: 'hvb' } })];
  const { out } = ask(['evaluate'], lines, '--on', '2026-03-10', '--as-known', '2026-03-01', '--lang', 'en');
  assert.match(out, /^What is to be done on 2026-03-10, by what was known 2026-03-01 23:59\n4 events known then\n/);
  const seen = ask(['evaluate'], lines, '--on', '2026-03-10', '--as-known', '2026-03-01', '--seen-by', 'reg', '--lang', 'en').out;
  assert.match(seen, /^What is to be done on 2026-03-10, as reg knew it 2026-03-01 23:59\n/);
});

describe('what the asker can not see', () => {
  const lines = [
    ...both,
    event('consent.given', '2026-03-01', 'soc', { case: 'c1', subject: { kind: 'consent', id: 'g1' }, data: { types: ['placement.started'], to: ['reg'], purpose: 'x' } }),
    event('disclosure.made', '2026-03-01', 'soc', { case: 'c1', subject: { kind: 'disclosure', id: 'd1' }, data: { types: ['placement.started'], to: 'reg', basis: 'consent', consent: 'g1', purpose: 'x' } }),
    event('placement.started', '2026-03-02', 'soc', { ...placed('p1'), data: { form: 'hvb' } }),
  ];
  test('is not late', () => {
    const { obligations } = json(lines, '--on', '2026-03-10', '--seen-by', 'reg', '--lang', 'en');
    const sip = obligations.find((one) => one.norm === 'sip-after-placement');
    assert.equal(sip.late, false);
    assert.match(sip.status, /may have been done; nothing known here; the last day was 2026-03-09/);
  });
});

describe('a party', () => {
  const registered = (party, kind) => ask(['evaluate'], authority('a', party, kind), '--on', '2026-03-10', '--lang', 'en').err;
  test('that there is not is said', () => {
    assert.match(registered('180', 'social_services'), /no party has the code 180/);
    assert.match(registered('2399', 'social_services'), /no party has the code 2399/);
  });
  test('that the kind of authority can not belong to is said', () => {
    assert.match(registered('23', 'social_services'), /23 is a region/);
    assert.match(registered('2380', 'region_health_care'), /2380 is a municipality/);
  });
  test('that fits is no matter', () => assert.equal(registered('2380', 'social_services'), ''));
});

test('a county is understood by its code, letter, name and municipalities', () => {
  for (const county of ['23', 'Z', 'z', 'Jämtlands län', 'jämtland', 'Region Jämtland Härjedalen', 'Krokom', 'Krokoms kommun', '2309']) {
    const { code, out, err } = overens('agreement', 'status', '--county', county, '--on', '2026-03-10');
    assert.equal(code, 0, `${county}: ${err}`);
    assert.match(out, /Jämtland Härjedalen/, county);
  }
});

test('what had a last day is still owed when its agreement has ended', () => {
  const lines = authority('soc', '9901', 'social_services');
  const { out } = overens('evaluate', '--agreements', 'agreements/sjoland', '--events', file(lines), '--on', '2029-02-01', '--json');
  const owed = JSON.parse(out).obligations.find((one) => one.norm === 'local-agreement' && one.subject === '9901');
  assert.equal(owed.due, '2027-02-01');
  assert.equal(owed.late, true);
  assert.equal(owed.applies, undefined);
});

test('a byte order mark is passed over', () => {
  const lines = [...both, event('placement.started', '2026-03-02', 'soc', { ...placed('p1'), data: { form: 'hvb' } })];
  const marked = file(lines, '\uFEFF');
  assert.equal(overens('evaluate', '--events', marked, '--on', '2026-03-10').code, 0);
  const store = join(place, 'marked.db');
  const { code, out, err } = overens('journal', 'import', '--store', store, marked, '--lang', 'en');
  assert.equal(code, 0, err);
  assert.match(out, /taken in: 5 events/);
});

test('a period that is none is said', () => {
  const met = event('forum.met', '2026-03-02', 'reg', { subject: { kind: 'forum', id: 'f1' }, data: { for_period: 'förra året' } });
  assert.match(ask(['evaluate'], [...both, met], '--on', '2026-03-10', '--lang', 'en').err, /there is no period förra året/);
});

test('words that say nothing are said, and the event is read', () => {
  const begun = event('agreement.revision_begun', '2026-03-02', 'reg', { subject: { kind: 'agreement', id: 'jamtland-harjedalen' }, data: { version: '2025', commissioned_by: '' } });
  assert.match(ask(['evaluate'], [...both, begun], '--on', '2026-03-10', '--strict', '--lang', 'en').err, /“commissioned by” says nothing: leave it out/);
});

test('an id of two owners is said', () => {
  const lines = [...both, ...['soc', 'reg'].map((owner) => JSON.stringify({ id: 'same', type: 'child.noted', happened: '2026-03-02', recorded: '2026-03-02T08:00:00Z', owner, case: `c-${owner}`, subject: { kind: 'child', id: `b-${owner}` } }))];
  assert.match(ask(['evaluate'], lines, '--on', '2026-03-10', '--lang', 'en').err, /same: (soc and reg|reg and soc) each have an event with this id/);
});

test('the order of the lines does not matter', () => {
  const lines = [...both];
  for (let i = 1; i <= 30; i++) lines.push(event('placement.started', '2026-03-02', 'soc', { case: `c${i}`, subject: { kind: 'placement', id: `p${i}` }, data: { form: 'hvb' } }));
  for (const more of [[], ['--json']]) {
    const asked = (some) => ask(['evaluate'], some, '--on', '2026-03-12', ...more).out.replace(/"line":\d+/g, '');
    assert.equal(asked(lines), asked([...lines].reverse()));
  }
});

test('nor does it where two authorities call somebody by the same id', () => {
  const opened = (owner) => event('case.opened', '2026-03-02', owner, { case: `c-${owner}`, subject: { kind: 'case', id: `c-${owner}` }, person: 'x1' });
  const authorities = [...authority('almby', '9901', 'social_services'), ...authority('bjorkvik', '9902', 'social_services')];
  const lines = [...authorities, opened('almby'), opened('bjorkvik')];
  const asked = (some) => overens('evaluate', '--agreements', 'test/packs', '--events', file(some), '--on', '2026-03-05', '--json').out.replace(/"line":\d+/g, '');
  assert.match(asked(lines), /per-person.*per-person/s);
  assert.equal(asked(lines), asked([...lines].reverse()));
});

test('a duty of many is said once', () => {
  const { out } = ask(['evaluate'], both, '--on', '2027-02-01');
  assert.equal(out.match(/Gör en ny överenskommelse/g).length, 1);
  assert.match(out, /Region Jämtland Härjedalen och alla 8 kommuner/);
});

describe('what is not known', () => {
  const lines = [...authority('soc', '2380', 'social_services'), authority('reg', '23', 'region_health_care')[0],
    event('participant.joined', '2026-03-02', 'soc', { case: 'c1', data: { authority: 'reg' } }),
    event('placement.started', '2026-03-02', 'soc', { ...placed('p1'), data: { form: 'hvb' } })];
  const it = (all, on) => json(all, '--on', on).obligations.find((one) => one.norm === 'sip-after-placement');
  test('is not late, and names who has not said that all is recorded', () => {
    const one = it(lines, '2026-03-12');
    assert.deepEqual([one.late, one.may_have_been_done, one.incomplete_sources], [false, true, [{ id: 'reg', name: 'reg' }]]);
    const { out } = ask(['explain', 'sip-after-placement/p1'], lines, '--on', '2026-03-12', '--lang', 'en');
    assert.match(out.replace(/\s+/g, ' '), /reg could have recorded the act and has not said that all is recorded\. Silence is not held against soc\./);
    assert.doesNotMatch(out, /days late/);
  });
  test('is late again when another county acts after the last day', () => {
    const all = [...both, ...authority('other', '01', 'region_health_care'), ...lines.slice(-1)];
    assert.equal(it(all, '2026-03-12').late, true);
    all.push(event('care.sought', '2026-03-12', 'other', { case: 'c1', data: { area: 'addiction_care' } }));
    assert.equal(it(all, '2026-03-12').late, true);
  });
});

describe('a reading', () => {
  const stockholm = [...authority('sthlm-soc', '0180', 'social_services'), ...authority('sthlm-reg', '01', 'region_health_care')];
  const why = (data) => {
    const lines = [...stockholm, event('sip.drawn_up', '2026-03-02', 'sthlm-soc', { case: 'c1', subject: { kind: 'plan', id: 's1' }, data })];
    const { out } = overens('explain', 'sip-followed-up/s1', '--agreements', 'agreements/stockholm', '--events', file(lines), '--on', '2026-03-12', '--lang', 'en');
    return out.replace(/\s+/g, ' ');
  };
  test('of the day to look is not rested on where the day is written', () => {
    assert.match(why({}), /When is it time to look\?/);
    const written = why({ follow_up_on: '2026-04-01' });
    assert.match(written, /the day is written in/);
    assert.doesNotMatch(written, /When is it time to look\?/);
  });
});
