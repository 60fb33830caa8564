// Owns reading which OpenID Connect providers people may sign in with: KITH_OIDC_<NAME>_ISSUER, _CLIENT_ID, _CLIENT_SECRET.
import { z } from 'zod';

const presets: Record<string, { issuer: string; label: string }> = {
  google: { issuer: 'https://accounts.google.com', label: 'Google' },
};

const isLoopback = (url: URL) => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);

/** A provider as the settings describe it. */
export const OidcProvider = z.object({
  /** In lower case: `google`. */
  name: z.string().regex(/^[a-z][a-z0-9]{0,30}$/),
  label: z.string(),
  issuer: z.url('ISSUER is missing or no address').refine((issuer) => {
    const url = new URL(issuer);
    return url.protocol === 'https:' || isLoopback(url);
  }, 'ISSUER must begin with https://'),
  clientId: z.string('CLIENT_ID is missing').min(1),
  /** Providers of public clients give none. */
  clientSecret: z.string().min(1).optional(),
});
export type OidcProvider = z.infer<typeof OidcProvider>;

const setting = /^KITH_OIDC_([A-Z][A-Z0-9]*)_(ISSUER|CLIENT_ID|CLIENT_SECRET|LABEL)$/;

/** Collects the providers. What is wrong stands in the result under the names of the settings. */
export function readOidcProviders(source: Record<string, string | undefined>) {
  const found = new Map<string, Record<string, string>>();
  for (const [key, value] of Object.entries(source)) {
    const [, name, member] = setting.exec(key) ?? [];
    if (!name || !member || value === undefined) continue;
    found.set(name.toLowerCase(), { ...found.get(name.toLowerCase()), [member]: value });
  }
  const providers: OidcProvider[] = [];
  const problems: string[] = [];
  for (const [name, given] of found) {
    const result = OidcProvider.safeParse({
      name,
      label: given['LABEL'] ?? presets[name]?.label ?? name.charAt(0).toUpperCase() + name.slice(1),
      issuer: given['ISSUER'] ?? presets[name]?.issuer,
      clientId: given['CLIENT_ID'],
      clientSecret: given['CLIENT_SECRET'],
    });
    if (result.success) providers.push(result.data);
    else problems.push(...result.error.issues.map(({ message }) => `  KITH_OIDC_${name.toUpperCase()}: ${message}`));
  }
  return { providers, problems };
}
