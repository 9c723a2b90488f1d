// The program as a user meets it: its arguments in, what it prints and its exit code out.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export const binary = process.env.OVERENS ?? `${root}build/release/bin/overens`;

/** {code, out, err} of a run from the project's root, on a terminal that no line is too long for. One that takes two minutes hangs. */
export const overens = (...args) => overens_in({ COLUMNS: '10000' }, ...args);

/** The same with variables of its own; one that is undefined is not there. */
export const overens_in = (variables, ...args) => run(root, variables, args);

/** The same with what is typed in. */
export const overens_typing = (input, ...args) => run(root, { COLUMNS: '10000' }, args, input);

/** The same in another folder, on a terminal of 100 letters. */
export const overens_at = (folder, ...args) => run(folder, { COLUMNS: '100' }, args);

function run(cwd, variables, args, input) {
  const env = { ...process.env, ...variables };
  const { status, stdout, stderr, error } = spawnSync(binary, args, { cwd, env, input, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000 });
  if (error) throw error;
  return { code: status, out: stdout, err: stderr };
}
