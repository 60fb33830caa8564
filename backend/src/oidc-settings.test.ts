import { expect, it } from 'vitest';
import { readEnv } from './env.ts';

it('Providers are read from the settings; Google needs no issuer', () => {
  const { oidcProviders } = readEnv({
    KITH_OIDC_GOOGLE_CLIENT_ID: 'g',
    KITH_OIDC_GOOGLE_CLIENT_SECRET: 's',
    KITH_OIDC_ACME_ISSUER: 'https://id.acme.example',
    KITH_OIDC_ACME_CLIENT_ID: 'a',
    KITH_OIDC_ACME_LABEL: 'Acme staff',
  });
  expect(oidcProviders).toEqual([
    { name: 'google', label: 'Google', issuer: 'https://accounts.google.com', clientId: 'g', clientSecret: 's' },
    { name: 'acme', label: 'Acme staff', issuer: 'https://id.acme.example', clientId: 'a' },
  ]);
});

it.each([
  [{ KITH_OIDC_ACME_CLIENT_ID: 'a' }, 'ISSUER is missing'],
  [{ KITH_OIDC_ACME_ISSUER: 'https://id.acme.example' }, 'CLIENT_ID is missing'],
  [{ KITH_OIDC_ACME_ISSUER: 'http://id.acme.example', KITH_OIDC_ACME_CLIENT_ID: 'a' }, 'must begin with https'],
])('A provider that is half set up stops the start: %o', (settings, problem) => {
  expect(() => readEnv(settings)).toThrow(problem);
});
