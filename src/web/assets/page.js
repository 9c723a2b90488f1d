// Comfort only: every page works without this.
'use strict';

// After a wrong form, what is wrong is read first.
document.getElementById('fel')?.focus();

// The answer as text, for the record systems that people must also write in.
for (const answer of document.querySelectorAll('[data-copy]')) {
  const is_alone = 'alone' in answer.dataset;
  const words = is_alone ? [...answer.children].map((part) => part.textContent).join('\n') : answer.innerText.trim();
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'ds-button';
  button.dataset.variant = 'secondary';
  button.textContent = answer.dataset.copy;
  const told = document.createElement('span');
  told.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(is_alone ? words : `${words}\n${location.href}`);
    told.textContent = ` ${answer.dataset.copied}`;
  });
  const line = document.createElement('p');
  line.className = 'copy';
  line.append(button, told);
  answer.append(line);
}

// A link into something folded together opens it.
const open = () => {
  const at = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let part = at && at.parentElement; part; part = part.parentElement) if (part instanceof HTMLDetailsElement) part.open = true;
};
window.addEventListener('hashchange', open);
open();

// Whoever has to hide their own page has one key for it.
const hides = document.querySelector('.hide-page');
if (hides) document.addEventListener('keydown', (event) => event.key === 'Escape' && hides.requestSubmit());
