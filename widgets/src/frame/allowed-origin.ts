// Owns whether a page's origin is one that an embed key allows: as it is, or as a subdomain of one with a star.

export function isAllowed(origin: string, allowed: readonly string[]): boolean {
  return allowed.some((one) => {
    const [scheme, host] = one.split('://*.');
    if (host === undefined) return origin === one;
    return (
      origin.startsWith(`${scheme}://`) && origin.endsWith(`.${host}`) && origin.length > `${scheme}://.${host}`.length
    );
  });
}

/** The origin of an address; undefined for none. */
export const originOf = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).origin : undefined;
