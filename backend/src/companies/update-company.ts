// Owns changing fields of a company, against the version that the caller read.
import { checkFields } from '../custom-fields/check-fields.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { requireMember } from '../members/require-member.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { changeSince, takeSnapshot } from '../undo/snapshot.ts';
import { type CompanyPoint, normalizeCompanyPoints, pointsOf, setCompanyPoints } from './company-points.ts';
import { getCompany, noSuchCompany } from './company-queries.ts';
import { type CompanyColumns, type CompanyRow, changedColumns, holdCompany, writeCompany } from './company-row.ts';
import { claimDomains, wantedDomains } from './domain.ts';
import type { CompanyPatch } from './schema.ts';
import { takeIn, tookNobody, withTaken } from './take-in/take-in.ts';
import { nobody } from './take-in/taken-in.ts';

export interface CompanyChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: CompanyPatch;
}

/**
 * Changes a live company; an unchanged patch changes nothing, the version included. Who has an address at a domain that is new to the
 * company and no employer works there from now on.
 * @throws AppError `not_found` (deleted ones too), `version_conflict`, `domain_taken` or `invalid_input`.
 */
export async function updateCompany(ctx: WriteCtx, { id, version, patch }: CompanyChange): Promise<StoredJson> {
  if (patch.ownerId) await requireMember(ctx, patch.ownerId);
  const row = await holdCompany(ctx, id);
  if (row.deleted) throw noSuchCompany();
  if (row.version !== version) throw versionConflict();
  const wanted = await wantedColumns(ctx, row, patch);
  const points = patch.points ? await newPoints(ctx, id, normalizeCompanyPoints(patch.points)) : null;
  const changed = [...changedColumns(row, wanted), ...(points ? ['points'] : [])];
  if (changed.length === 0) return withTaken(await getCompany(ctx, id), null, tookNobody);
  const before = await takeSnapshot(ctx, 'company', id);
  await claimDomains(ctx, wanted.domains, id);
  await writeCompany(ctx, id, wanted);
  if (points) await setCompanyPoints(ctx, id, points);
  await recordEvent(ctx, 'company.updated', { subjectId: id, payload: { changed } });
  const change = await changeSince(ctx, 'company', before);
  const undoToken = change && (await offerUndo(ctx, 'company.change', { ...nobody, ...change }));
  const domains = wanted.domains.filter((domain) => !row.domains.includes(domain));
  const tookIn = undoToken === null ? tookNobody : await takeIn(ctx, undoToken, { id, domains });
  return withTaken(await getCompany(ctx, id), undoToken, tookIn);
}

async function wantedColumns(ctx: WriteCtx, row: CompanyRow, patch: CompanyPatch): Promise<CompanyColumns> {
  const or = <T>(given: T | undefined, kept: T): T => (given === undefined ? kept : given);
  return {
    name: or(patch.name, row.name),
    domains: wantedDomains(patch, row.domains),
    description: or(patch.description, row.description) || null,
    logoUrl: or(patch.logoUrl, row.logoUrl),
    ownerId: or(patch.ownerId, row.ownerId),
    tags: or(patch.tags, row.tags),
    timeZone: or(patch.timeZone, row.timeZone),
    language: or(patch.language, row.language),
    source: or(patch.source, row.source) || null,
    doNotContact: or(patch.doNotContact, row.doNotContact),
    fields: await checkFields(ctx, { recordType: 'company', given: patch.fields, kept: row.fields }),
  };
}

/** Those wanted, if they differ from what is there. */
async function newPoints(ctx: WriteCtx, id: string, wanted: CompanyPoint[]): Promise<CompanyPoint[] | null> {
  return JSON.stringify(await pointsOf(ctx, id)) === JSON.stringify(wanted) ? null : wanted;
}
