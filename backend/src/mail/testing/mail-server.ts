// Owns a mail server on loopback for tests.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  /** For SMTP_URL, with the login that the server wants. */
  url: string;
  received: Email[];
  close(): Promise<void>;
}

const login = { user: 'kith', pass: 'post horse' };

/** Starts the server. It takes any mail except for `refused@people.example`. */
export async function startMailServer(): Promise<MailServer> {
  const received: Email[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === login.user && password === login.pass ? done(null, { user: username }) : done(new Error('Unknown')),
    onRcptTo: ({ address }, _session, done) =>
      address === 'refused@people.example' ? done(new Error('No such mailbox')) : done(),
    onData: async (stream, _session, done) => {
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(Buffer.from(part));
      received.push(await PostalMime.parse(Buffer.concat(parts)));
      done();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address: AddressInfo | string | null = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port');
  return {
    url: `smtp://${login.user}:${encodeURIComponent(login.pass)}@127.0.0.1:${address.port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
