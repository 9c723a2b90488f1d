// Which files a change can give other findings in, by the build's own dependencies, for clang-tidy:
//
//   node cmake/affected.mjs <build folder> [<folder of a build that has been made>]
//
// prints the files that the first compiles of our own (tests left out), one a line. With the second, only those that include a file changed
// since the base: $AFFECTED_SINCE, or where this branch left main's upstream. Without a base (a shallow clone, main itself), and when
// something that all files depend on has changed, all of them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const for_all = /^(\.clang-tidy|CMakeLists\.txt|CMakePresets\.json|cmake\/.*\.(cmake|txt))$/;

/** What `ninja -t deps` prints, as object → the files that it was made of, from the root. */
export function dependencies(printed, build) {
  const all = new Map();
  let of;
  for (const line of printed.split('\n')) {
    const object = /^(\S.*): #deps/.exec(line)?.[1];
    if (object) all.set(object, (of = new Set()));
    else if (line.startsWith(' ')) of?.add(relative(root, resolve(build, line.trim())));
  }
  return all;
}

/** Those of the compile commands that include a changed file. `changed`: undefined when nobody knows. */
export function affected(commands, depends_on, changed) {
  if (changed === undefined || changed.some((file) => for_all.test(file))) return commands;
  return commands.filter(({ command }) => {
    const files = depends_on.get(/ -o (\S+)/.exec(command)?.[1]); // what has never been built may depend on anything
    return files === undefined || changed.some((file) => files.has(file));
  });
}

const git = (...words) => {
  try {
    return execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
};

/** The files that are otherwise than at the base, committed or not; undefined without a base. */
export function changed_files(since = process.env.AFFECTED_SINCE) {
  const base = since ?? (git('branch', '--show-current') === 'main' ? undefined : git('merge-base', 'HEAD', 'main@{upstream}'));
  if (!base) return undefined;
  const changed = git('diff', '--name-only', base);
  const fresh = git('ls-files', '--others', '--exclude-standard');
  return changed === undefined ? undefined : `${changed}\n${fresh}`.split('\n').filter(Boolean);
}

const is_own = (file) => /^(src\/|build\/.*\/Unity\/)/.test(relative(root, file)) && !/_test[./]/.test(file);

function print(build, built) {
  const commands = JSON.parse(readFileSync(resolve(root, build, 'compile_commands.json'), 'utf8')).filter(({ file }) => is_own(file));
  const deps = built && execFileSync('ninja', ['-C', built, '-t', 'deps'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 });
  const some = deps ? affected(commands, dependencies(deps, resolve(root, built)), changed_files()) : commands;
  console.error(`${some.length} of ${commands.length} files`);
  for (const { file } of some) console.log(file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) print(process.argv[2], process.argv[3]);
