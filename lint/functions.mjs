// Nobody reads a function of more than 60 lines at once: what it does in the middle has a name of its own.
import { code, cpp, files, read } from './base/files.mjs';

const most = 60;

// Functions that were longer when this lint came, with the lines they may have. This list may only shrink.
const longer = {
  'src/event/reader.cpp Reader::State::one': 64,
  'src/obligation/random_journal_test.hpp one': 95,
  'src/wording/simulation.cpp simulation': 72,
};

/** The functions of a source: [{name, from, length}] in lines, with what stands before the brace. A lambda is part of its function. */
function* functions(text) {
  const source = code(text);
  const open = []; // for each brace: the function that it opens, or whether one may begin in it
  let head = 0;
  for (let at = 0; at < source.length; ++at) {
    const sign = source[at];
    if (sign === '{') {
      const before = source.slice(head, at);
      const scope = open.every((brace) => brace.scope);
      if (scope && /\(/.test(before) && !/=\s*$/.test(before)) {
        const from = head + /^\s*/.exec(before)[0].length;
        open.push({ name: /([\w:~]+|operator\S+)\s*\(/.exec(before)?.[1] ?? '?', from });
      } else {
        open.push({ scope: scope && /\b(namespace|class|struct|union)\b/.test(before) });
      }
    } else if (sign === '}') {
      const { name, from } = open.pop() ?? {};
      if (name !== undefined) {
        const line = source.slice(0, from).split('\n').length;
        yield { name, from: line, length: source.slice(from, at).split('\n').length };
      }
    }
    if (/[;{}]/.test(sign)) head = at + 1;
  }
}

export default function* () {
  const seen = new Set();
  for (const file of files('src', cpp)) {
    for (const { name, from, length } of functions(read(file))) {
      const id = `${file} ${name}`;
      seen.add(id);
      const allowed = longer[id] ?? most;
      if (length > allowed) yield [file, from, `${name} has ${length} lines; ${allowed} at most: give its parts names`];
      if (id in longer && length <= most) yield ['lint/functions.mjs', 1, `${id} has ${length} lines now: take it off the list`];
    }
  }
  for (const id of Object.keys(longer).filter((id) => !seen.has(id))) {
    yield ['lint/functions.mjs', 1, `${id} is gone: take it off the list`];
  }
}
