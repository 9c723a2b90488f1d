// Compares the program's public holidays and eves with what others computed: date-holidays, the version pinned in
// package.json, for every year the program counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Holidays from 'date-holidays';
import { overens } from './program.mjs';

const sweden = new Holidays('SE');

/** The days of that kind, "2026-01-01", in order. */
const days = (year, type) => sweden.getHolidays(year).filter((day) => day.type === type).map((day) => day.date.slice(0, 10)).sort();

// date-holidays lists Whit Monday as an observance for all years. It was a public holiday through 2004: lag (1989:253)
// om allmänna helgdagar, changed from 2005 by lag (2004:1320), which put the National Day in its place.
function whit_monday(year) {
  const day = sweden.getHolidays(year).find((day) => day.rule === 'easter 50');
  return year <= 2004 ? [day.date.slice(0, 10)] : [];
}

const years = Array.from({ length: 2100 - 1990 + 1 }, (_, i) => 1990 + i);

test('public holidays and eves, 1990 through 2100', () => {
  for (const year of years) {
    const { code, out, err } = overens('calendar', String(year), '--json');
    assert.equal(code, 0, err);
    const ours = JSON.parse(out);
    assert.equal(ours.year, year);
    assert.deepEqual(ours.holidays.map((holiday) => holiday.day), [...days(year, 'public'), ...whit_monday(year)].sort(), `holidays of ${year}`);
    // The three eves are what date-holidays calls days off at banks.
    assert.deepEqual(ours.eves.map((eve) => eve.day), days(year, 'bank'), `eves of ${year}`);
    for (const { name, law } of ours.holidays) assert.ok(name && law, `${year}: every holiday has its name and law`);
  }
});

test('years outside are refused', () => {
  for (const year of ['1989', '2101']) assert.equal(overens('calendar', year, '--json').code, 1, year);
});
