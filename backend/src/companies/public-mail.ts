// Owns which mail domains say nothing of where somebody works: public and throw-away mail providers. The list is the package
// `free-email-domains` (MIT), kept by others and renewed with every release.
import publicDomains from 'free-email-domains';

const known = new Set(publicDomains);

/** True when anybody may have an address there. @param domain in lower case, as in a normalised mail address. */
export const isPublicMail = (domain: string) => known.has(domain);

/**
 * The domains under which a company may be known that an address belongs to, the closest first: for ada@mail.acme.example
 * `mail.acme.example` and `acme.example`. Empty for public providers.
 * @param email normalised.
 */
export function companyDomainsOf(email: string): string[] {
  const labels = email.slice(email.lastIndexOf('@') + 1).split('.');
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  return domains.some(isPublicMail) ? [] : domains;
}
