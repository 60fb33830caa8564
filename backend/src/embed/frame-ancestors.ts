// Owns who may frame a key's pages, as a Content-Security-Policy says it.

/** A source that a policy can name: scheme, host (perhaps every subdomain of one) and port, and nothing that could end the directive. */
const source = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/;

/** The value of `frame-ancestors`: these origins and no others. What a policy cannot name, such as a bare IPv6 address, is left out. */
export function frameAncestors(allowedOrigins: readonly string[]): string {
  const sources = allowedOrigins.filter((origin) => source.test(origin));
  return sources.length === 0 ? "'none'" : sources.join(' ');
}
