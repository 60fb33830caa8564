// Owns what the link of a mail left in the address.

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
  if (fragment.has('access_token')) return { kind: 'session', type: fragment.get('type') ?? '' };
  return find('message') === null ? undefined : { kind: 'half' };
}
