import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../../mail/testing/mail-server.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const email = 'ada@people.example';

describe('mails through a mail server', () => {
  let surface: TestSurface | undefined;
  let server: MailServer | undefined;
  afterEach(async () => {
    await surface?.close();
    await server?.close();
    [surface, server] = [undefined, undefined];
  });

  it('arrive, and their code signs in', async () => {
    server = await startMailServer();
    surface = await startSurface({}, { SMTP_URL: server.url, MAIL_FROM: 'Kith <kith@firm.example>' });
    const { auth } = surface.client();
    await auth.signInWithOtp({ email });
    await expect.poll(() => server?.received).toHaveLength(1);
    const [mail] = server.received;
    expect([mail?.from?.address, mail?.to?.[0]?.address]).toEqual(['kith@firm.example', email]);
    const token = /\b\d{6}\b/.exec(mail?.text?.replaceAll(/http\S+/g, '') ?? '')?.[0] ?? '';
    expect((await auth.verifyOtp({ email, token, type: 'email' })).error).toBeNull();
  });

  it('keep no answer waiting, and fail no request when the server is silent and then gone', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    surface = await startSurface({}, { SMTP_URL: `smtp://127.0.0.1:${port}` });
    const connected = once(silent, 'connection');
    expect((await surface.client().auth.signInWithOtp({ email })).error).toBeNull();
    await connected;
    for (const socket of sockets) socket.destroy();
    silent.close();
    expect((await surface.client().auth.resetPasswordForEmail(email)).error).toBeNull();
    const health = await fetch(`${surface.url}/auth/v1/health`);
    expect(health.status).toBe(200);
  });
});
