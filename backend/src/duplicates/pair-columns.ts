// Owns which columns of `app.distinct_pairs` hold a pair of which kind; the lower id stands in the first.
import type { MatchKind } from './reasons.ts';

export const pairColumns = {
  contact: ['contact_id', 'other_contact_id'],
  company: ['company_id', 'other_company_id'],
} as const satisfies Record<MatchKind, readonly [string, string]>;
