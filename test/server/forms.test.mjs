// Every form of the table of routes, by whoever may send it: without anything in it, with answers that there are not, and with more than anybody
// writes. It is refused as a form is: shown again, with what is wrong, in the words of its own fields.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answers, Place, routes } from './place.mjs';

let place;
before(async () => {
  place = await Place.begin();
});
after(() => place?.end());

// What has nothing to write in: it is done by pressing its one button.
const one_button = ['POST /logga-ut', 'POST /min-sida/dolj', 'POST /arenden/{id}/ta', 'POST /arenden/{id}/enhet', 'POST /mitt-konto/vikarie/{id}/avsluta'];
// What is sent by keys and by services, and not by people.
const no_forms = ['POST /commands', 'POST /logga-in/{provider}/avsluta'];
// What is wrong with none of their fields alone: several buttons, and who somebody is.
const of_no_field = ['POST /logga-in', 'POST /mitt-konto/paminnelser', 'POST /arenden/{id}/kod', 'POST /organisation/personal/{id}/konto'];
// Nothing written says that everything is wrong; any words can be somebody's reserve number, or a reason.
const takes_nothing = ['POST /enheter/{id}/stammer-inte'], takes_any_words = ['POST /arenden/sok', 'POST /arenden/{id}'];
// Where the form is, and for whom, that the matrix does not ask for; nothing: it is tried elsewhere, as it takes a link or an old sign-in.
const elsewhere = {
  'POST /konto/{secret}': undefined,
  'POST /mitt-konto/bekrafta': undefined,
  'POST /enheter/{id}/stammer-inte': ['/enheter/vuxenenheten/stammer-inte', 'visitor', ['vad']],
  'POST /arenden/{id}': ['/arenden/egen', 'other_manager'],
  'POST /arenden/{id}/skicka/{type}/{subject}': undefined,
};

/** [path, who]: the first of those for whom the form is. */
function form_of(route) {
  if (route in elsewhere) return elsewhere[route];
  for (const [path, expected] of answers[route]) {
    const who = [...(expected[422] ?? []), ...(expected[200] ?? [])].find((one) => !['developer', 'visitor'].includes(one));
    if (who) return [path, who];
  }
  return undefined;
}
const main = (body) => /<main[^]*<\/main>/.exec(body)?.[0] ?? '';
const fields_of = (body) => [...new Set([...main(body).matchAll(/<(?:input|select|textarea|button)\b[^>]*\sname="([^"]+)"/g)].map(([, name]) => name))].filter((name) => !['csrf', 'kommando', 'sett'].includes(name));
const errors_of = (body) => [...(/class="ds-error-summary[^]*?<\/ul>/.exec(body)?.[0] ?? '').matchAll(/<a\b[^>]*href="#([^"]+)"/g)].map(([, id]) => id);

/** Shown again with a list of what is wrong, whose links lead to places of the page. */
function is_refused_as_a_form(route, { status, body }, what) {
  assert.equal(status, 422, `${what}: ${main(body).slice(0, 400)}`);
  assert.match(body, /ds-error-summary/, `${what} says nothing of what is wrong`);
  const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  const led_to = errors_of(body);
  assert.ok(led_to.length > 0 || of_no_field.includes(route), `${what} names no field`);
  for (const id of led_to) assert.ok(ids.includes(id), `${what}: an error leads to #${id}, which is not there`);
}

describe('each form', () => {
  const all = routes.filter(({ method }) => method === 'POST').map(({ path }) => `POST ${path}`).filter((route) => ![...no_forms, ...one_button].includes(route));
  for (const route of all) {
    const found = form_of(route);
    if (!found) continue;
    const [path, who, written] = found;
    test(`${route} as ${who}`, async () => {
      const headers = who === 'visitor' ? { 'Sec-Fetch-Site': 'same-origin' } : {};
      const send = (form) => place.ask(who, 'POST', path, { form, headers });
      let names = written;
      if (!takes_nothing.includes(route)) {
        const empty = await send({});
        is_refused_as_a_form(route, empty, 'nothing');
        names = fields_of(empty.body);
      }
      assert.ok(names.length > 0);
      for (const [what, value] of [['what there is not', 'finns-inte'], ['too much', 'x'.repeat(20_000)]]) {
        if (what !== 'too much' && takes_any_words.includes(route)) continue;
        is_refused_as_a_form(route, await send(Object.fromEntries(names.map((name) => [name, value]))), what);
      }
    });
  }
  test('is tried, or said why not', () => {
    assert.deepEqual(all.filter((route) => !form_of(route)).sort(), Object.keys(elsewhere).filter((route) => !elsewhere[route]).sort());
  });
});
