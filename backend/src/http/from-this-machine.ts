// Owns telling a request of the person at the server from any other: through no network, by no proxy, under no other name.
import type { Context } from 'hono';
import { clientAddress } from './client-address.ts';

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1)$/;
const here = new Set(['localhost', '127.0.0.1', '[::1]']);
/** What proxies add. Whoever comes through one is somewhere else. */
const ofProxies = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/**
 * Whether the socket begins and ends on this machine, and nothing says that somebody else stands behind it. An install whose own
 * address is another machine's name answers no: a proxy that adds no header is the rule there.
 */
export function fromThisMachine(c: Context, apiUrl: string): boolean {
  const names = [hostOf(`http://${c.req.header('host') ?? ''}`), hostOf(apiUrl)];
  return (
    loopback.test(clientAddress(c, 0) ?? '') &&
    names.every((name) => here.has(name)) &&
    ofProxies.every((name) => c.req.header(name) === undefined)
  );
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : '');
