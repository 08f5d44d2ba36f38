// A certified provider of OpenID Connect for one test: node server.mjs ISSUER REDIRECT_ADDRESS AFTER_SIGNING_OUT
import Provider from 'oidc-provider';

const [issuer, redirect, after] = process.argv.slice(2);
const people = {
  maria: { email: 'maria@example.org', email_verified: true, name: 'Maria Member' },
  unproven: { email: 'nadia@example.org', email_verified: false, name: 'Nadia Newcomer' },
};
const provider = new Provider(issuer, {
  clients: [{
    client_id: 'common-table',
    client_secret: process.env.CLIENT_SECRET,
    redirect_uris: [redirect],
    post_logout_redirect_uris: [after],
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['only for a test'] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
  pkce: { required: () => true },
});
provider.listen(Number(new URL(issuer).port), '127.0.0.1', () => console.log('listening'));
