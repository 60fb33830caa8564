import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

// The worker's modules look the browser up when they are loaded, so each test loads them anew: a worker that restarted.
vi.mock('wxt/browser', () => ({ browser: fakeBrowser }));

const message = {
  externalId: '1001:5',
  scope: 'account' as const,
  channel: 'telegram',
  direction: 'inbound' as const,
  body: 'Hello',
  occurredAt: '2026-11-20T10:00:00.000Z',
};
const subject = { key: 'telegram:1001', name: 'Ada Prospect' };

interface Call {
  key: string | undefined;
  organization: string | undefined;
  body: string;
}

describe('the outbox', () => {
  let server: Server;
  let url = '';
  let calls: Call[] = [];
  let status = 200;

  beforeEach(async () => {
    fakeBrowser.reset();
    calls = [];
    status = 200;
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const { 'idempotency-key': key, 'kith-organization': organization } = request.headers;
      calls.push({ key: String(key), organization: organization?.toString(), body });
      const answer =
        status === 200
          ? { items: [{ created: true, interaction: { id: 'i1' }, undoToken: 'back' }], undoToken: 'back' }
          : { code: 'not_found', detail: 'No such contact.' };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const bound = server.address();
    url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  });
  afterEach(() => server.close());

  const signIn = (apiUrl: string) =>
    fakeBrowser.storage.local.set({
      account: {
        apiUrl,
        supabaseUrl: apiUrl,
        publishableKey: 'pk',
        userId: 'u1',
        email: 'olive@example.org',
        signedIn: true,
      },
      session: JSON.stringify({ access_token: 't', refresh_token: 'r', expires_at: Date.now() / 1000 + 3600 }),
    });
  const wake = async () => {
    vi.resetModules();
    const { logHandlers } = await import('./handlers/log.ts');
    const { flush } = await import('./outbox.ts');
    const { queueEntries } = await import('./queue.ts');
    const log = (organizationId: string | null = null) =>
      logHandlers['messages.log'](
        { organizationId, subject, contactId: 'c1', messages: [message] },
        { isOwnPage: false },
      );
    return { log, flush, queueEntries };
  };

  it('sends at once when the server answers, with ids that carry the account', async () => {
    await signIn(url);
    const worker = await wake();
    expect(await worker.log()).toEqual({ outcome: 'logged', created: 1, already: 0, undoTokens: ['back'] });
    expect(JSON.parse(calls[0]?.body ?? '{}').items[0].externalId).toBe('u1:1001:5');
    expect(await worker.queueEntries()).toEqual([]);
    expect(await fakeBrowser.alarms.getAll()).toEqual([]);
  });

  it('keeps what could not be sent over a restart and sends it with the same key', async () => {
    await signIn('http://127.0.0.1:9');
    const before = await wake();
    expect(await before.log()).toEqual({ outcome: 'queued' });
    expect((await before.queueEntries()).map(({ state }) => state)).toEqual(['waiting']);
    expect((await fakeBrowser.alarms.getAll()).map(({ name }) => name)).toEqual(['queue']);
    const stored: { queue: { id: string; apiUrl: string }[] } = await fakeBrowser.storage.local.get('queue');
    const key = stored.queue[0]?.id;

    await fakeBrowser.storage.local.set({ queue: stored.queue.map((job) => ({ ...job, apiUrl: url })) });
    await signIn(url);
    const after = await wake();
    await Promise.all([after.flush(), after.flush()]);
    expect(calls.map((call) => call.key)).toEqual([key]);
    expect(await after.queueEntries()).toEqual([]);
    expect(await fakeBrowser.alarms.getAll()).toEqual([]);
  });

  it('keeps a refused job with the reason and does not send it again by itself', async () => {
    await signIn('http://127.0.0.1:9');
    const before = await wake();
    await before.log();
    const stored: { queue: object[] } = await fakeBrowser.storage.local.get('queue');
    await fakeBrowser.storage.local.set({ queue: stored.queue.map((job) => ({ ...job, apiUrl: url })) });
    await signIn(url);
    status = 404;
    const after = await wake();
    await after.flush();
    await after.flush();
    expect(calls.length).toBe(1);
    expect(await after.queueEntries()).toMatchObject([{ state: 'failed', reason: 'No such contact.' }]);
  });

  it('sends what waited to the organization that was chosen when it was stored', async () => {
    const organizations = ['o1', 'o2', 'o3'].map((id) => ({ id, name: id, sandbox: false }));
    const workIn = (apiUrl: string, currentId: string) =>
      fakeBrowser.storage.local.set({ workplace: { apiUrl, userId: 'u1', organizations, currentId } });
    await signIn('http://127.0.0.1:9');
    await workIn('http://127.0.0.1:9', 'o1');
    const before = await wake();
    await before.log();
    await before.log('o3');
    const stored: { queue: object[] } = await fakeBrowser.storage.local.get('queue');
    await fakeBrowser.storage.local.set({ queue: stored.queue.map((job) => ({ ...job, apiUrl: url })) });
    await signIn(url);
    await workIn(url, 'o2');
    const after = await wake();
    await after.flush();
    await after.log();
    expect(calls.map(({ organization }) => organization)).toEqual(['o1', 'o3', 'o2']);
  });

  it('leaves the work of another account alone', async () => {
    await signIn('http://127.0.0.1:9');
    const before = await wake();
    await before.log();
    await signIn(url);
    const after = await wake();
    await after.flush();
    expect(calls).toEqual([]);
    expect((await after.queueEntries()).length).toBe(1);
  });
});
