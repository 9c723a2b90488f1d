// A provider of the tests' own, that says and signs whatever a test wants: the good answers stand here, a test changes one.
import { generateKeyPairSync, sign, createHmac, constants } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';

export const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
export const keys = { k1: rsa(), k2: generateKeyPairSync('ec', { namedCurve: 'P-256' }), stranger: rsa() };

export const published = (id, more = {}) => ({ ...keys[id].publicKey.export({ format: 'jwk' }), kid: id, use: 'sig', ...more });

/** The signature of the bytes as the algorithm's name says. */
export function signature(bytes, algorithm, key) {
  if (algorithm === 'none') return '';
  if (algorithm === 'HS256') return createHmac('sha256', key.publicKey.export({ type: 'spki', format: 'pem' })).update(bytes).digest('base64url');
  const how = { PS256: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, ES256: { dsaEncoding: 'ieee-p1363' } }[algorithm] ?? {};
  return sign('sha256', Buffer.from(bytes), { key: key.privateKey, ...how }).toString('base64url');
}

export class Issuer {
  header = { alg: 'RS256', typ: 'JWT', kid: 'k1' };
  key = keys.k1;
  claims = {}; // in the place of the good ones, or undefined for none
  description = {}; // likewise
  set = { keys: [published('k1'), published('k2')] };
  token_answer = (token) => ({ status: 200, body: JSON.stringify({ id_token: token, access_token: 'a', token_type: 'Bearer' }) });
  afterwards = (token) => token;
  asked = []; // the paths, in order
  forms = []; // posted to the token's address

  static async start() {
    const issuer = new Issuer();
    issuer.server = http.createServer((request, response) => issuer.answer(request, response));
    issuer.server.listen(0, '127.0.0.1');
    await once(issuer.server, 'listening');
    issuer.address = `http://127.0.0.1:${issuer.server.address().port}`;
    return issuer;
  }
  async stop() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  describe() {
    return {
      issuer: this.address,
      authorization_endpoint: `${this.address}/auth`,
      token_endpoint: `${this.address}/token`,
      jwks_uri: `${this.address}/keys`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256', 'PS256', 'ES256'],
      authorization_response_iss_parameter_supported: true,
      ...this.description,
    };
  }

  /** As somebody signs in: gives the query that the browser brings back. */
  sign_in(address) {
    const { searchParams: asked } = new URL(address);
    this.nonce = asked.get('nonce');
    return new URLSearchParams({ code: 'a-code', state: asked.get('state'), iss: this.address });
  }

  token() {
    const now = Math.floor(Date.now() / 1000);
    const good = { iss: this.address, aud: 'overens', sub: 'a-person', exp: now + 300, iat: now, auth_time: now, nonce: this.nonce, acr: 'loa3', sid: 'a-session' };
    const bytes = `${base64url(JSON.stringify(this.header))}.${base64url(JSON.stringify({ ...good, ...this.claims }))}`;
    return this.afterwards(`${bytes}.${signature(bytes, this.header.alg, this.key)}`);
  }

  async answer(request, response) {
    this.asked.push(request.url);
    const json = (status, body, more = {}) => response.writeHead(status, { 'Content-Type': 'application/json', ...more }).end(body);
    if (request.url === '/.well-known/openid-configuration') return json(200, JSON.stringify(this.describe()));
    if (request.url === '/keys') return json(200, JSON.stringify(this.set));
    if (request.url !== '/token') return json(404, '{}');
    let form = '';
    for await (const part of request) form += part;
    this.forms.push({ ...Object.fromEntries(new URLSearchParams(form)), authorization: request.headers.authorization });
    const { status, body, fields } = this.token_answer(this.token());
    json(status, body, fields);
  }
}
