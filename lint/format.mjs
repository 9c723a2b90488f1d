// clang-format decides how C++ is laid out, so that nobody has to: ./dev format does it.
import { spawnSync } from 'node:child_process';
import { cpp, files, root } from './base/files.mjs';

export default function* () {
  const sources = ['src', 'bench', 'test'].flatMap((folder) => files(folder, cpp));
  const { error, stderr } = spawnSync('clang-format', ['--dry-run', '-Werror', ...sources], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) return 'skipped: clang-format is missing';
  const places = new Map();
  for (const [, file, line] of stderr.matchAll(/^(\S+?):(\d+):\d+: error: /gm)) {
    if (!places.has(file)) places.set(file, []);
    places.get(file).push(line);
  }
  for (const [file, found] of places) yield [file, found[0], `not laid out (${found.length} places): ./dev format`];
}
