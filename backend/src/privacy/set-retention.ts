// Owns saying how long an organization keeps what it has, and counting what that takes.
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { getRetention } from './get-retention.ts';
import { monthsBefore } from './months-before.ts';
import type { PrivacyPatch, Retention } from './schema.ts';

interface Due {
  messages: number;
  contacts: number;
}

/**
 * Sets the periods that are given, or only counts what would go. The sweep takes it, not this.
 * @param version as it was read; 0 before anything was set. @throws AppError `version_conflict`.
 */
export async function setRetention(ctx: WriteCtx, version: number, { retention: patch, dryRun }: PrivacyPatch) {
  const { retention: before, version: present } = await getRetention(ctx);
  if (version !== present) throw versionConflict();
  const retention = {
    messagesMonths: patch.messagesMonths === undefined ? before.messagesMonths : patch.messagesMonths,
    inactiveContactsMonths:
      patch.inactiveContactsMonths === undefined ? before.inactiveContactsMonths : patch.inactiveContactsMonths,
  };
  const changed = (['messagesMonths', 'inactiveContactsMonths'] as const).filter(
    (key) => retention[key] !== before[key],
  );
  const stored = dryRun || changed.length === 0 ? present : await store(ctx, retention, changed);
  return { retention, version: stored, due: await countDue(ctx, retention) };
}

async function store(ctx: WriteCtx, { messagesMonths, inactiveContactsMonths }: Retention, changed: string[]) {
  const { tx, organizationId } = ctx;
  const [row] = await tx<{ id: string; version: number }[]>`
    insert into app.retention (organization_id, messages_months, inactive_contacts_months)
    values (${organizationId}, ${messagesMonths}, ${inactiveContactsMonths})
    on conflict (organization_id) do update
    set messages_months = excluded.messages_months, inactive_contacts_months = excluded.inactive_contacts_months
    returning id, version`;
  if (!row) throw new Error('The periods were not stored');
  await recordEvent(ctx, 'retention.updated', { subjectId: row.id, payload: { changed } });
  return row.version;
}

async function countDue({ tx, deps, organizationId }: WriteCtx, { messagesMonths, inactiveContactsMonths }: Retention) {
  const messagesBefore = monthsBefore(deps.now(), messagesMonths);
  const contactsBefore = monthsBefore(deps.now(), inactiveContactsMonths);
  const [due] = await tx<Due[]>`
    select (select count(*)::int from app.messages_due(${organizationId}, ${messagesBefore}, null)) as messages,
      (select count(*)::int from app.contacts_due(${organizationId}, ${contactsBefore}, null)) as contacts`;
  if (!due) throw new Error('The count returned no row');
  return due;
}
