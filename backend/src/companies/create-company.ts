// Owns creating a company.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { getCompany } from './company-queries.ts';
import { checkDomain } from './domain.ts';
import type { NewCompany } from './schema.ts';

/** Creates a company; names need not be unique. @throws AppError `invalid_input`. */
export async function createCompany(ctx: WriteCtx, input: NewCompany): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  const [row] = await tx<{ id: string }[]>`
    insert into app.companies (organization_id, name, domain, created_by)
    values (${organizationId}, ${input.name}, ${checkDomain(input.domain)}, ${actor.id}) returning id`;
  if (!row) throw new Error('The company was not inserted');
  await recordEvent(ctx, 'company.created', { subjectId: row.id, payload: {} });
  return getCompany(ctx, row.id);
}
