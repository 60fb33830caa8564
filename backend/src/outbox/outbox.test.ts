import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../http/app.ts';
import { createMailer } from '../mail/create-mailer.ts';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../testing/test-deps.ts';

const Listed = z.object({
  items: z.array(z.object({ to: z.string(), subject: z.string(), text: z.string(), at: z.iso.datetime() })),
  nextCursor: z.string().nullable(),
  sent: z.boolean(),
});

describe('mails of an install without a mail server', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  let app: ReturnType<typeof createApp>;
  const link = `https://crm.example/verify?token=${randomUUID()}`;
  beforeAll(async () => {
    const made = await createTestDeps();
    deps = { ...made, apiUrl: 'http://localhost:8484' };
    ann = await createPerson(deps);
    app = createApp(deps);
    const mailer = createMailer(deps.env);
    await mailer.send({ to: 'first@people.example', subject: 'The first', text: 'Hello' });
    await mailer.send({ to: 'bea@people.example', subject: 'Ваша ссылка', text: `Sign in:\n${link}` });
  });
  afterAll(() => deps.close());

  /** Asks as a socket from an address would. */
  const ask = (
    { token }: TestPerson,
    {
      from = '127.0.0.1',
      headers = {},
      at = app,
      query = '',
    }: { from?: string; headers?: Record<string, string>; at?: typeof app; query?: string } = {},
  ) =>
    at.request(
      `/v1/outbox${query}`,
      { headers: { authorization: `Bearer ${token}`, host: 'localhost:8484', ...headers } },
      { incoming: { socket: { remoteAddress: from } } },
    );

  it('are shown to the owner at the machine, the latest first', async () => {
    for (const from of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      const response = await ask(ann, { from });
      expect(response.status).toBe(200);
      const { items, sent } = Listed.parse(await response.json());
      expect(sent).toBe(false);
      expect(items).toMatchObject([
        { to: 'bea@people.example', subject: 'Ваша ссылка', text: `Sign in:\n${link}` },
        { to: 'first@people.example', subject: 'The first', text: 'Hello' },
      ]);
    }
  });

  it('come page by page, and new ones do not move the next page', async () => {
    const first = Listed.parse(await (await ask(ann, { query: '?limit=1' })).json());
    expect(first.items.map(({ subject }) => subject)).toEqual(['Ваша ссылка']);
    await createMailer(deps.env).send({ to: 'cal@people.example', subject: 'Later', text: 'Hello' });
    const query = `?limit=1&cursor=${first.nextCursor}`;
    const second = Listed.parse(await (await ask(ann, { query })).json());
    expect(second).toMatchObject({ items: [{ subject: 'The first' }], nextCursor: null });
    const odd = await ask(ann, { query: '?cursor=Li4vLi4v' });
    expect([odd.status, await odd.json()]).toMatchObject([400, { code: 'invalid_cursor' }]);
  });

  const elsewhere: [string, { from?: string; headers?: Record<string, string> }][] = [
    ['another machine', { from: '198.51.100.7' }],
    ['another name of this machine', { headers: { host: 'crm.example' } }],
    ['no name', { headers: { host: '' } }],
    ['a name that begins alike', { headers: { host: 'localhost.evil.example' } }],
    ...['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'].map(
      (name): [string, { headers: Record<string, string> }] => [
        `a proxy that says so in ${name}`,
        { headers: { [name]: '127.0.0.1' } },
      ],
    ),
  ];
  it.each(elsewhere)('are not shown through %s', async (_, how) => {
    const response = await ask(ann, how);
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain(link);
  });

  it('are not shown where the install has a name of its own, whose proxy may say nothing', async () => {
    expect((await ask(ann, { at: createApp({ ...deps, apiUrl: 'https://crm.example' }) })).status).toBe(403);
  });

  it('are shown to nobody else at the machine, not even to whom a mail went', async () => {
    const others = [
      await createPerson(deps, { organizationId: ann.organizationId, role: 'admin' }),
      await createPerson(deps, { organizationId: ann.organizationId, role: 'member' }),
      // An owner, of an organization that came later.
      await createPerson(deps),
    ];
    for (const person of others) {
      const response = await ask(person);
      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain(link);
    }
  });

  it('stay where they are once a mail server is set', async () => {
    const at = createApp({ ...deps, env: { ...deps.env, SMTP_URL: 'smtp://mail.example' } });
    expect(await (await ask(ann, { at })).json()).toEqual({ items: [], nextCursor: null, sent: true });
  });
});
