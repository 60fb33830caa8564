// Owns what the link of a mail, or another provider, left in the address.
import { linkedMark } from './providers.ts';

/**
 * `code`: to be traded for a session, by the browser that asked. `moved`: the account has another address. `half`: one of two addresses
 * agreed to that. `problem`: the link did not work, `code` says why.
 */
export type MailLink =
  | { kind: 'code'; code: string; type: string }
  | { kind: 'moved' }
  | { kind: 'half' }
  | { kind: 'problem'; code: string };

/**
 * Reads an address. Only codes are taken: anybody can write a text into an address. Tokens are not, for nothing tells whose they are:
 * a link could carry somebody else's session into this browser.
 */
export function readMailLink(address: URL): MailLink | undefined {
  const fragment = new URLSearchParams(address.hash.slice(1));
  const find = (name: string) => fragment.get(name) ?? address.searchParams.get(name);
  const problem = find('error_code') ?? find('error');
  if (problem !== null) return { kind: 'problem', code: /^\w{1,60}$/.test(problem) ? problem : 'failed' };
  if (fragment.has('access_token')) return { kind: 'problem', code: 'tokens_in_link' };
  const code = address.searchParams.get('code');
  const type = address.searchParams.has(linkedMark) ? linkedMark : (find('type') ?? '');
  if (code !== null) return { kind: 'code', code: /^[\w.~-]{1,500}$/.test(code) ? code : '', type };
  if (find('message') === null) return undefined;
  return { kind: type === 'email_change' ? 'moved' : 'half' };
}
