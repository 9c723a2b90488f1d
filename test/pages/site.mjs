// The site as a browser meets it: the program serving on a port of its own, stopped after the tests.
import { spawn } from 'node:child_process';
import { binary, root } from '../program.mjs';

/** {address, stop} of a server with the counties' agreements. */
export async function serve(...more) {
  const server = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--agreements', 'agreements', ...more], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise((found, failed) => {
    let told = '';
    const late = setTimeout(() => failed(new Error(`no address within 20 s: ${told}`)), 20_000);
    server.stderr.setEncoding('utf8').on('data', (more) => {
      told += more;
      const at = /127\.0\.0\.1:(\d+)/.exec(told);
      if (at && told.includes('listening')) {
        clearTimeout(late);
        found(`http://127.0.0.1:${at[1]}`);
      }
    });
    server.on('exit', (code) => failed(new Error(`ended with ${code}: ${told}`)));
  });
  const stop = () =>
    new Promise((done) => {
      server.once('exit', done);
      server.kill('SIGTERM');
    });
  return { address, stop };
}
