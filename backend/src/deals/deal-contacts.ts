// Owns which contacts belong to a deal, and in which role.
import type { WriteCtx } from '../http/context.ts';
import type { NewDeal } from './schema.ts';

export interface ContactInRole {
  contactId: string;
  role: string | null;
}

/** The contacts as they are stored. */
export const inRoles = (contacts: NewDeal['contacts']): ContactInRole[] =>
  contacts.map(({ contactId, role }) => ({ contactId, role: role ?? null }));

/** The contacts of a deal in order. */
export async function contactsOf({ tx, organizationId }: WriteCtx, dealId: string): Promise<ContactInRole[]> {
  const rows = await tx<ContactInRole[]>`
    select contact_id as "contactId", role from app.deal_contacts
    where organization_id = ${organizationId} and deal_id = ${dealId} order by position, contact_id`;
  return [...rows];
}

/** Replaces the contacts of a deal. A contact of another organization fails on its foreign key: `not_found`. */
export async function setContacts(ctx: WriteCtx, dealId: string, contacts: ContactInRole[]): Promise<void> {
  const { tx, organizationId } = ctx;
  await tx`delete from app.deal_contacts where organization_id = ${organizationId} and deal_id = ${dealId}`;
  if (contacts.length === 0) return;
  const rows = contacts.map(({ contactId, role }, position) => ({
    organization_id: organizationId,
    deal_id: dealId,
    contact_id: contactId,
    role,
    position,
  }));
  await tx`insert into app.deal_contacts ${tx(rows)}`;
}
