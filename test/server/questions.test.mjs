// What has been asked in a hurry and is withdrawn ends what it disclosed; and of a protected identity the answer goes
// to whoever asked. Over HTTP, on both databases.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';

import { main_of, Site } from './people.mjs';

const soc = 'ostersund-soc', hsn = 'region-hsn';
const folder = mkdtempSync(join(tmpdir(), 'overens-questions-'));
const people = [
  {who: 'anna', role: 'caseworker', authority: soc, unit: 'vuxenenheten'},
  {who: 'jour', role: 'duty_officer', authority: hsn, unit: 'beroendeenheten'},
  {who: 'dag', role: 'duty_officer', authority: hsn, unit: 'beroendeenheten'},
];
let site;
before(async () => {
  site = await Site.start(folder, people);
});
after(async () => {
  await site?.server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

const answer_link = (body) => /href="(\/arenden\/[^"]+\/skicka\/question\.answered\/[^"]+)"/.exec(body)?.[1];
const answer = {
  'uppgift-answer': 'none',
  'uppgift-words': 'Ingen kontakt som vi känner till',
  'uppgift-basis': 'other_law',
  'uppgift-necessity': 'Liv och hälsa'
};

/** Asks in the case, and gives the id of the command. */
async function asked(who, in_case, more = {}) {
  const path = `${in_case}/skicka/question.asked`;
  const form = {
    'uppgift-unit': 'beroendeenheten',
    'uppgift-what': 'Vilka läkemedel har personen?',
    'uppgift-why_now': 'Personen är medvetslös',
    'uppgift-hours': '2',
    'uppgift-basis': 'other_law',
    steg: 'spara',
    ...more
  };
  const sent = await site.send(who, path, await site.page(who, path), form);
  assert.equal(sent.status, 303, main_of(sent.body));
  return /sparat=(\w+)/.exec(sent.to)[1];
}
async function case_of(name, number) {
  const begun = await site.begin_case('anna', {namn: name}, {'nummer-slag': 'person', nummer: number});
  assert.equal(begun.status, 303, begun.body);
  return begun.to;
}

describe('a question that is withdrawn', () => {
  let in_case, link, form;
  before(async () => {
    in_case = await case_of('Alma Exempel', '18900101-9802');
    const question = await asked('anna', in_case);
    assert.match(await site.page('dag', in_case), /Alma Exempel[^]*Vilka läkemedel har personen/);
    assert.equal((await site.send('jour', `${in_case}/ta`, await site.page('jour', in_case), {})).status, 303);
    link = answer_link(await site.page('jour', in_case));
    form = await site.page('jour', link);
    const withdraw = `${in_case}/makulera/${question}.1`;
    const done = await site.send(
        'anna', withdraw, await site.page('anna', withdraw), {'uppgift-reason': 'wrong_person', steg: 'spara'});
    assert.equal(done.status, 303, main_of(done.body));
  });
  test('tells nothing more of whom it was about, nor what was asked', async () => {
    assert.equal((await site.ask('dag', 'GET', in_case)).status, 403);
    const {status, body} = await site.ask('jour', 'GET', in_case);
    assert.equal(status, 200, 'the case that was taken on is there');
    assert.doesNotMatch(body, /Alma Exempel|9802|Vilka läkemedel|medvetslös/);
    assert.match(body, /Fråga från socialtjänsten i Östersunds kommun[^]*Återkallad|Makulerad/);
    assert.ok(!answer_link(body));
  });
  test('ends its disclosure by an event of its own', async () => {
    assert.match(await site.page('anna', in_case), /Utlämnande upphört/);
  });
  test('is not answered, and what was written is not lost', async () => {
    const late = await site.send('jour', link, form, {...answer, steg: 'spara'});
    assert.equal(late.status, 409, main_of(late.body));
    assert.match(late.body, /Socialtjänsten i Östersunds kommun [^]*fel person[^]*har inte skickats/);
    assert.match(late.body, /Ingen kontakt som vi känner till<\/textarea>/);
    assert.doesNotMatch(main_of(late.body), /Alma Exempel|Vilka läkemedel|Prov anna/);
  });
});

test('the answer about a protected identity goes to whoever asked, whom nobody has to know', async () => {
  const in_case = await case_of('Berit Exempel', '18900118-9811');
  const protect = `${in_case}/dokumentera/protection.set`;
  const marked = await site.send(
      'anna', protect, await site.page('anna', protect),
      {nar: new Date().toISOString().slice(0, 10), 'uppgift-marking': 'protected_registration', steg: 'spara'});
  assert.equal(marked.status, 303, main_of(marked.body));
  await asked('anna', in_case, {'uppgift-readers': 'jour@prov.test'});
  assert.doesNotMatch(
      main_of((await site.ask('dag', 'GET', in_case)).body), /Berit|Vilka läkemedel/, 'nobody else there is told');
  assert.equal((await site.send('jour', `${in_case}/ta`, await site.page('jour', in_case), {})).status, 303);
  const link = answer_link(await site.page('jour', in_case));
  const form = await site.page('jour', link);
  assert.match(form, /Den som frågade, om inget skrivs här/);
  const answered = await site.send('jour', link, form, {...answer, steg: 'spara'});
  assert.equal(answered.status, 303, main_of(answered.body));
  assert.doesNotMatch(main_of(await site.page('jour', in_case)), /Prov anna|anna@prov\.test/);
  assert.match(await site.page('anna', in_case), /Ingen kontakt som vi känner till/);
});
