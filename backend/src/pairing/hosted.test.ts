import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Hosted, startHosted } from '../testing/hosted.ts';

const password = 'correct horse battery';
const Sessions = z.object({
  items: z.array(z.looseObject({ id: z.string(), device: z.looseObject({ kind: z.string() }) })),
});
const Answered = z.object({ code: z.string().default(''), refreshToken: z.string().default('') });
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

describe('pairing the extension on a Supabase project', () => {
  let hosted: Hosted;
  let people = 0;
  beforeAll(async () => {
    hosted = await startHosted();
  });
  afterAll(() => hosted.close());

  async function signedUp() {
    const client = hosted.project.client();
    const email = `hosted${++people}@people.example`;
    const { data } = await client.auth.signUp({ email, password });
    return { client, email, userId: data.user?.id ?? '' };
  }
  const tokenOf = async (client: ReturnType<Hosted['project']['client']>) =>
    (await client.auth.getSession()).data.session?.access_token ?? '';
  async function show(client: ReturnType<Hosted['project']['client']>) {
    const response = await hosted.ask('POST', '/v1/account/pairing-codes', { token: await tokenOf(client) });
    return { status: response.status, ...Answered.parse(await response.json()) };
  }
  async function trade(code: string) {
    const response = await hosted.ask('POST', '/v1/pairing', { body: { code }, headers: { 'user-agent': userAgent } });
    return { status: response.status, ...Answered.parse(await response.json()) };
  }
  /** As the extension does it: the token is renewed at once. */
  async function paired(code: string) {
    const extension = hosted.project.client();
    const { refreshToken } = await trade(code);
    expect((await extension.auth.refreshSession({ refresh_token: refreshToken })).error).toBeNull();
    return extension;
  }

  it('gives it a session of its own, which the list tells as the extension and ends', async () => {
    const { client, userId } = await signedUp();
    const { code } = await show(client);
    const extension = await paired(code.toLowerCase());
    expect((await trade(code)).code).toBe('pairing_code_invalid');
    expect((await extension.auth.getUser()).data.user?.id).toBe(userId);
    expect((await hosted.ask('GET', '/v1/contacts', { token: await tokenOf(extension) })).status).toBe(200);

    const list = async () =>
      Sessions.parse(await (await hosted.ask('GET', '/v1/account/sessions', { token: await tokenOf(client) })).json())
        .items;
    const line = (await list()).find(({ device }) => device.kind === 'extension');
    expect(await list()).toHaveLength(2);
    const end = { token: await tokenOf(client) };
    expect((await hosted.ask('DELETE', `/v1/account/sessions/${line?.id}`, end)).status).toBe(204);
    expect((await hosted.ask('GET', '/v1/contacts', { token: await tokenOf(extension) })).status).toBe(401);
    expect((await extension.auth.refreshSession()).error?.code).toBe('refresh_token_not_found');
    expect((await client.auth.getUser()).error).toBeNull();
  });

  it('begins with one factor, so that the extension asks for the second', async () => {
    const { client, email } = await signedUp();
    const enrolled = await client.auth.mfa.enroll({ factorType: 'totp' });
    if (enrolled.error) throw enrolled.error;
    const { id: factorId, totp } = enrolled.data;
    const app = new TOTP({ secret: totp.secret });
    await client.auth.mfa.challengeAndVerify({ factorId, code: app.generate() });
    const half = hosted.project.client();
    await half.auth.signInWithPassword({ email, password });
    expect(await show(half)).toMatchObject({ status: 403, code: 'second_factor_needed' });
    const extension = await paired((await show(client)).code);
    const level = await extension.auth.mfa.getAuthenticatorAssuranceLevel();
    expect(level.data).toMatchObject({ currentLevel: 'aal1', nextLevel: 'aal2' });
    const next = app.generate({ timestamp: Date.now() + 30_000 });
    expect((await extension.auth.mfa.challengeAndVerify({ factorId, code: next })).error).toBeNull();
    expect((await client.auth.getUser()).error).toBeNull();
  });

  it('ends a code with the session that showed it', async () => {
    const { client } = await signedUp();
    const before = await show(client);
    await client.auth.signOut({ scope: 'local' });
    expect((await trade(before.code)).status).toBe(400);
    expect((await hosted.ask('POST', '/v1/account/pairing-codes')).status).toBe(401);
  });

  it('keeps the code where the project does not answer', async () => {
    const { client } = await signedUp();
    const { code } = await show(client);
    const { server } = hosted.project;
    const [listener] = server.listeners('request');
    server.removeAllListeners('request');
    server.on('request', (_, response) => response.writeHead(403, { 'content-type': 'application/json' }).end('{}'));
    expect(await trade(code)).toMatchObject({ status: 502, code: 'answer_unexpected' });
    server.removeAllListeners('request');
    server.on('request', (...given) => listener?.(...given));
    expect((await trade(code)).status).toBe(200);
  });
});
