// A real provider, on 127.0.0.1: oidc-provider, which is certified by the OpenID Foundation. As a program of its own it writes its
// address to standard output; its first argument is where logout tokens are sent. It needs Node 20.
import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import Provider from 'oidc-provider';

const [, , our_address, logout_address] = process.argv;
const jwk = (key, more) => ({ ...key.privateKey.export({ format: 'jwk' }), use: 'sig', ...more });
const client = (alg, more = {}) => ({
  client_id: `overens-${alg}`,
  client_secret: 'a secret of forty letters, as it has to be',
  redirect_uris: [our_address],
  id_token_signed_response_alg: alg,
  backchannel_logout_uri: logout_address,
  backchannel_logout_session_required: true,
  ...more,
});

const server = http.createServer();
server.listen(0, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(address, {
    clients: [client('RS256'), client('PS256', { token_endpoint_auth_method: 'client_secret_post' }), client('ES256', { token_endpoint_auth_method: 'none', client_secret: undefined })],
    jwks: {
      keys: [
        jwk(generateKeyPairSync('rsa', { modulusLength: 2048 }), { kid: 'r' }),
        jwk(generateKeyPairSync('ec', { namedCurve: 'P-256' }), { kid: 'e' }),
      ],
    },
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256'] },
    claims: { openid: ['sub', 'hsa'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of the tests'] },
    features: { backchannelLogout: { enabled: true } },
    // Without its guard, which lets it call nobody on this machine.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, hsa: `SE-${id}` }) }),
  });
  provider.on('backchannel.error', (_, error) => console.error(error));
  server.on('request', provider.callback());
  console.log(address);
});
