// The program knows no county: what one agreement says stands in its pack, or the next county would need a programmer.
// No name of an agreement, region or municipality stands in the source, not even in a comment.
// The time zone Europe/Stockholm is every county's.
import { cpp, files, is_test, lines, read } from './base/files.mjs';

function names() {
  const all = new Set();
  for (const head of files('agreements', /^agreement\.yaml$/)) {
    const text = read(head);
    all.add(head.split('/')[1]);
    for (const [, id] of text.matchAll(/^ {2}id: *"?([^"\n]+?)"?$/gm)) all.add(id);
    for (const [, name] of text.matchAll(/\bname: *"?([^",}\n]+?)"? *(?=[,}\n])/g)) {
      // "Östersunds kommun": the place is meant, with and without the s.
      for (const word of name.split(' ')) all.add(word.replace(/s$/, ''));
    }
  }
  for (const everywhere of ['Region', 'kommun', 'och']) all.delete(everywhere);
  return [...all];
}

export default function* () {
  const escaped = names().map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (escaped.length === 0) return 'there is no agreement';
  const county = new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join('|')})s?(?![\\p{L}\\p{N}])`, 'u');
  for (const file of files('src', cpp).filter((file) => !is_test(file))) {
    for (const [number, line] of lines(read(file))) {
      const found = county.exec(line.replaceAll('Europe/Stockholm', ''));
      if (found) yield [file, number, `${found[0]} belongs in a pack`];
    }
  }
}
