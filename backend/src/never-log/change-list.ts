// Owns adding to and removing from the lists of whose messages are not logged.
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { addressFields, type ListName, lists, noSuchAddress } from './lists.ts';
import { type Address, readAddress } from './read-address.ts';

interface Line extends Address {
  id: string;
  json: string;
}

export interface ListChange {
  json: string;
  /** False when it stood there before. */
  changed: boolean;
  undoToken: string | null;
}

/** Adds an address as it was written, once however often. @throws AppError `invalid_input` when it is none. */
export async function addAddress(ctx: WriteCtx, name: ListName, written: string): Promise<ListChange> {
  const address = readAddress(written);
  const added = await insertLine(ctx, name, address);
  if (added) {
    const undoToken = await offerUndo(ctx, 'unlogged.add', { list: name, id: added.id });
    return { json: added.json, changed: true, undoToken };
  }
  const { tx, organizationId } = ctx;
  const [there] = await tx<{ json: string }[]>`
    select json_build_object(${addressFields(tx)})::text as json from app.${tx(lists[name].table)} r
    where r.organization_id = ${organizationId} and r.kind = ${address.kind} and r.value = ${address.value}`;
  if (!there) throw new Error('What was there before is gone');
  return { json: there.json, changed: false, undoToken: null };
}

/** Takes a line away; messages are logged again from now on. @throws AppError `not_found`. */
export async function removeAddress(ctx: WriteCtx, name: ListName, id: string): Promise<ListChange> {
  const { json, kind, value } = await deleteLine(ctx, name, id);
  const undoToken = await offerUndo(ctx, 'unlogged.remove', { list: name, kind, value });
  return { json, changed: true, undoToken };
}

/** Inserts a line and tells of it; null when it is there already. */
export async function insertLine(ctx: WriteCtx, name: ListName, { kind, value }: Address): Promise<Line | null> {
  const { tx, organizationId, actor } = ctx;
  const { table, by, added } = lists[name];
  const [line] = await tx<Line[]>`
    insert into app.${tx(table)} as r (organization_id, ${tx(by)}, kind, value)
    values (${organizationId}, ${actor.userId}, ${kind}, ${value}) on conflict do nothing
    returning r.id, r.kind, r.value, json_build_object(${addressFields(tx)})::text as json`;
  if (!line) return null;
  await recordEvent(ctx, added, { subjectId: line.id, payload: {} });
  return line;
}

/** Deletes a line and tells of it. @throws AppError `not_found`. */
export async function deleteLine(ctx: WriteCtx, name: ListName, id: string): Promise<Line> {
  const { tx, organizationId } = ctx;
  const { table, removed } = lists[name];
  const [line] = await tx<Line[]>`
    delete from app.${tx(table)} r where r.organization_id = ${organizationId} and r.id = ${id}
    returning r.id, r.kind, r.value, json_build_object(${addressFields(tx)})::text as json`;
  if (!line) throw noSuchAddress();
  await recordEvent(ctx, removed, { subjectId: id, payload: {} });
  return line;
}
