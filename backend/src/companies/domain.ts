// Owns the form of a company's domain: a bare host name.
import { domainToASCII } from 'node:url';
import { AppError } from '../errors.ts';

/** Checks a domain; empty means none. @throws AppError `invalid_input`. */
export function checkDomain(written: string | null | undefined): string | null {
  if (!written) return null;
  const host = domainToASCII(written);
  if (/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(host) && host.length <= 253) return host;
  const errors = [{ path: 'domain', message: 'Write a bare host name such as acme.example.' }];
  throw new AppError('invalid_input', 'The domain is not right.', { errors });
}
