// What an act leads to, beside its form: asked for at the form's own address when the form has rested after a change. Comfort only: without
// this the form's next step shows it.
'use strict';

const beside = document.querySelector('[data-beside]');
const answer = beside.querySelector('[aria-live]');
const form = beside.parentElement.querySelector('form');

// What is asked only when something is answered is shown then: `name=choice`, of which one is enough.
const hanging = [...form.querySelectorAll('[data-only-when]')];
const show_hanging = () => {
  const answers = new Set([...new FormData(form)].map(([name, value]) => `${name}=${value}`));
  hanging.forEach((one) => (one.hidden = !one.dataset.onlyWhen.split(' ').some((answer) => answers.has(answer))));
};

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
form.addEventListener('change', show_hanging);
window.addEventListener('pageshow', show_hanging);
form.addEventListener('input', () => ask_after(rest));
window.addEventListener('pageshow', () => ask_after(0)); // by then the browser has put back what was written
