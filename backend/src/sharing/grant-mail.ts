// Owns sharing one's messages of a record with a colleague or a team, and sharing them no more.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { columnsOf, type RecordColumns, recordOf, requireRecord } from '../records/record-ref.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { grantFields, noSuchGrant, readGrant } from './grant-queries.ts';
import type { NewMailGrant } from './schema.ts';

export interface Granted extends StoredJson {
  /** False when it was shared with them before. */
  added: boolean;
}

/**
 * Shares; with whom it is shared already, it is renewed: the level, and who belongs to a company or deal.
 * @throws AppError `not_found`, `record_deleted`, or `invalid_input` for oneself or somebody who is not here.
 */
export async function grantMail(ctx: WriteCtx, wanted: NewMailGrant): Promise<Granted> {
  const { tx, organizationId, actor } = ctx;
  if (actor.userId === null) throw new AppError('forbidden', 'Only people share their messages.');
  const { record, to, level } = wanted;
  await requireRecord(ctx, record);
  await requireGrantee(ctx, to);
  const { contactId, companyId, dealId } = columnsOf(record);
  const [toUser, toTeam] = to.type === 'member' ? [to.id, null] : [null, to.id];
  const [row] = await tx<{ id: string; added: boolean }[]>`
    insert into app.mail_grants (organization_id, owner_id, contact_id, company_id, deal_id, to_user, to_team, level)
    values (${organizationId}, ${actor.userId}, ${contactId}, ${companyId}, ${dealId}, ${toUser}, ${toTeam}, ${level})
    on conflict on constraint mail_grants_once do update set level = excluded.level
    returning id, xmax = 0 as added`;
  if (!row) throw new Error('The grant was not inserted');
  await recordEvent(ctx, 'mail_grant.added', { subjectId: row.id, payload: { record, to, level } });
  const stored = await readGrant(ctx, row.id);
  const undoToken = row.added ? await offerUndo(ctx, 'mail_grant.add', { id: row.id }) : null;
  return { ...withUndo(stored, undoToken), added: row.added };
}

interface Row extends RecordColumns, StoredJson {
  toUser: string | null;
  toTeam: string | null;
  level: NewMailGrant['level'];
}

/** Takes a grant away at once; from now on the message's own level holds. @throws AppError `not_found`. */
export async function revokeMail(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const [row] = await tx<Row[]>`
    select g.contact_id as "contactId", g.company_id as "companyId", g.deal_id as "dealId", g.to_user as "toUser",
      g.to_team as "toTeam", g.level, g.version, json_build_object(${grantFields(tx)})::text as json
    from app.mail_grants g where g.organization_id = ${organizationId} and g.id = ${id}`;
  const gone =
    await tx`delete from app.mail_grants where organization_id = ${organizationId} and id = ${id} returning id`;
  const record = row && recordOf(row);
  if (!row || !record || gone.length === 0) throw noSuchGrant();
  const { level, toUser, toTeam } = row;
  const to = toTeam === null ? { type: 'member' as const, id: toUser ?? '' } : { type: 'team' as const, id: toTeam };
  await recordEvent(ctx, 'mail_grant.removed', { subjectId: id, payload: { record, to } });
  return withUndo(row, await offerUndo(ctx, 'mail_grant.remove', { record, to, level }));
}

async function requireGrantee({ tx, organizationId, actor }: WriteCtx, { type, id }: NewGrantee): Promise<void> {
  const path = 'to.id';
  if (type === 'member' && id.toLowerCase() === actor.userId) {
    const message = 'You see your own messages anyway.';
    throw new AppError('invalid_input', message, { errors: [{ path, message }] });
  }
  const [there] =
    type === 'member'
      ? await tx`select from app.memberships where organization_id = ${organizationId} and user_id = ${id}`
      : await tx`
        select from app.teams where organization_id = ${organizationId} and id = ${id} and deleted_at is null`;
  if (there) return;
  const message = type === 'member' ? 'There is no such colleague here.' : 'There is no such team here.';
  throw new AppError('invalid_input', message, { errors: [{ path, message }] });
}

type NewGrantee = NewMailGrant['to'];
