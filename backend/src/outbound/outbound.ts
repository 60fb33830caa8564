// Owns the two ways out: to addresses that users write, and to those of the install's own settings.
import { createAddressGuard } from './address-guard.ts';
import { createSafeFetch, type SafeFetch } from './safe-fetch.ts';

export interface Outbound {
  /** For addresses that users write: the internet only, and what KITH_ALLOW_PRIVATE_ADDRESSES opens. */
  users: SafeFetch;
  /** For addresses that the operator set, such as a provider of sign-ins: also within the own network. */
  operator: SafeFetch;
  close(): Promise<void>;
}

/** @param opened ranges of private addresses that users may name, too. */
export function createOutbound(opened: readonly string[]): Outbound {
  const users = createSafeFetch({ guard: createAddressGuard({ opened }) });
  const operator = createSafeFetch({ guard: createAddressGuard({ opened, byOperator: true }) });
  return {
    users,
    operator,
    close: async () => {
      await Promise.all([users.close(), operator.close()]);
    },
  };
}
