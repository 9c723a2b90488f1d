// Every sentence of the program has its Swedish: translations/sv.po holds each text("…") of the source, with the same
// places {0} {1} …, and nothing that the source no longer says.
import { spawnSync } from 'node:child_process';
import { cpp, files, is_test, lines, read, root } from './base/files.mjs';

const catalogue = 'translations/sv.po';

/** The entries of a PO file: {id, plural, strings, references, fuzzy, obsolete, line}. */
function entries(po) {
  const all = [];
  let entry, target;
  const begin = (line) => (entry = { id: '', plural: '', strings: [], references: [], fuzzy: false, obsolete: false, line });
  begin(1);
  for (const [number, raw] of lines(po)) {
    const obsolete = raw.startsWith('#~');
    const text = raw.replace(/^#~ ?/, '');
    const word = /^(msgid|msgid_plural|msgstr(?:\[(\d)\])?) (".*")$/.exec(text);
    if (text === '') {
      begin(number + 1);
      target = undefined;
    } else if (text.startsWith('#:')) {
      entry.references.push(...text.slice(2).trim().split(/\s+/));
    } else if (text.startsWith('#,')) {
      entry.fuzzy ||= text.includes('fuzzy');
    } else if (word) {
      const written = JSON.parse(word[3]);
      if (word[1] === 'msgid') {
        if (entry.strings.length > 0) begin(number);
        Object.assign(entry, { id: written, line: number, obsolete });
        all.push(entry);
        target = (more) => (entry.id += more);
      } else if (word[1] === 'msgid_plural') {
        entry.plural = written;
        target = (more) => (entry.plural += more);
      } else {
        const i = entry.strings.push(written) - 1;
        target = (more) => (entry.strings[i] += more);
      }
    } else if (text.startsWith('"')) {
      target?.(JSON.parse(text));
    }
  }
  return all.filter((entry) => entry.id !== '');
}

const places = (text) => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort().join(' ');

export default function* () {
  const sources = files('src', cpp).filter((file) => !is_test(file));
  const keywords = ['-k', '-ktext:1', '-kplural:1,2'];
  const run = spawnSync('xgettext', ['--from-code=UTF-8', '--language=C++', ...keywords, '-o', '-', ...sources], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) return 'skipped: xgettext is missing';
  if (run.status !== 0) yield ['src', 1, run.stderr.trim()];

  const said = entries(run.stdout);
  const swedish = new Map(entries(read(catalogue)).map((entry) => [entry.id, entry]));
  for (const { id, plural, references } of said) {
    const [file, line] = references[0].split(':');
    const entry = swedish.get(id);
    if (entry === undefined || entry.obsolete) {
      yield [file, line, `no Swedish for "${id}"`];
      continue;
    }
    const at = (what) => [catalogue, entry.line, `${what}: "${id}"`];
    const forms = plural === '' ? 1 : 2;
    if (entry.plural !== plural) yield at('the plural is another');
    if (entry.strings.length !== forms || entry.strings.some((string) => string === '')) yield at('no Swedish');
    if (entry.fuzzy) yield at('marked fuzzy: somebody must look');
    for (const [i, string] of entry.strings.entries()) {
      const wanted = places(i === 0 ? id : plural);
      if (string !== '' && places(string) !== wanted) yield at(`the places are not ${wanted || 'none'}`);
    }
  }
  const ids = new Set(said.map((entry) => entry.id));
  for (const { id, obsolete, line } of swedish.values()) {
    if (obsolete || !ids.has(id)) yield [catalogue, line, `the source no longer says "${id}"`];
  }
}
