// Owns reading an address that somebody wrote, before anything is asked of the network.
import { isIP } from 'node:net';
import { AppError } from '../errors.ts';
import type { AddressGuard } from './address-guard.ts';

const longest = 2_048;

/**
 * Reads where a request is to go. Names are not looked up: what they stand for is checked when the connection is made.
 * @throws AppError `address_not_allowed` with the reason.
 */
export function readTarget(address: string | URL, guard: AddressGuard): URL {
  const text = String(address);
  if (text.length > longest) throw notAllowed(`it is longer than ${longest} characters`);
  const url = URL.parse(text);
  if (!url) throw notAllowed('it is no address; it begins with https://');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw notAllowed('it must begin with https:// or http://');
  if (url.username || url.password) throw notAllowed('leave name and password out of it');
  const host = hostOf(url);
  const meant = host === 'localhost' || host.endsWith('.localhost') ? '127.0.0.1' : host;
  const refusal = isIP(meant) ? guard.refusal(meant, portOf(url)) : null;
  if (refusal) throw notAllowed(refusal);
  url.hash = '';
  return url;
}

/** @param why completes "That address is not allowed:". */
export const notAllowed = (why: string): AppError =>
  new AppError('address_not_allowed', `That address is not allowed: ${why}.`);

/** The host as sockets and resolvers take it: IPv6 without brackets, names without the dot of the root. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

export const portOf = ({ port, protocol }: { port: string; protocol: string }): number =>
  Number(port) || (protocol === 'https:' ? 443 : 80);
