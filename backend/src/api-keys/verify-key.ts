// Owns telling which API key a request came with. Keys found good are remembered for a minute; whether one was revoked meanwhile the
// database asks itself in every transaction.
import { BlockList, isIPv6 } from 'node:net';
import { z } from 'zod';
import { anonymous, writeAs } from '../db/tenant.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Actor } from '../http/context.ts';
import { hashOfKey, isKey } from './key-format.ts';

const trusted = 60_000;
const most = 5_000;

const Found = z.object({
  id: z.string(),
  organizationId: z.string(),
  allowedIps: z.array(z.string()),
  rateLimit: z.number().nullable(),
});
type Found = z.infer<typeof Found>;

export interface KeyCaller {
  actor: Actor;
  /** Requests a minute; null: as the install says. */
  rateLimit: number | null;
}

export interface KeyVerifier {
  /**
   * @param address where the request came from; null when that is not known.
   * @throws AppError `api_key_unknown` or `ip_not_allowed`.
   */
  verify(key: string, address: string | null): Promise<KeyCaller>;
}

/** @param deps.now the present: what is remembered ends by it. */
export function createKeyVerifier({ sql, now }: Pick<Deps, 'sql' | 'now'>): KeyVerifier {
  const known = new Map<string, { found: Found; until: number }>();

  const find = async (key: string, address: string | null): Promise<Found> => {
    const hash = hashOfKey(key);
    const id = hash.toString('base64url');
    const remembered = known.get(id);
    if (remembered && now().getTime() < remembered.until) return remembered.found;
    known.delete(id);
    const [row] = await writeAs(
      sql,
      anonymous,
      (tx) => tx`select app.api_key_for_request(${hash}, ${address}::text::inet) as key`,
    );
    const found = Found.nullable().parse(row?.['key'] ?? null);
    if (!found) throw unknownKey();
    if (known.size >= most) known.delete(known.keys().next().value ?? '');
    known.set(id, { found, until: now().getTime() + trusted });
    return found;
  };

  return {
    async verify(key, address) {
      if (!isKey(key)) throw unknownKey();
      const { id, organizationId, allowedIps, rateLimit } = await find(key, address);
      if (!isAllowed(address, allowedIps)) {
        throw new AppError(
          'ip_not_allowed',
          `This API key is not for requests from ${address ?? 'an unknown address'}.`,
        );
      }
      const claims = { role: 'authenticated' as const, kith_key: { key_id: id, organization_id: organizationId } };
      return { actor: { kind: 'key', id, userId: null, claims }, rateLimit };
    },
  };
}

const unknownKey = () =>
  new AppError(
    'api_key_unknown',
    'This API key does not exist, was revoked, or its time is over. Check how it was copied.',
  );

/** @param allowed addresses and networks, as Postgres writes them: `203.0.113.0/24`. None: from everywhere. */
export function isAllowed(address: string | null, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  if (address === null) return false;
  const list = new BlockList();
  for (const network of allowed) {
    const [base = '', bits] = network.split('/');
    const family = isIPv6(base) ? 'ipv6' : 'ipv4';
    list.addSubnet(base, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
