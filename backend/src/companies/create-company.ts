// Owns creating a company.
import { checkFields } from '../custom-fields/check-fields.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { requireMember } from '../members/require-member.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { normalizeCompanyPoints, setCompanyPoints } from './company-points.ts';
import { getCompany } from './company-queries.ts';
import { claimDomains, wantedDomains } from './domain.ts';
import type { NewCompany } from './schema.ts';
import { takeIn, withTaken } from './take-in/take-in.ts';
import { nobody } from './take-in/taken-in.ts';

/**
 * Creates a company; names need not be unique, domains are. Who has an address at a domain and no employer works there from now on.
 * @throws AppError `invalid_input` or `domain_taken`.
 */
export async function createCompany(ctx: WriteCtx, input: NewCompany): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  const domains = wantedDomains(input, []);
  const points = normalizeCompanyPoints(input.points ?? []);
  if (input.ownerId) await requireMember(ctx, input.ownerId);
  const fields = await checkFields(ctx, { recordType: 'company', given: input.fields });
  await claimDomains(ctx, domains, null);
  const [row] = await tx<{ id: string }[]>`
    insert into app.companies (organization_id, name, domains, description, logo_url, owner_id, tags, time_zone,
      language, source, do_not_contact, fields, created_by)
    values (${organizationId}, ${input.name}, ${domains}::text[], ${input.description || null}, ${input.logoUrl ?? null},
      ${input.ownerId ?? null}, ${input.tags ?? []}::text[], ${input.timeZone ?? null}, ${input.language ?? null},
      ${input.source || null}, ${input.doNotContact ?? false}, ${JSON.stringify(fields)}::text::jsonb, ${actor.userId})
    returning id`;
  if (!row) throw new Error('The company was not inserted');
  await setCompanyPoints(ctx, row.id, points);
  await recordEvent(ctx, 'company.created', { subjectId: row.id, payload: {} });
  const { version } = await getCompany(ctx, row.id);
  const undoToken = await offerUndo(ctx, 'company.create', { ...nobody, id: row.id, version });
  const tookIn = await takeIn(ctx, undoToken, { id: row.id, domains });
  return withTaken(await getCompany(ctx, row.id), undoToken, tookIn);
}
