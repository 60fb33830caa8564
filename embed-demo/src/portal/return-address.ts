// Owns where links and other providers lead back to.
import type { Install } from '@kith/sdk';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * This page, unless the install would refuse to lead here: opened by another name, as by an address in a local network, it leads to its
 * own one, and what was asked for here goes on by the code of the mail. A project has a list of its own.
 * @param here the address of this page. @param path from the beginning of its host.
 */
export function returnAddress({ apiUrl, passwordLength }: ReturnTo, here: string, path = '/'): string {
  const [asked, own] = [new URL(path, here), new URL(path, apiUrl)];
  const isOwn = asked.origin === own.origin || (loopback.test(asked.hostname) && loopback.test(own.hostname));
  return isOwn || passwordLength === null ? asked.href : own.href;
}

/** Of an install; `passwordLength` is null on a Supabase project. */
export type ReturnTo = Pick<Install, 'apiUrl' | 'passwordLength'>;
