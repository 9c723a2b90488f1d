// Nobody holds a file of more than 400 lines in the head.
import { cpp, files, lines, read } from './base/files.mjs';

const most = 400;

// Files that were longer when this lint came, with the lines they may have. This list may only shrink.
const longer = {};

export default function* () {
  const seen = new Set(files('src', cpp));
  for (const file of seen) {
    const length = lines(read(file)).length - 1;
    const allowed = longer[file] ?? most;
    if (length > allowed) yield [file, allowed + 1, `${length} lines; ${allowed} at most: divide it by concept`];
    if (file in longer && length <= most) yield ['lint/size.mjs', 1, `${file} has ${length} lines now: take it off the list`];
  }
  for (const file of Object.keys(longer).filter((file) => !seen.has(file))) {
    yield ['lint/size.mjs', 1, `${file} is gone: take it off the list`];
  }
}
