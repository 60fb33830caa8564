// Owns a real OpenID Connect provider on loopback for the tests: whoever `login_hint` names is signed in there at once.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Configuration, Provider } from 'oidc-provider';

/** What the provider says of somebody, by their name there. */
export type People = Record<string, { email?: string; email_verified?: boolean; name?: string }>;

export interface OidcServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Begins to answer. @param callback the only address that it leads back to. */
  serve(callback: string): void;
  close(): Promise<void>;
}

/** Takes a port; `serve` makes it answer. @param people whom it knows, by their name there. */
export async function startOidcServer(people: People): Promise<OidcServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${portOf(server)}`;
  const [clientId, clientSecret] = ['kith', 'a secret between the two'];
  return {
    serve(callback) {
      const provider = new Provider(issuer, settings({ callback, people, clientId, clientSecret }));
      const handle = provider.callback();
      server.on('request', (request: IncomingMessage, response: ServerResponse) => {
        if (request.url?.startsWith('/interaction/')) void signIn(provider, request, response);
        else void handle(request, response);
      });
    },
    issuer,
    clientId,
    clientSecret,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Setting {
  callback: string;
  people: People;
  clientId: string;
  clientSecret: string;
}

const settings = ({ callback, people, clientId, clientSecret }: Setting): Configuration => ({
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [callback] }],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  cookies: { keys: ['only for tests'] },
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...people[accountId] }) }),
  loadExistingGrant: async (ctx) => {
    const { client, session, provider } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

/** Without a hint it is `visitor` who comes. `nobody` is refused, as somebody is who presses Cancel there. */
async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const accountId = String(params['login_hint'] ?? 'visitor');
  const result = accountId === 'nobody' ? { error: 'access_denied' } : { login: { accountId } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}
