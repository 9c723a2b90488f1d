// What the README and the guide to a new county show is what the program answers: each command in them that can be run is run, in a
// copy of the agreements and examples, in the order of the page. "…" stands for what the page leaves out; `cat` makes the file it shows.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { overens_at, root } from './program.mjs';

/** Commands that can't be run as they stand, and why. */
const not_run = {
  'overens serve': 'waits for requests',
  'overens backup --store overens.db copy-2026-03-20': 'needs the journal of a server',
  'overens journal verify --store overens.db --heads copy-2026-03-20.heads': 'the same',
  'overens access-log verify --store overens.db': 'the same',
  'overens case list --store overens.db --as u-vide': 'asks for a password; terminal.test.mjs answers',
  'overens record individual.contact arende-1 --store overens.db --as u-vide --authority ostersund-soc --field with=individual --field way=visit': 'the same',
  'overens scenario check': 'all of them take minutes; cli.test.mjs runs them',
  'overens scenario accept --agreements agreements/sjoland/2026': 'the page shows the answers filled in, which stand already',
  'overens agreement new --id sjoland --region "Region Sjöland" --county-code 99 --version 2026': 'the page says that its folder is there',
  'overens simulate --draft agreements/drafts/sjoland-sip --events agreements/sjoland/events.jsonl --on 2026-04-02': 'the draft is shown in part',
  'overens agreement diff sjoland/2026 sjoland/2029': 'the page only tells how the version of 2029 would be made',
};

/** The commands of a page, each with the lines below it. */
function shown(page) {
  const all = [];
  let is_terminal = false;
  for (const line of readFileSync(join(root, page), 'utf8').split('\n')) {
    if (line.startsWith('```')) is_terminal = false;
    else if (line.startsWith('$ ')) {
      is_terminal = true;
      all.push({ command: line.slice(2), lines: [] });
    } else if (is_terminal) all.at(-1).lines.push(line);
  }
  return all;
}

const words = (command) => [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
/** How lines are broken, and whether cells stand on a line each, depends on the terminal. */
const flat = (text) => text.replace(/\s+(· )?/g, ' ').trim();

/** The answer has every part of what is shown, in order, and nothing between that is not left out. */
function agrees(answer, lines) {
  const parts = flat(lines.join('\n')).split('…').map((part) => part.trim());
  if (parts.length === 1 && parts[0] === '') return;  // the page shows no answer
  const all = flat(answer);
  assert.ok(all.startsWith(parts[0]), `"${parts[0]}" begins:\n${answer}`);
  assert.ok(all.endsWith(parts.at(-1)), `"${parts.at(-1)}" ends:\n${answer}`);
  let at = 0;
  for (const part of parts) {
    const found = all.indexOf(part, at);
    assert.notEqual(found, -1, `"${part}" in:\n${answer}`);
    at = found + part.length;
  }
}

const pages = ['README.md', 'doc/nytt-lan.md'].map((page) => [page, shown(page)]);

for (const [page, commands] of pages) {
  const folder = mkdtempSync(join(tmpdir(), 'overens-page-'));
  for (const part of ['agreements', 'examples']) cpSync(join(root, part), join(folder, part), { recursive: true });
  describe(page, () => {
    for (const { command, lines } of commands) {
      if (command.startsWith('cat ')) writeFileSync(join(folder, command.slice('cat '.length)), lines.join('\n'));
      if (!command.startsWith('overens ') || command in not_run) continue;
      test(command, () => {
        const { code, out, err } = overens_at(folder, ...words(command).slice(1));
        assert.equal(code, 0, err);
        agrees(err + out, lines);
      });
    }
  });
}

test('what is not run stands on a page', () => {
  const all = pages.flatMap(([, commands]) => commands.map(({ command }) => command));
  assert.deepEqual(Object.keys(not_run).filter((command) => !all.includes(command)), []);
});
