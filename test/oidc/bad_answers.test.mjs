// A provider that answers badly, or somebody who would like to be one: each answer is refused, with its own reason.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { base64url, Issuer, keys, published } from './issuer.mjs';
import { walking } from './walk.mjs';

/** A sign-in at an issuer that `make` has changed; `tamper` changes what the browser brings back. */
async function sign_in(make = () => {}, tamper = () => {}, setting = {}) {
  const issuer = await Issuer.start();
  make(issuer);
  try {
    return await walking({ issuer: issuer.address, client_secret: 'a secret', levels: ['loa3'], ...setting }, async (walk) => {
      const begun = await walk.begin(true);
      if (begun.fault) return begun;
      const query = issuer.sign_in(begun.address);
      const bag = { query, cookie: begun.cookie, walk, issuer };
      await tamper(bag);
      const answer = await walk.finish(bag.query, bag.cookie);
      assert.equal(walk.said, '', 'nothing is written to the log');
      return { ...answer, issuer };
    });
  } finally {
    await issuer.stop();
  }
}

const claims = (changed) => (issuer) => (issuer.claims = changed);
const header = (changed) => (issuer) => (issuer.header = { ...issuer.header, ...changed });
const described = (changed) => (issuer) => (issuer.description = changed);
const answered = (status, body, fields) => (issuer) => (issuer.token_answer = (token) => ({ status, body: body ?? JSON.stringify({ id_token: token }), fields }));
const now = () => Math.floor(Date.now() / 1000);

describe('a good answer', () => {
  for (const [alg, kid] of [['RS256', 'k1'], ['PS256', 'k1'], ['ES256', 'k2']]) {
    test(`signed with ${alg} says who signed in`, async () => {
      const { issuer, ...who } = await sign_in((one) => {
        one.header = { alg, kid };
        one.key = keys[kid];
      });
      assert.deepEqual(who, { subject: 'a-person', person: 'a-person', level: 'loa3', session: 'a-session' });
      const [form] = issuer.forms;
      assert.equal(form.authorization, `Basic ${Buffer.from('overens:a%20secret').toString('base64')}`);
      assert.equal(form.code, 'a-code');
      assert.match(form.code_verifier, /^[\w-]{43}$/);
      assert.deepEqual(issuer.asked, ['/.well-known/openid-configuration', '/token', '/keys']);
    });
  }
});

const tokens = [
  ['alg none', 'algorithm_not_allowed', header({ alg: 'none' })],
  ['HS256 with the public key as secret', 'algorithm_not_allowed', header({ alg: 'HS256' })],
  ['signed by a stranger', 'signature_wrong', (issuer) => (issuer.key = keys.stranger)],
  ['brings its own key', 'token_brings_its_key', (issuer) => {
    issuer.header.jwk = published('stranger');
    issuer.key = keys.stranger;
  }],
  ['names the address of keys', 'token_brings_its_key', header({ jku: 'https://other.example/keys' })],
  ['names the address of a certificate', 'token_brings_its_key', header({ x5u: 'https://other.example/c' })],
  ['has a critical header', 'token_has_critical_header', header({ crit: ['exp'], exp: 1 })],
  ['is an access token', 'token_type_wrong', header({ typ: 'at+jwt' })],
  ['has lost its signature', 'signature_wrong', (issuer) => (issuer.afterwards = (token) => token.replace(/[^.]*$/, ''))],
  ['has two parts', 'token_not_signed_form', (issuer) => (issuer.afterwards = (token) => token.replace(/\.[^.]*$/, ''))],
  ['is encrypted', 'token_encrypted', (issuer) => (issuer.afterwards = (token) => `${token}.a.b`)],
  ['has padding', 'token_not_base64url', (issuer) => (issuer.afterwards = (token) => `${token}==`)],
  ['has other claims under its signature', 'signature_wrong', (issuer) => (issuer.afterwards = (token) => token.replace(/\..*\./, `.${base64url('{"sub":"b"}')}.`))],
  ['is longer than any', 'token_too_long', claims({ more: 'x'.repeat(20_000) })],
  ['names a key that there is not', 'key_unknown', header({ kid: 'k9' })],
  ['is of a key for encryption', 'key_unfit', (issuer) => (issuer.set = { keys: [published('k1', { use: 'enc' })] })],
  ['is of another issuer', 'issuer_wrong', claims({ iss: 'https://other.example' })],
  ['has no issuer', 'issuer_wrong', claims({ iss: undefined })],
  ['is for another', 'audience_wrong', claims({ aud: 'other' })],
  ['is for several, asked for by nobody', 'authorized_party_missing', claims({ aud: ['overens', 'other'] })],
  ['was asked for by another', 'authorized_party_wrong', claims({ azp: 'other' })],
  ['has expired', 'expired', claims({ exp: now() - 61 })],
  ['never expires', 'expiry_missing', claims({ exp: undefined })],
  ['expires on a text', 'time_malformed', claims({ exp: `${now() + 300}` })],
  ['comes from the future', 'issued_ahead', claims({ iat: now() + 600 })],
  ['is not valid yet', 'not_yet_valid', claims({ nbf: now() + 600 })],
  ['has another nonce', 'nonce_wrong', claims({ nonce: 'another' })],
  ['has no nonce', 'nonce_missing', claims({ nonce: undefined })],
  ['has a lower level', 'level_not_accepted', claims({ acr: 'loa2' })],
  ['has no level', 'level_missing', claims({ acr: undefined })],
  ['is of a sign-in of long ago', 'sign_in_too_old', claims({ auth_time: now() - 3600 })],
  ['does not say when', 'sign_in_time_missing', claims({ auth_time: undefined })],
  ['names nobody', 'subject_wrong', claims({ sub: '' })],
];

const answers = [
  ['a description of another', 'description_of_another', described({ issuer: 'https://other.example' })],
  ['a description that sends the code elsewhere without encryption', 'description_address_wrong', described({ token_endpoint: 'http://other.example/token' })],
  ['a description without the code flow', 'description_lacks_ours', described({ response_types_supported: ['id_token'] })],
  ['an error page', 'token_answer_unreadable', answered(200, '<html>')],
  ['a redirect', 'token_answer_unreadable', answered(307, '{"a":1}', { Location: '/keys' })],
  ['no token', 'token_answer_unreadable', answered(200, '{"access_token":"a"}')],
  ['a code that has been used', 'code_refused', answered(400, '{"error":"invalid_grant"}')],
  ['another secret than ours', 'client_refused', answered(401, '{"error":"invalid_client"}')],
  ['a fault', 'provider_failed', answered(502)],
  ['more than anybody reads', 'provider_says_too_much', answered(200, 'x'.repeat(300_000))],
  ['keys that are none', 'keys_unreadable', (issuer) => (issuer.set = {})],
];

const browsers = [
  ['another state', 'sign_in_unknown', ({ query }) => query.set('state', 'another')],
  ['no state', 'answer_member_missing', ({ query }) => query.delete('state')],
  ['two codes', 'answer_member_twice', ({ query }) => query.append('code', 'b')],
  ['another issuer', 'answer_from_another', ({ query }) => query.set('iss', 'https://other.example')],
  ['no issuer', 'answer_without_issuer', ({ query }) => query.delete('iss')],
  ['another cookie', 'sign_in_of_another_browser', (bag) => (bag.cookie = 'another')],
  ['the answer eleven minutes later', 'sign_in_took_too_long', ({ walk }) => walk.later(660)],
  ['the answer again', 'sign_in_unknown', ({ walk, query, cookie }) => walk.finish(query, cookie)],
  ['the person away', 'cancelled', ({ query }) => {
    query.delete('code');
    query.set('error', 'access_denied');
  }],
];

describe('a token is refused that', () => {
  for (const [what, fault, make] of tokens) test(what, async () => assert.equal((await sign_in(make)).fault, fault));
});
describe('a provider is refused that answers with', () => {
  for (const [what, fault, make] of answers) test(what, async () => assert.equal((await sign_in(make)).fault, fault));
});
describe('a browser is refused that brings', () => {
  for (const [what, fault, tamper] of browsers) test(what, async () => assert.equal((await sign_in(undefined, tamper)).fault, fault));
});

describe('the keys', () => {
  test('are fetched anew for one that is not among them, once a minute', async () => {
    const issuer = await Issuer.start();
    await walking({ issuer: issuer.address }, async (walk) => {
      const sign = async () => {
        const begun = await walk.begin();
        return walk.finish(issuer.sign_in(begun.address), begun.cookie);
      };
      const fetches = () => issuer.asked.filter((path) => path === '/keys').length;
      assert.equal((await sign()).subject, 'a-person');
      assert.equal((await sign()).subject, 'a-person');
      assert.equal(fetches(), 1);
      issuer.set = { keys: [published('k2')] };
      issuer.header = { alg: 'ES256', kid: 'k2' };
      issuer.key = keys.k2;
      assert.equal((await sign()).subject, 'a-person', 'known from the start');
      issuer.set = { keys: [published('stranger', { kid: 'k3' })] };
      issuer.header = { alg: 'RS256', kid: 'k3' };
      issuer.key = keys.stranger;
      assert.equal((await sign()).subject, 'a-person', 'a new key');
      assert.equal(fetches(), 2);
      issuer.header = { alg: 'RS256', kid: 'k4' };
      assert.equal((await sign()).fault, 'key_unknown');
      assert.equal(fetches(), 2);
      await walk.later(61);
      issuer.claims = { iat: now() + 61, exp: now() + 361 };
      assert.equal((await sign()).fault, 'key_unknown');
      assert.equal(fetches(), 3);
    });
    await issuer.stop();
  });
});
