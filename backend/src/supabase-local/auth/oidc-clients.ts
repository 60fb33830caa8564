// Owns the clients of the providers that people may sign in with: found by discovery once, and asked again after a failure.
import { allowInsecureRequests, type Configuration, customFetch, discovery } from 'openid-client';
import type { OidcProvider } from '../../oidc-settings.ts';
import { libraryFetch } from '../../outbound/library-fetch.ts';
import type { SafeFetch } from '../../outbound/safe-fetch.ts';
import { invalid } from './errors.ts';

export interface OidcClients {
  /** @param name as `signInWithOAuth` sends it: `google` or `custom:google`. @throws AuthError 400 for one that is not set up. */
  provider(name: string): OidcProvider;
  /** What the provider says of itself. @throws when it cannot be reached. */
  configuration(provider: OidcProvider): Promise<Configuration>;
}

/** Seconds that a provider may take to answer. */
const patience = 10;

/** @param safeFetch reaches the providers; the operator named them, so that they may stand in the own network. */
export function createOidcClients(providers: readonly OidcProvider[], safeFetch: SafeFetch): OidcClients {
  const fetch = libraryFetch(safeFetch, { mostBytes: 500_000, timeout: patience * 1000 });
  const known = new Map<string, Promise<Configuration>>();
  return {
    provider(name) {
      const bare = name.replace(/^custom:/, '');
      const found = providers.find((one) => one.name === bare);
      if (!found) throw invalid(`Unsupported provider: provider is not enabled`);
      return found;
    },
    configuration({ name, issuer, clientId, clientSecret }) {
      const asked =
        known.get(name) ??
        discovery(new URL(issuer), clientId, clientSecret, undefined, {
          timeout: patience,
          [customFetch]: fetch,
          ...(issuer.startsWith('http:') && { execute: [allowInsecureRequests] }),
        });
      known.set(name, asked);
      asked.catch(() => known.delete(name));
      return asked;
    },
  };
}
