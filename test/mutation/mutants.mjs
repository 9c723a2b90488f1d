// The mistakes that the mutation run makes, each in one line of a source: what a slip of the hand would write.
import { code, lines } from '../../lint/base/files.mjs';

const swaps = [
  [/ < /g, ' <= '],
  [/ <= /g, ' < '],
  [/ > /g, ' >= '],
  [/ >= /g, ' > '],
  [/ == /g, ' != '],
  [/ != /g, ' == '],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/ \+ 1\b/g, ' - 1'],
  [/ - 1\b/g, ' + 1'],
  [/\breturn true;/g, 'return false;'],
  [/\breturn false;/g, 'return true;'],
];

/** The end of the bracket that opens at `from`, or -1 when the line ends before. */
function closing(line, from) {
  let depth = 0;
  for (let at = from; at < line.length; ++at) {
    if (line[at] === '(') ++depth;
    if (line[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

/** `if (a)` and `if (init; a)` with the condition turned round; none when the condition declares a name. */
function turned(line, bare) {
  const found = /\bif \(/.exec(bare);
  if (!found) return undefined;
  const open = found.index + 3;
  const close = closing(bare, open);
  const from = bare.lastIndexOf(';', close) > open ? bare.lastIndexOf(';', close) + 1 : open + 1;
  const condition = line.slice(from, close).trim();
  if (close < 0 || / = /.test(bare.slice(from, close))) return undefined;
  if (/^[^&|]* [=!]= [^&|]*$/.test(condition)) return undefined; // the swap of == and != says the same
  return `${line.slice(0, from)}${from > open + 1 ? ' ' : ''}!(${condition})${line.slice(close)}`;
}

/** Every mistake of a source: [{line, was, is}], where `line` counts from 1 and the two are whole lines. */
export function mutants(text) {
  const bare = code(text).split('\n');
  const all = [];
  let in_function = false;
  for (const [number, line] of lines(text)) {
    const quiet = bare[number - 1];
    const before = bare.slice(0, number - 1).findLast((other) => other.trim() !== '') ?? '';
    if (/^\S/.test(quiet) && !/^[})]/.test(quiet)) in_function = /\{\s*$/.test(quiet) && /\)/.test(quiet);
    const add = (is) => all.push({ line: number, was: line, is });
    for (const [pattern, instead] of swaps) {
      for (const { index, 0: found } of quiet.matchAll(pattern)) add(line.slice(0, index) + instead + line.slice(index + found.length));
    }
    const other_way = turned(line, quiet);
    if (other_way) add(other_way);
    const begins = /[;{}:]\s*$/.test(before);
    if (begins && /^ +[a-z][\w.>:\[\]-]*(\(.*\)| [-+|&]?= .*);$/.test(quiet) && !/^ +return\b/.test(quiet)) add(';');
    if (begins && in_function && /^ +return [^;]+;$/.test(quiet) && !/return (\{\}|true|false);/.test(quiet)) {
      add(line.replace(/return .*;/, 'return {};'));
    }
  }
  return all;
}
