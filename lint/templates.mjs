// The pages' templates escape every word for the place it stands in, and nothing in them can run or be styled from inside the page:
// the policy that is sent with each page forbids it, and the browser would drop it silently.
import { files, lines, read } from './base/files.mjs';

const first = '{{%AUTOESCAPE context="HTML"}}';
const forbidden = [
  [/\{\{[^}]*:none/, ':none switches the escaping off'],
  // :p escapes as the automatic one does and keeps the line breaks, which nothing else in a page needs.
  [/\{\{[^}]*:(?!p\}\}<\/textarea>)\w/, 'a modifier takes the place of the automatic escaping: hand over words that need none'],
  [/\bhx-(on|vals="js:|trigger="[^"]*\[)/i, 'htmx would have to evaluate it, which the policy forbids'],
  [/\shx-[\w-]+="[^"]*\{\{/, 'addresses in hx-… are not escaped as addresses'],
  [/\s(formaction|srcset|srcdoc)=/i, 'is not escaped as an address'],
  [/\son\w+=/i, 'a script inside the page'],
  [/\sstyle=/i, 'a style inside the page: write a class'],
  [/<(script|style)\b(?![^>]*\bsrc=)/i, 'a script or style inside the page'],
  [/(href|src|action)="[^"{]*\?[^"]*\{\{/, 'values in an address are not escaped as such: make the whole address with web/address.hpp'],
  [/[a-zåäö]{2,} [a-zåäö]{2,}(?![^<]*>)/i, 'words for people stand in text("…")'],
];

export default function* () {
  for (const file of files('src/web/templates', /\.html$/)) {
    const text = read(file);
    if (!text.startsWith(`${first}\n`)) yield [file, 1, `begin with ${first}`];
    for (const [number, line] of lines(text)) {
      const bare = line.replace(/<[^>]*>/g, (tag) => tag.replace(/[^<>\s]/g, '_'));
      for (const [pattern, what] of forbidden) {
        if (pattern.test(pattern === forbidden.at(-1)[0] ? bare.replace(/\{\{[^}]*\}\}/g, '') : line)) yield [file, number, what];
      }
    }
  }
}
