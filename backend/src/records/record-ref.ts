// Owns how tasks, notes and the like point at the record that they are about: a contact, a company or a deal.
import { z } from '@hono/zod-openapi';
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { Id } from '../http/wire.ts';

export const RecordType = z.enum(['contact', 'company', 'deal']).openapi('RecordType');
export type RecordType = z.infer<typeof RecordType>;

export const NewRecordRef = z
  .object({ type: RecordType, id: Id })
  .openapi('NewRecordRef', { description: 'The record that this is about.' });
export type NewRecordRef = z.infer<typeof NewRecordRef>;

export const RecordRef = NewRecordRef.extend({
  name: z.string().nullable().openapi({ description: 'Null when the record was deleted, or may not be read.' }),
}).openapi('RecordRef');

/** `contact:<id>`, as query parameters and widgets write it. */
export const RecordParam = z
  .string()
  .regex(/^(contact|company|deal):[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, {
    message: 'Write it as `contact:<id>`, `company:<id>` or `deal:<id>`.',
  })
  .openapi({ description: 'A record: `contact:<id>`, `company:<id>` or `deal:<id>`.' });

/** Reads a checked `RecordParam`. */
export function parseRecord(text: string): NewRecordRef {
  const [type, id] = text.split(':');
  return NewRecordRef.parse({ type, id });
}

/** The three columns that hold a reference, all but one null. */
export interface RecordColumns {
  contactId: string | null;
  companyId: string | null;
  dealId: string | null;
}

export const columnsOf = (record: NewRecordRef | null | undefined): RecordColumns => ({
  contactId: record?.type === 'contact' ? record.id : null,
  companyId: record?.type === 'company' ? record.id : null,
  dealId: record?.type === 'deal' ? record.id : null,
});

/** The reference that a row's columns hold. */
export function recordOf({ contactId, companyId, dealId }: RecordColumns): NewRecordRef | null {
  if (contactId !== null) return { type: 'contact', id: contactId };
  if (companyId !== null) return { type: 'company', id: companyId };
  return dealId === null ? null : { type: 'deal', id: dealId };
}

/** JSON of the reference to a record that is known beforehand, for many rows of it: its name is looked up once. */
export const knownRecordJson = (tx: Tx, { type, id }: NewRecordRef) => tx`
  json_build_object('type', ${type}::text, 'id', ${id}::uuid, 'name', (
    select r.name from ${tx(tables[type])} r
    where r.organization_id = (select app.acting_organization()) and r.id = ${id} and r.deleted_at is null))`;

/** JSON of the reference of the row `r`; the caller's policies decide whether its name is seen. */
export const recordJson = (tx: Tx, r: string) => tx`
  case
    when ${tx(r)}.contact_id is not null then json_build_object('type', 'contact', 'id', ${tx(r)}.contact_id, 'name', (
      select c.name from app.contacts c
      where c.organization_id = ${tx(r)}.organization_id and c.id = ${tx(r)}.contact_id and c.deleted_at is null))
    when ${tx(r)}.company_id is not null then json_build_object('type', 'company', 'id', ${tx(r)}.company_id, 'name', (
      select c.name from app.companies c
      where c.organization_id = ${tx(r)}.organization_id and c.id = ${tx(r)}.company_id and c.deleted_at is null))
    when ${tx(r)}.deal_id is not null then json_build_object('type', 'deal', 'id', ${tx(r)}.deal_id, 'name', (
      select d.name from app.deals d
      where d.organization_id = ${tx(r)}.organization_id and d.id = ${tx(r)}.deal_id and d.deleted_at is null))
  end`;

const tables = { contact: 'app.contacts', company: 'app.companies', deal: 'app.deals' } as const;

/**
 * Makes sure that a record is here and not deleted.
 * @throws AppError `not_found`, or `record_deleted` for one that must be restored first.
 */
export async function requireRecord({ tx, organizationId }: WriteCtx, { type, id }: NewRecordRef): Promise<void> {
  const [row] = await tx<{ deleted: boolean }[]>`
    select deleted_at is not null as deleted from ${tx(tables[type])}
    where organization_id = ${organizationId} and id = ${id}`;
  if (!row) {
    const errors = [{ path: 'record.id', message: `There is no such ${type} here.` }];
    throw new AppError('not_found', `The ${type} is not here.`, { errors });
  }
  if (!row.deleted) return;
  const errors = [{ path: 'record.id', message: `This ${type} was deleted.` }];
  throw new AppError('record_deleted', `The ${type} was deleted. Restore it first.`, { errors });
}
