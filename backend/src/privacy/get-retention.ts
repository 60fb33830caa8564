// Owns reading how long an organization keeps what it has.
import type { ReadCtx } from '../http/context.ts';
import type { Retention } from './schema.ts';

export interface KeptRetention {
  retention: Retention;
  /** 0 before anything was set. */
  version: number;
}

/** What is set; for ever where nothing is. */
export async function getRetention({ tx }: Pick<ReadCtx, 'tx'>): Promise<KeptRetention> {
  const [row] = await tx<(Retention & { version: number })[]>`
    select version, messages_months as "messagesMonths", inactive_contacts_months as "inactiveContactsMonths"
    from app.retention where organization_id = (select app.acting_organization())`;
  if (!row) return { retention: { messagesMonths: null, inactiveContactsMonths: null }, version: 0 };
  const { version, ...retention } = row;
  return { retention, version };
}
