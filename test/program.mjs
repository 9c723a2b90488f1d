// The program as a user meets it: its arguments in, what it prints and its exit code out.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const binary = process.env.OVERENS ?? `${root}build/release/bin/overens`;

/** {code, out, err} of a run from the project's root. One that takes two minutes hangs. */
export function overens(...args) {
  const { status, stdout, stderr, error } = spawnSync(binary, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000 });
  if (error) throw error;
  return { code: status, out: stdout, err: stderr };
}
