import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { createTokens } from './tokens.ts';

describe('tokens that somebody made up', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const present = () => Math.floor(Date.now() / 1000);
  const claims = (more: JWTPayload = {}): JWTPayload => ({
    iss: api.deps.tokens.issuer,
    aud: 'authenticated',
    sub: ann.userId,
    role: 'authenticated',
    iat: present(),
    exp: present() + 600,
    ...more,
  });
  const header = () => ({ alg: 'ES256', kid: api.deps.keys.kid, typ: 'JWT' });
  const good = (more: JWTPayload = {}) =>
    new SignJWT(claims(more)).setProtectedHeader(header()).sign(api.deps.keys.privateKey);
  const ask = async (token: string) => {
    const { status, body } = await api.call('GET', '/v1/me', { token });
    return [status, body.code];
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('are told from a good one', async () => {
    expect((await ask(await good()))[0]).toBe(200);
  });

  it.each<[string, () => Promise<string>]>([
    ['without a signature (alg none)', async () => new UnsecuredJWT(claims()).encode()],
    ['of alg None with the right key id', async () => `${part({ ...header(), alg: 'None' })}.${part(claims())}.`],
    [
      'signed with the public key as an HMAC secret',
      async () =>
        new SignJWT(claims())
          .setProtectedHeader({ ...header(), alg: 'HS256' })
          .sign(new TextEncoder().encode(await exportSPKI(api.deps.keys.publicKey))),
    ],
    [
      'signed with the published key’s JSON as an HMAC secret',
      async () =>
        new SignJWT(claims())
          .setProtectedHeader({ ...header(), alg: 'HS256' })
          .sign(new TextEncoder().encode(JSON.stringify(api.deps.keys.publicJwk))),
    ],
    [
      'signed by another project under this key’s id',
      async () => new SignJWT(claims()).setProtectedHeader(header()).sign((await generateKeyPair('ES256')).privateKey),
    ],
    [
      'that bring their own key',
      async () => {
        const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
        return new SignJWT(claims())
          .setProtectedHeader({ ...header(), jwk: await exportJWK(publicKey) })
          .sign(privateKey);
      },
    ],
    ['of another issuer', () => good({ iss: 'https://elsewhere.example/auth/v1' })],
    ['for somebody else', () => good({ aud: 'other' })],
    ['that begin in the future', () => good({ nbf: present() + 120 })],
    ['signed in the future', () => good({ iat: present() + 86_400, exp: present() + 90_000 })],
    ['without a person', () => good({ sub: 'nobody' })],
    ['of 64 kB', async () => `${part(header())}.${part(claims({ pad: 'x'.repeat(65_536) }))}.AAAA`],
    ['with a signature cut short', async () => (await good()).slice(0, -2)],
    [
      'with claims changed',
      async () => {
        const [head, , signature] = (await good()).split('.');
        return `${head}.${part(claims({ sub: '0198f0f0-0000-7000-8000-000000000001' }))}.${signature}`;
      },
    ],
  ])('%s open nothing', async (_, make) => {
    expect(await ask(await make())).toEqual([401, 'unauthenticated']);
  });

  it('that ended a second ago say so', async () => {
    expect(await ask(await good({ exp: present() - 1 }))).toEqual([401, 'token_expired']);
  });

  it('that begin or were signed in the future are told to the second', async () => {
    const at = 1_800_000_000;
    const now = () => new Date(at * 1000);
    const { keys, sessions, apiUrl } = api.deps;
    const tokens = createTokens({ keys, supabaseUrl: apiUrl, hosted: false, sessions, now });
    const opens = async (more: JWTPayload) => {
      const token = await good({ iat: at, exp: at + 600, ...more });
      return tokens.verify(token).then(
        () => true,
        (error: unknown) => Reflect.get(Object(error), 'code'),
      );
    };
    expect([await opens({ nbf: at }), await opens({ nbf: at + 1 })]).toEqual([true, 'unauthenticated']);
    // The clock of whoever signs may be a minute ahead.
    expect([await opens({ iat: at + 60 }), await opens({ iat: at + 61 })]).toEqual([true, 'unauthenticated']);
    expect([await opens({ exp: at + 1 }), await opens({ exp: at })]).toEqual([true, 'token_expired']);
  });

  it('of a role that the database keeps to itself open nothing', async () => {
    expect(await ask(await good({ role: 'service_role' }))).toEqual([401, 'unauthenticated']);
    expect(await ask(await good({ role: 'postgres' }))).toEqual([401, 'unauthenticated']);
  });
});
