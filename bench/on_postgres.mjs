// Commands on PostgreSQL, beside pgbench with the same statements: node bench/on_postgres.mjs [EVENTS]. The PostgreSQL is this
// program's own, and waits for the disk as any other.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../test/program.mjs';
import { Postgres } from '../test/server/postgres.mjs';

const postgres = await Postgres.start();
try {
  const databases = [1, 2, 3].map(() => postgres.new_database());
  const { status } = spawnSync(join(root, 'build/release/bin/overens-bench'), ['commands', process.argv[2] ?? '100000', ...databases], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  await postgres.stop();
}
