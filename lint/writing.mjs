// What an editor shows wrongly or a diff shows for nothing: tabs, blanks at the end of a line, a missing last newline,
// in src lines wider than half a screen (clang-format breaks all but strings; bench and test hold whole events as strings).
import { cpp, files, lines, read } from './base/files.mjs';

const widest = 140;

export default function* () {
  for (const file of ['src', 'bench', 'test'].flatMap((folder) => files(folder, cpp))) {
    const text = read(file);
    for (const [number, line] of lines(text)) {
      if (line.includes('\t')) yield [file, number, 'a tab'];
      if (/\s$/.test(line)) yield [file, number, 'blanks at the end of the line'];
      const width = [...line].length;
      if (width > widest && file.startsWith('src/')) yield [file, number, `${width} columns; ${widest} at most`];
    }
    if (!text.endsWith('\n')) yield [file, lines(text).length, 'no newline at the end'];
    if (text.endsWith('\n\n')) yield [file, lines(text).length - 1, 'an empty line at the end'];
  }
}
