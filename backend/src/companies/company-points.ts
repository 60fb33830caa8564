// Owns where to reach a company itself: normalising its points and keeping them.
import { normalizePoint } from '../contacts/normalize.ts';
import { AppError, type FieldError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import type { CompanyPointKind, NewCompanyPoint } from './schema.ts';

export interface CompanyPoint {
  kind: CompanyPointKind;
  value: string;
  normalized: string;
}

/** Normalises points and drops repetitions. @throws AppError `invalid_input` naming each that is wrong. */
export function normalizeCompanyPoints(points: NewCompanyPoint[]): CompanyPoint[] {
  const errors: FieldError[] = [];
  const found = new Map<string, CompanyPoint>();
  for (const [index, { kind, value }] of points.entries()) {
    const normalized = kind === 'linkedin' ? linkedinOf(value) : normalizePoint(kind, value);
    if (!normalized.ok) errors.push({ path: `points.${index}.value`, message: normalized.message });
    else found.set(`${kind}:${normalized.value}`, { kind, value, normalized: normalized.value });
  }
  if (errors.length > 0) throw new AppError('invalid_input', 'Some points are not right.', { errors });
  return [...found.values()];
}

/** Company pages: linkedin.com/company/, /school/ and /showcase/ with the slug. */
function linkedinOf(written: string) {
  const [, page = 'company', ofAddress] =
    /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)?linkedin\.com\/(company|school|showcase)\/([^/?#]+)/i.exec(written) ?? [];
  const slug = (ofAddress ?? written).normalize('NFC').toLowerCase();
  return /^[\p{L}\p{M}\p{N}_.%&-]{1,200}$/u.test(slug)
    ? { ok: true as const, value: `${page.toLowerCase()}/${slug}` }
    : { ok: false as const, message: 'Write a LinkedIn address such as https://www.linkedin.com/company/acme.' };
}

/** The points of a company in order. */
export async function pointsOf({ tx, organizationId }: WriteCtx, companyId: string): Promise<CompanyPoint[]> {
  const rows = await tx<CompanyPoint[]>`
    select kind, value, normalized from app.company_points
    where organization_id = ${organizationId} and company_id = ${companyId} order by position, id`;
  return [...rows];
}

/** Makes these the company's points, in this order. */
export async function setCompanyPoints(ctx: WriteCtx, companyId: string, points: CompanyPoint[]): Promise<void> {
  const { tx, organizationId } = ctx;
  await tx`
    with wanted as (
      select row ->> 'kind' as kind, row ->> 'value' as value, row ->> 'normalized' as normalized, nth::int - 1 as place
      from jsonb_array_elements(${JSON.stringify(points)}::text::jsonb) with ordinality as t (row, nth)),
    gone as (
      delete from app.company_points p
      where p.organization_id = ${organizationId} and p.company_id = ${companyId}
        and (p.kind, p.normalized) not in (select kind, normalized from wanted))
    insert into app.company_points (organization_id, company_id, kind, value, normalized, position)
    select ${organizationId}, ${companyId}, kind, value, normalized, place from wanted
    on conflict (organization_id, company_id, kind, normalized)
      do update set value = excluded.value, position = excluded.position`;
}
