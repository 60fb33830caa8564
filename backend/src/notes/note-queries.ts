// Owns how notes are read: Postgres writes their JSON, Node passes it on.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';
import { recordJson } from '../records/record-ref.ts';

/** Arguments of json_build_object for the row `n`. @param record JSON of the record that it is about. */
export const noteFields = (tx: Tx, record = recordJson(tx, 'n')) => tx`
  'id', n.id, 'organizationId', n.organization_id, 'record', ${record}, 'body', n.body,
  'mentions', n.mentions, 'authorId', n.author_id, 'createdAt', n.created_at, 'updatedAt', n.updated_at,
  'deletedAt', n.deleted_at, 'version', n.version`;

export const noSuchNote = () => new AppError('not_found', 'There is no such note here.');

/** Reads one note, deleted ones too, so that they can be restored. @throws AppError `not_found`. */
export async function getNote({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${noteFields(tx)})::text as json, n.version
    from app.notes n where n.organization_id = (select app.acting_organization()) and n.id = ${id}`;
  if (!row) throw noSuchNote();
  return row;
}
