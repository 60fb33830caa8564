// Owns which addresses of the network connections may go to: nothing of the inside unless the operator opened it.
import ipaddr from 'ipaddr.js';

export interface AddressGuard {
  /**
   * Why no connection may go there, in plain words; null: it may.
   * @param address IPv4 or IPv6, as the socket will be opened to.
   */
  refusal(address: string, port: number): string | null;
}

export interface GuardOptions {
  /** Ranges (`10.1.0.0/16`) and addresses that the operator opens, whatever they are, on every port. */
  opened: readonly string[];
  /** True for addresses that the operator wrote: those of the machine and of private networks are meant then, on every port. */
  byOperator?: boolean;
}

/** Ports that web servers use. Others of a stranger's choice would make Kith knock at mail servers and the like. */
const webPorts = new Set([80, 443, 8080, 8443]);
/** Where an operator's own servers stand. Not link-local: that is where clouds hand out the machine's credentials. */
const inside = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);

export function createAddressGuard({ opened, byOperator = false }: GuardOptions): AddressGuard {
  const ranges = opened.map(readRange);
  return {
    refusal(address, port) {
      const parsed = ipaddr.isValid(address) ? ipaddr.parse(address) : null;
      if (parsed === null) return 'it is no address of the internet';
      if (ranges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits))) return null;
      const kind = parsed.range();
      if (byOperator && (kind === 'unicast' || inside.has(kind))) return null;
      if (kind !== 'unicast' || !isGlobal(parsed)) return 'it leads into a private network or to this machine';
      return webPorts.has(port) ? null : `port ${port} is not one of the web: ${[...webPorts].join(', ')}`;
    },
  };
}

/** Of IPv6 only 2000::/3 is given out for the internet (RFC 4291 §2.4); the rest may mean something some day. */
function isGlobal(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const [first = 0] = address.toByteArray();
  return address.kind() === 'ipv4' || first >> 5 === 1;
}

/** Reads `10.0.0.0/8` or `10.0.0.1`. @throws when it is neither. */
export function readRange(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
