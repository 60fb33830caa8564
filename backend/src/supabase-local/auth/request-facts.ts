// Owns what auth reads of a request besides its body: the device, the address, and where to lead to.
import { isIP } from 'node:net';
import type { Context } from 'hono';
import { clientAddress } from '../../http/client-address.ts';
import { networkOf } from '../../http/network-of.ts';
import type { AuthContext } from './context.ts';
import { deviceIn } from './known-device.ts';

export interface RequestFacts {
  userAgent: string | null;
  /** The sender's address; null where none is known. */
  address: string | null;
  /** The network of the address; `unknown` where none is known. */
  network: string;
  /** What a device that signed in before brings, not checked yet. */
  device: string | null;
  /** `redirect_to` of the query, not checked yet. */
  redirectTo: string | undefined;
}

export function requestFacts({ deps }: AuthContext, c: Context): RequestFacts {
  const address = plainAddress(clientAddress(c, deps.env.KITH_PROXIES));
  return {
    userAgent: c.req.header('user-agent')?.slice(0, 500) ?? null,
    address,
    network: networkOf(address),
    device: deviceIn(c),
    redirectTo: c.req.query('redirect_to'),
  };
}

/** Without the zone that link-local addresses carry; null for what is no address, which a proxy may write. */
function plainAddress(text: string | null): string | null {
  const bare = text?.replace(/%.*$/, '') ?? '';
  return isIP(bare) ? bare : null;
}
