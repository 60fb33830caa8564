// Owns how a rule is written: who may, and what they do.
import type { Tx } from '../../../backend/src/db/tenant.ts';
import type { ActorName } from '../actors.ts';
import type { Rows } from '../rows.ts';

export type Act = (tx: Tx, rows: Rows) => Promise<{ count: number }>;
export interface Rule {
  /** Who may; everybody else may not. */
  may: ActorName[];
  act: Act;
}
export type Operation = 'select' | 'insert' | 'update' | 'delete';

/** Who works there and sees all records. What those may who see some, `reach.ts` derives. */
export const people: ActorName[] = ['owner', 'admin', 'member', 'colleague', 'approver', 'viewer', 'custom'];
/** They, and programs with a key of every scope. */
export const insiders: ActorName[] = [...people, 'key'];
export const readers: ActorName[] = [...insiders, 'embed'];
/** Who writes what belongs to a person. */
export const authors: ActorName[] = ['owner', 'admin', 'member', 'colleague', 'custom'];
export const writers: ActorName[] = [...authors, 'key'];
/** Who decides on the organization. */
export const managers: ActorName[] = ['owner', 'admin'];
/** Who decides on what the organization works with, and reads what was done. */
export const keepers: ActorName[] = [...managers, 'key'];
export const nobody: ActorName[] = [];

/** What may be done to each table. */
export type Rules = Record<string, Record<Operation, Rule>>;

/** A table that nobody reaches but through functions. */
export const closed = (table: string, insert: string): Record<Operation, Rule> => ({
  select: { may: nobody, act: (tx) => tx`select from app.${tx(table)}` },
  insert: { may: nobody, act: (tx) => tx.unsafe(insert) },
  update: { may: nobody, act: (tx) => tx`update app.${tx(table)} set created_at = now()` },
  delete: { may: nobody, act: (tx) => tx`delete from app.${tx(table)}` },
});
