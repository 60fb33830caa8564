// Owns taking what an organization no longer wants to keep.
import type { TransactionSql } from 'postgres';
import { inBatches, type SweepCtx } from '../jobs/sweeps/sweep.ts';
import { monthsBefore } from './months-before.ts';
import type { Retention } from './schema.ts';

type Kept = Retention & { id: string; organizationId: string };
type Batch = (tx: TransactionSql, kept: Kept, before: Date, limit: number) => Promise<number>;

/** Goes over all organizations with periods. @returns how many messages and contacts went. */
export async function enforceRetention({ deps, signal }: SweepCtx): Promise<number> {
  const all = await deps.admin<Kept[]>`
    select id, organization_id as "organizationId", messages_months as "messagesMonths",
      inactive_contacts_months as "inactiveContactsMonths"
    from app.retention where num_nonnulls(messages_months, inactive_contacts_months) > 0`;
  let went = 0;
  for (const kept of all) {
    const run = async (months: number | null, batch: Batch) => {
      const before = monthsBefore(deps.now(), months);
      if (before === null) return 0;
      return inBatches(signal, (limit) => deps.admin.begin((tx) => batch(tx, kept, before, limit)));
    };
    const messages = await run(kept.messagesMonths, expireMessages);
    const contacts = await run(kept.inactiveContactsMonths, trashContacts);
    if (messages + contacts > 0) {
      await deps.admin`
        insert into app.events (organization_id, type, subject_type, subject_id, actor, payload)
        values (${kept.organizationId}, 'retention.enforced', 'retention', ${kept.id}, '{"kind": "system", "id": null}',
          jsonb_build_object('messages', ${messages}::int, 'contacts', ${contacts}::int))`;
    }
    went += messages + contacts;
  }
  return went;
}

async function expireMessages(tx: TransactionSql, { organizationId }: Kept, before: Date, limit: number) {
  const [row] = await tx<{ count: number }[]>`
    select app.expire_messages(${organizationId},
      array(select app.messages_due(${organizationId}, ${before}, ${limit}))) as count`;
  return row?.count ?? 0;
}

async function trashContacts(tx: TransactionSql, { organizationId }: Kept, before: Date, limit: number) {
  const { count } = await tx`
    with gone as (
      update app.contacts set deleted_at = now()
      where organization_id = ${organizationId} and deleted_at is null
        and id = any(array(select app.contacts_due(${organizationId}, ${before}, ${limit})))
      returning id)
    insert into app.events (organization_id, type, subject_type, subject_id, actor)
    select ${organizationId}, 'contact.deleted', 'contact', id, '{"kind": "system", "id": null}' from gone`;
  return count;
}
