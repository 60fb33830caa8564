// Owns what the link of a mail, or another provider, left in the address.
import { linkedMark } from './providers.ts';

/**
 * `session`: tokens, which supabase-js takes from there. `half`: one of two addresses agreed to a change.
 * `problem`: the link did not work, `code` says why.
 */
export type MailLink = { kind: 'session'; type: string } | { kind: 'half' } | { kind: 'problem'; code: string };

/** Reads an address. Only codes are taken: anybody can write a text into an address. */
export function readMailLink(address: URL): MailLink | undefined {
  const fragment = new URLSearchParams(address.hash.slice(1));
  const find = (name: string) => fragment.get(name) ?? address.searchParams.get(name);
  const problem = find('error_code') ?? find('error');
  if (problem !== null) return { kind: 'problem', code: /^\w{1,60}$/.test(problem) ? problem : 'failed' };
  const type = address.searchParams.has(linkedMark) ? linkedMark : fragment.get('type');
  if (fragment.has('access_token')) return { kind: 'session', type: type ?? '' };
  return find('message') === null ? undefined : { kind: 'half' };
}
