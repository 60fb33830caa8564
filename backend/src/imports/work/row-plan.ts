// Names what is decided about a row, and what a batch of decisions needs to be carried out.
import type { WriteCtx } from '../../http/context.ts';
import type { RawRow, RowReason } from '../reading/raw-row.ts';

/** A row as it was taken in. */
export interface StoredRow extends RawRow {
  fingerprint: string;
}

export interface RowPlan {
  row: number;
  outcome: 'create' | 'update' | 'skip' | 'invalid';
  reason: RowReason | null;
  remarks: RowReason[];
  /** The record that it matches or would restore; of a new one, once it is written. */
  recordId: string | null;
}

export interface BatchPlan {
  rows: RowPlan[];
  /** Carries the plan out, in the same transaction, and sets the ids of new records in `rows`. */
  write(ctx: WriteCtx): Promise<void>;
}

export const invalid = (row: number, reason: RowReason, recordId: string | null = null): RowPlan => ({
  row,
  outcome: 'invalid',
  reason,
  remarks: [],
  recordId,
});
