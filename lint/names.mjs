// A file is a concept, and its name says which. "util" and its like say nothing, and everything ends up there. A type that others can
// see has a name of its own, in whichever module it stands: two of one name are read as one.
import { code, files, is_test, lines, read } from './base/files.mjs';

const empty = /^(utils?|utilities|helpers?|managers?|misc|common|stuff|tools?)$/;

function* doubled_types() {
  const first = new Map();
  for (const file of files('src', /\.hpp$/)) {
    if (is_test(file)) continue;
    for (const [number, line] of lines(code(read(file)))) {
      const name = /^(?:struct|class|enum class) (\w+)(?!;)\b(?!\s*;)(?!::)|^using (\w+) =/.exec(line)?.slice(1).find(Boolean);
      if (!name) continue;
      if (first.has(name)) yield [file, number, `${name} is a type in ${first.get(name)} too: one meaning for each name`];
      else first.set(name, file);
    }
  }
}

export default function* () {
  yield* doubled_types();
  for (const file of files('src')) {
    const parts = file.split('/').slice(1);
    const name = parts.at(-1);
    const numbered = /^src\/store\/schema\/\d{3}-[a-z]+(-[a-z]+)*\.sql$/; // applied in this order
    if (!numbered.test(file) && !/^[a-z][a-z0-9]*(_[a-z0-9]+)*\.(hpp|cpp|css|html|js|svg|yaml|txt)$/.test(name)) yield [file, 1, 'name it in snake_case, .hpp, .cpp, .css, .html, .js, .svg, .yaml or .txt'];
    for (const word of parts.join('_').split(/[_.]/)) {
      if (empty.test(word)) yield [file, 1, `${word} says nothing: name the concept`];
    }
    if (/\.(cpp|hpp)$/.test(name) && parts.length > 3) yield [file, 1, 'it stands in its module or in a folder of it, or it is never built'];
  }
}
