// What an act leads to, beside its form: asked for at the form's own address when the form has rested after a change. Comfort only: without
// this the form's next step shows it.
'use strict';

// What belongs to a choice is shown when that is made.
const hang_on = (choice) => {
  const fields = document.querySelectorAll(`[data-only-when="${choice.id}"]`);
  const show_them = () => fields.forEach((field) => (field.hidden = !choice.checked));
  choice.addEventListener('change', show_them);
  window.addEventListener('pageshow', show_them);
};
new Set([...document.querySelectorAll('[data-only-when]')].map((field) => field.dataset.onlyWhen)).forEach((id) => hang_on(document.getElementById(id)));

const beside = document.querySelector('[data-beside]');
const answer = beside.querySelector('[aria-live]');
const form = beside.parentElement.querySelector('form');
const rest = 400; // milliseconds
let asking = new AbortController();
let timer;
let shown = '';

// What is the same as before is not told once more to those who listen.
const show = (html) => {
  if (html !== shown) answer.innerHTML = html;
  shown = html;
  answer.removeAttribute('aria-busy');
};
const failed = () => {
  const line = document.createElement('p');
  line.textContent = answer.dataset.failed;
  return line.outerHTML;
};

const ask = async () => {
  const { signal } = asking;
  const body = new URLSearchParams(new FormData(form));
  body.set('steg', beside.dataset.beside);
  let html;
  try {
    const reply = await fetch(form.action, { method: 'POST', body, signal });
    if (!reply.ok) throw new Error(`status ${reply.status}`);
    html = await reply.text();
  } catch {
    html = failed();
  }
  if (!signal.aborted) show(html);
};

// What was asked of an earlier state of the form is no longer waited for.
const ask_after = (wait) => {
  asking.abort();
  asking = new AbortController();
  answer.setAttribute('aria-busy', 'true');
  clearTimeout(timer);
  timer = setTimeout(ask, wait);
};

beside.hidden = false;
form.addEventListener('input', () => ask_after(rest));
window.addEventListener('pageshow', () => ask_after(0)); // by then the browser has put back what was written
