// What the lints share: the project's files, and C++ without its comments and strings.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const not_ours = new Set(['.git', 'build', 'node_modules', 'data']);

/** Every file under `folder` whose name fits, as paths from the root, in order. None when the folder is missing. */
export function files(folder, fits = /./) {
  const entries = (() => {
    try {
      return readdirSync(join(root, folder), { withFileTypes: true });
    } catch {
      return [];
    }
  })();
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((entry) => !not_ours.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return files(path, fits);
      return entry.isFile() && fits.test(entry.name) ? [path] : [];
    });
}

export const read = (path) => readFileSync(join(root, path), 'utf8');

/** [number from 1, line] of a text. */
export const lines = (text) => text.split('\n').map((line, i) => [i + 1, line]);

export const cpp = /\.(hpp|cpp)$/;
export const is_test = (path) => /_test\.[ch]pp$/.test(path);

/** C++ with comments and strings blanked out, so that words in them are no findings. Lines and columns stay. */
export function code(text) {
  const quiet = /\/\/[^\n]*|\/\*[^]*?\*\/|R"([^(\s]*)\([^]*?\)\1"|"(?:[^"\\\n]|\\.)*"|(?<!\w)'(?:[^'\\\n]|\\.)+'/g;
  return text.replace(quiet, (found) => found.replace(/[^\n]/g, ' '));
}

/** The modules of cmake/modules.txt in their order: [{name, may_use, line}]. */
export function modules() {
  return lines(read('cmake/modules.txt')).flatMap(([line, text]) => {
    const found = /^([a-z]+): *(.*)$/.exec(text);
    return found ? [{ name: found[1], may_use: found[2].split(' ').filter(Boolean), line }] : [];
  });
}
