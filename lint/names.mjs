// A file is a concept, and its name says which. "util" and its like say nothing, and everything ends up there.
import { files, is_test } from './base/files.mjs';

const empty = /^(utils?|utilities|helpers?|managers?|misc|common|stuff|tools?)$/;

export default function* () {
  for (const file of files('src')) {
    const parts = file.split('/').slice(1);
    const name = parts.at(-1);
    const numbered = /^src\/store\/schema\/\d{3}-[a-z]+(-[a-z]+)*\.sql$/; // applied in this order
    if (!numbered.test(file) && !/^[a-z][a-z0-9]*(_[a-z0-9]+)*\.(hpp|cpp|css|html|js|svg|yaml|txt)$/.test(name)) yield [file, 1, 'name it in snake_case, .hpp, .cpp, .css, .html, .js, .svg, .yaml or .txt'];
    for (const word of parts.join('_').split(/[_.]/)) {
      if (empty.test(word)) yield [file, 1, `${word} says nothing: name the concept`];
    }
    if (is_test(file) && parts.length !== 2) yield [file, 1, 'a test stands in its module, or it is never built'];
  }
}
