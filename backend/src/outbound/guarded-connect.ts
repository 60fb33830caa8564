// Owns opening connections: a name is looked up once, every answer is checked, and the socket goes to what was checked. A name that
// means something else a moment later (DNS rebinding) gains nothing.
import { type LookupAddress, lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import { notAllowed, portOf } from './read-target.ts';

/** Tells all addresses of a name; the system's own unless a test brings another. */
export type Resolve = (
  name: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export const systemResolve: Resolve = (name, done) => lookUp(name, { all: true }, done);

export interface ConnectOptions {
  guard: AddressGuard;
  resolve: Resolve;
  /** Milliseconds, of looking up and connecting together. */
  timeout: number;
}

/** A connector for undici's Agent. */
export function guardedConnect({ guard, resolve, timeout }: ConnectOptions): buildConnector.connector {
  return (options, callback) => {
    const port = portOf(options);
    // No lookup is made for what is an address already.
    const refusal = isIP(options.hostname) ? guard.refusal(options.hostname, port) : null;
    if (refusal) return callback(notAllowed(refusal), null);
    buildConnector({ lookup: checkedLookup(guard, resolve, port), timeout })(options, callback);
  };
}

function checkedLookup(guard: AddressGuard, resolve: Resolve, port: number): LookupFunction {
  return (name, { all }, done) => {
    resolve(name, (error, addresses) => {
      if (error) return done(error, '');
      const refusals = addresses.map(({ address }) => guard.refusal(address, port));
      const open = addresses.filter((_, index) => refusals[index] === null);
      const [first] = open;
      if (!first) return done(notAllowed(refusals.find((why) => why !== null) ?? 'its name stands for nothing'), '');
      if (all) done(null, open);
      else done(null, first.address, first.family);
    });
  };
}
