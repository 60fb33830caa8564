// Owns the state of a deal that a change is decided on, held until the transaction ends.
import type { FieldValues } from '../custom-fields/values.ts';
import type { WriteCtx } from '../http/context.ts';
import { noSuchDeal } from './deal-queries.ts';

export interface DealRow {
  version: number;
  deleted: boolean;
  name: string;
  pipelineId: string;
  stageId: string;
  rank: string;
  amount: number | null;
  currency: string | null;
  /** `2026-12-24`. */
  expectedClose: string | null;
  companyId: string | null;
  ownerId: string | null;
  tags: string[];
  fields: FieldValues;
  notes: string | null;
  lostReason: string | null;
  lost: boolean;
}

/** Holds the row against other changes. @throws AppError `not_found`. */
export async function holdDeal({ tx, organizationId }: WriteCtx, id: string): Promise<DealRow> {
  const [row] = await tx<DealRow[]>`
    select version, deleted_at is not null as deleted, name, pipeline_id as "pipelineId", stage_id as "stageId", rank,
      amount::float8 as amount, currency, expected_close::text as "expectedClose", company_id as "companyId",
      owner_id as "ownerId", tags, fields, notes, lost_reason as "lostReason", lost_at is not null as lost
    from app.deals where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchDeal();
  return row;
}

/** Holds a deal that is not deleted. @throws AppError `not_found`. */
export async function holdLiveDeal(ctx: WriteCtx, id: string): Promise<DealRow> {
  const row = await holdDeal(ctx, id);
  if (row.deleted) throw noSuchDeal();
  return row;
}
