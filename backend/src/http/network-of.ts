// Owns telling networks apart, where guesses are counted: one house often has a whole range of IPv6.
import ipaddr from 'ipaddr.js';

/** Whether a request comes from this very machine: as tests do, and a proxy that no setting names. */
export function isLoopback(address: string | null): boolean {
  return ipaddr.isValid(address ?? '') && ipaddr.process(address ?? '').range() === 'loopback';
}

/** An IPv4 address as it is, the /64 of an IPv6 one; `unknown` for what is no address. */
export function networkOf(address: string | null): string {
  const bare = address?.replace(/%.*$/, '') ?? '';
  if (!ipaddr.isValid(bare)) return 'unknown';
  const parsed = ipaddr.process(bare);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${parsed
    .toByteArray()
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}/64`;
}
