// Owns the state of a note that a change is decided on, and who may change it.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import type { RecordColumns } from '../records/record-ref.ts';
import { noSuchNote } from './note-queries.ts';

export interface NoteRow extends RecordColumns {
  version: number;
  deleted: boolean;
  body: string;
  mentions: string[];
}

/**
 * Holds a note that the caller may change: its author's, or any for who manages the organization. A row that the policy
 * closes to changes cannot be locked either, so it is read first.
 * @throws AppError `not_found` or `forbidden`.
 */
export async function holdNote({ tx, organizationId }: WriteCtx, id: string): Promise<NoteRow> {
  const [seen] = await tx<{ mayChange: boolean }[]>`
    select coalesce(author_id = auth.uid(), false)
      or organization_id = any((select app.orgs_with('organization.manage'))::uuid[]) as "mayChange"
    from app.notes where organization_id = ${organizationId} and id = ${id}`;
  if (!seen) throw noSuchNote();
  if (!seen.mayChange) throw new AppError('forbidden', 'Only its author, an admin or the owner can change this note.');
  const [row] = await tx<NoteRow[]>`
    select version, deleted_at is not null as deleted, body, mentions,
      contact_id as "contactId", company_id as "companyId", deal_id as "dealId"
    from app.notes where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchNote();
  return row;
}
