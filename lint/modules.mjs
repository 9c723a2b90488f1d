// A module includes only what cmake/modules.txt lets it use. The linker would find a forbidden call, but not a forbidden
// header; and what everybody may include, nobody can change. Since a module may name only those above it, no two modules can use
// each other, unless past the list: by <module/…>, which the compiler finds too, or by declaring what is another module's.
import { cpp, files, is_test, lines, modules, read } from './base/files.mjs';

// A test puts modules together as the program does: it may use all.
export default function* () {
  const known = new Map();
  for (const { name, may_use, line } of modules()) {
    for (const used of may_use.filter((used) => !known.has(used))) {
      yield ['cmake/modules.txt', line, `${name} names ${used}, which does not stand above it`];
    }
    if (known.has(name)) yield ['cmake/modules.txt', line, `${name} stands twice`];
    if (files(`src/${name}`, cpp).length === 0) yield ['cmake/modules.txt', line, `src/${name} holds no source`];
    known.set(name, [name, ...may_use]);
  }
  for (const file of files('src', cpp)) {
    const own = file.split('/')[1];
    if (!known.has(own)) {
      yield [file, 1, `${own} is no module of cmake/modules.txt`];
      continue;
    }
    for (const [number, line] of lines(read(file))) {
      const past = /^\s*#\s*include\s+<([a-z]+)\/|^\s*namespace\s+overens::([a-z]+)/.exec(line);
      const other = past?.[1] ?? past?.[2];
      if (known.has(other) && other !== own) yield [file, number, `names ${other} past cmake/modules.txt: include its header as "${other}/…"`];
      const included = /^\s*#\s*include\s+"([^"]*)"/.exec(line)?.[1];
      if (included === undefined) continue;
      const module = included.split('/')[0];
      if (module === 'test' && is_test(file)) continue;
      if (!known.has(module)) {
        yield [file, number, `"${included}": write the module first, as in "base/text.hpp"`];
      } else if (!known.get(own).includes(module) && !is_test(file)) {
        yield [file, number, `${own} may not include ${module}: see cmake/modules.txt`];
      }
    }
  }
}
