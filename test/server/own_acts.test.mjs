// What individuals do themselves on their own page: withdraw a consent, ask or complain, hide the page. And what that changes for the authority
// and for whoever had received something.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hsn, Place, soc } from './place.mjs';

let place;
before(async () => {
  place = await Place.begin();
});
after(() => place?.end());

const ask = (...of) => place.ask(...of);
const main = ({ body }) => /<main[^]*<\/main>/.exec(body)?.[0] ?? body;
const own_page = async (who = 'by_eid') => main(await ask(who, 'GET', '/min-sida'));

let times = 0;
/** Something recorded in the case by somebody who works there, by its form. */
async function recorded(type, form, who = 'involved') {
  const path = `/arenden/egen/dokumentera/${type}`;
  const sett = /name="sett" value="([^"]*)"/.exec((await ask(who, 'GET', path)).body)[1];
  const reply = await ask(who, 'POST', path, { form: { kommando: `k-${type.replace('.', '-')}-${++times}`, nar: '2026-03-10', sett, steg: 'spara', ...form } });
  assert.equal(reply.status, 303, `${type}: ${reply.status} ${/id="fel"[^]*?<\/ul>/.exec(reply.body)?.[0]}`);
  return /sparat=([\w.-]+)/.exec(reply.fields.get('location'))[1];
}

test('what cannot be done does not stand there, and a code on paper opens nothing of it', async () => {
  const page = await own_page();
  assert.match(page, /Fråga eller klaga/);
  assert.doesNotMatch(page, /Återkalla/, 'there is no consent');
  assert.doesNotMatch(await own_page('by_code'), /Fråga eller klaga|Återkalla/);
  for (const [who, path, status] of [['by_code', '/min-sida/0/ask', 404], ['by_eid', '/min-sida/0/withdraw-consent', 404], ['by_eid', '/min-sida/7/ask', 404], ['by_eid', '/min-sida/0/finns-inte', 404], ['by_eid', '/min-sida/x/ask', 404], ['involved', '/min-sida/0/ask', 403], ['visitor', '/min-sida/0/ask', 303]]) {
    assert.equal((await ask(who, 'GET', path)).status, status, `${who} ${path}`);
    if (who !== 'visitor') assert.equal((await ask(who, 'POST', path, { form: { 'uppgift-about': 'care', 'uppgift-says': 'Nej' } })).status, status, `${who} POST ${path}`);
  }
});

test('a consent is withdrawn: at once for the receiver, by the individual in the case', async () => {
  const consent = await recorded('consent.given', { 'uppgift-to': hsn, 'uppgift-types': 'sip.not_needed', 'uppgift-purpose': 'Samordning', 'uppgift-form': 'oral', 'uppgift-given_by': 'individual' });
  const page = await own_page();
  const path = /href="(\/min-sida\/\d+\/withdraw-consent)"/.exec(page)?.[1];
  assert.ok(path, page);
  const form = main(await ask('by_eid', 'GET', path));
  assert.match(form, new RegExp(`value="${consent}"[^>]*checked`), 'the only one is chosen');
  assert.equal((await ask('by_eid', 'POST', path, { form: { kommando: 'k-own-1', om: 's-live' } })).status, 422, 'another person’s consent is none of theirs');
  for (const time of ['once', 'twice']) {
    const sent = await ask('by_eid', 'POST', path, { form: { kommando: 'k-own-2', om: consent } });
    if (time === 'once') assert.equal(sent.status, 303, sent.body);
    else assert.ok([303, 404].includes(sent.status), 'a lost answer asked again records nothing more');
  }
  const after_it = main(await ask('by_eid', 'GET', '/min-sida?sparat=withdraw-consent'));
  assert.match(after_it, /id="sparat"[^]*Återkalla ett samtycke[^]*Samtycke återkallat/);
  assert.doesNotMatch(after_it, /href="[^"]*withdraw-consent"/, 'nothing is left to withdraw');
  const case_page = main(await ask('involved', 'GET', '/arenden/egen/del/delat'));
  assert.equal(case_page.match(/<li id="k-own-2/g).length, 1, 'it is there once');
  assert.doesNotMatch(case_page, /makulera\/k-own-2/, 'nobody else undoes it');
  assert.equal((await ask('involved', 'POST', '/arenden/egen/makulera/k-own-2', { form: { kommando: 'k-undo', orsak: 'duplicate', steg: 'spara' } })).status, 403);
  assert.match(case_page, /Samtycke återkallat[^]*?\(den enskilda, på sin egen sida\)/);
});

test('a question is asked, found in the case, and answered on the page', async () => {
  const path = /href="(\/min-sida\/\d+\/ask)"/.exec(await own_page())[1];
  const lacking = await ask('by_eid', 'POST', path, { form: { kommando: 'k-own-3', 'uppgift-says': 'Jag har inte varit på något möte i mars.' } });
  assert.equal(lacking.status, 422);
  assert.match(lacking.body, /Jag har inte varit på något möte i mars\./, 'what was written is kept');
  const numbered = await ask('by_eid', 'POST', path, { form: { kommando: 'k-own-3', 'uppgift-about': 'not_recognised', 'uppgift-says': 'Jag heter 18900101-9802.' } });
  assert.equal(numbered.status, 422, 'no personal number is kept here');
  const sent = await ask('by_eid', 'POST', path, { form: { kommando: 'k-own-3', 'uppgift-about': 'not_recognised', 'uppgift-says': 'Jag har inte varit på något möte i mars.' } });
  assert.equal(sent.status, 303, sent.body);
  assert.doesNotMatch(sent.fields.get('location'), /mars/);
  const found = main(await ask('involved', 'GET', '/arenden/egen/del/avvikelser'));
  assert.match(found, /något i uppgifterna som inte känns igen[^]*Jag har inte varit på något möte i mars\.[^]*den enskilda, på sin egen sida/i);
  const complaint = /dokumentera\/complaint\.answered\?[^"]*om=([\w-]+)/.exec(found)?.[1] ?? 'k-own-3';
  await recorded('complaint.answered', { om: complaint, 'uppgift-answer': 'Mötet gällde någon annan. Vi har rättat det.' });
  assert.match(await own_page(), /Mötet gällde någon annan\. Vi har rättat det\./);
  assert.doesNotMatch(main(await ask('their_involved', 'GET', '/arenden/egen')), /möte i mars/);
});

test('nobody else records in the name of the individual', async () => {
  const command = { command: 'k-forged', do: 'record', type: 'consent.withdrawn', owner: soc, happened: '2026-03-10', case: 'egen', subject: { kind: 'consent', id: 'finns-inte' }, actor: 'individual' };
  const reply = await fetch(`${place.site.url}/commands`, { method: 'POST', headers: { Authorization: `Bearer ${place.key}`, 'Content-Type': 'application/json' }, body: JSON.stringify(command) });
  assert.equal(reply.status, 422);
  assert.match(await reply.text(), /"field": ?"actor"/);
});

test('what another person has complained about is not on the page', async () => {
  const saved = await recorded('complaint.received', { om: 'nytt', 'uppgift-reachable': 'ja', 'uppgift-reporter': 'close_person', 'uppgift-says': 'Ingen ringer tillbaka.' });
  await recorded('complaint.answered', { om: saved, 'uppgift-answer': 'Vi ringer i dag.' });
  assert.doesNotMatch(await own_page(), /Vi ringer i dag/);
});

test('the page is hidden at once, and whoever was signed in is so no longer', async () => {
  const hidden = await ask('by_eid', 'POST', '/min-sida/dolj');
  assert.equal(hidden.status, 200);
  assert.match(hidden.body, /http-equiv="refresh" content="0; url=https:\/\/www\.smhi\.se\//);
  assert.doesNotMatch(hidden.body, /Överens/);
  assert.equal((await ask('by_eid', 'GET', '/min-sida')).status, 303);
});

