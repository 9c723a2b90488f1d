// The program that signs in by a provider (sign_in_walk.cpp), asked line by line.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../program.mjs';

const binary = join(dirname(process.env.OVERENS ?? `${root}build/release/bin/overens`), 'sign_in_walk');

export const our_address = 'http://127.0.0.1:1/svar';

export class Walk {
  said = ''; // on standard error

  constructor(setting, environment = {}) {
    const env = { PATH: process.env.PATH, ...environment };
    this.process = spawn(binary, [JSON.stringify({ our_address, ...setting })], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.process.stderr.setEncoding('utf8').on('data', (text) => (this.said += text));
    this.answers = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
    this.ended = new Promise((resolve, reject) => this.process.once('error', reject).once('close', resolve));
  }

  async ask(question) {
    this.process.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`sign_in_walk ended: ${this.said}`);
    return JSON.parse(value);
  }
  begin = (fresh = false) => this.ask({ do: 'begin', fresh });
  finish = (query, cookie) => this.ask({ do: 'finish', query: [...query], cookie });
  end = (token) => this.ask({ do: 'end', token });
  get = (address) => this.ask({ do: 'get', address });
  later = (seconds) => this.ask({ do: 'later', seconds });

  async stop() {
    this.process.stdin.end();
    return this.ended;
  }
}

/** A walk for the time of the function. */
export async function walking(setting, use, environment) {
  const walk = new Walk(setting, environment);
  try {
    return await use(walk);
  } finally {
    await walk.stop();
  }
}
