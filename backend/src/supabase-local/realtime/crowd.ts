// Owns how many sockets each address has, so that one cannot take all of them.
import type { IncomingMessage } from 'node:http';
import type { Deps } from '../../deps.ts';
import { upgradeAddress } from '../../http/client-address.ts';
import { isLoopback, networkOf } from '../../http/network-of.ts';
import { UpgradeRefused } from './upgrade.ts';

export interface Crowd {
  /** Counts a socket until it leaves. This machine itself is not counted. @throws UpgradeRefused 429. */
  enter(deps: Pick<Deps, 'env'>, request: IncomingMessage): { leave: () => void };
}

/** @param most sockets of one address. */
export function createCrowd(most: number): Crowd {
  const sockets = new Map<string, number>();
  return {
    enter({ env }, request) {
      const address = upgradeAddress(request, env.KITH_PROXIES);
      if (env.KITH_RATE_LIMIT === 0 || isLoopback(address)) return { leave: () => undefined };
      const network = networkOf(address);
      const open = sockets.get(network) ?? 0;
      if (open >= most) throw new UpgradeRefused('429 Too Many Requests', 'Too many connections from this address');
      sockets.set(network, open + 1);
      return {
        leave: () => {
          const left = (sockets.get(network) ?? 1) - 1;
          if (left > 0) sockets.set(network, left);
          else sockets.delete(network);
        },
      };
    },
  };
}
