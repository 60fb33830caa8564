// Owns reading a company's domain out of what people write: a host name, or a web address.
import { domainToASCII } from 'node:url';

const host = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** `https://www.acme.example/team` and `Acme.example` are `acme.example`; null when it is no host name. */
export function cleanDomain(written: string): string | null {
  const [, name = ''] = /^(?:[a-z]+:\/\/)?(?:www\.)?([^/?#:\s]+)/i.exec(written.trim()) ?? [];
  const domain = domainToASCII(name.toLowerCase());
  return domain.length <= 253 && host.test(domain) ? domain : null;
}
