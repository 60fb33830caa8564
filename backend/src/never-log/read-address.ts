// Owns reading an address as somebody writes it into a list of whom not to log: which kind it is, and its one form.
import { hostName, type Normalized, normalizePoint } from '../contacts/normalize.ts';
import type { PointKind } from '../contacts/schema.ts';
import { AppError } from '../errors.ts';
import type { AddressKind } from './schema.ts';

export interface Address {
  kind: AddressKind;
  value: string;
}

/** The kinds that tell themselves by how they are written; everything else is a domain. */
const signs: [RegExp, Exclude<PointKind, 'url'>][] = [
  [/^(?:mailto:)?[^@\s]+@[^@\s]+$/i, 'email'],
  [/^(?:tel:)?\+/i, 'phone'],
  [/^@|^(?:https?:\/\/)?(?:t\.me|telegram\.me|web\.telegram\.org)\//i, 'telegram'],
  [/linkedin\.com\/in\//i, 'linkedin'],
];

/** @throws AppError `invalid_input` when it is neither an address nor a domain. */
export function readAddress(written: string): Address {
  // What people copy of a domain: `@law.example` and `*.law.example`.
  const domain = written.trim().replace(/^(?:@|\*\.)(?=[^@]*\.)/, '');
  const kind = signs.find(([sign]) => sign.test(domain))?.[1] ?? 'domain';
  const read = kind === 'domain' ? readDomain(domain) : normalizePoint(kind, domain);
  if (read.ok) return { kind, value: read.value };
  throw new AppError('invalid_input', 'This is no address or domain.', {
    errors: [{ path: 'address', message: read.message }],
  });
}

function readDomain(written: string): Normalized {
  const value = hostName(written);
  if (value !== null) return { ok: true, value };
  return { ok: false, message: 'Write a mail address, a domain such as law.example, a phone number or a @name.' };
}
