// Owns which contacts belong to a deal, and in which role.
import { isDeepStrictEqual } from 'node:util';
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

interface Placed extends ContactInRole {
  position: number;
}

/**
 * Replaces the contacts of a deal. Who stays as they are is not written, so that the log tells of the others alone. A contact of another
 * organization fails on its foreign key: `not_found`.
 */
export async function setContacts(ctx: WriteCtx, dealId: string, contacts: ContactInRole[]): Promise<void> {
  const { tx, organizationId } = ctx;
  const there = await tx<Placed[]>`
    select contact_id as "contactId", role, position from app.deal_contacts
    where organization_id = ${organizationId} and deal_id = ${dealId} order by position, contact_id`;
  const wanted = placed(contacts, there);
  const stays = (one: Placed) => there.some((before) => isDeepStrictEqual({ ...before }, one));
  await tx`
    delete from app.deal_contacts
    where organization_id = ${organizationId} and deal_id = ${dealId}
      and contact_id <> all(${wanted.filter(stays).map(({ contactId }) => contactId)}::uuid[])`;
  await addContacts(
    ctx,
    dealId,
    wanted.filter((one) => !stays(one)),
  );
}

/** Adds to a deal whom it does not have, as `setContacts` does. */
export async function addContacts({ tx, organizationId }: WriteCtx, dealId: string, contacts: Placed[]): Promise<void> {
  if (contacts.length === 0) return;
  const rows = contacts.map(({ contactId, role, position }) => ({
    organization_id: organizationId,
    deal_id: dealId,
    contact_id: contactId,
    role,
    position,
  }));
  await tx`insert into app.deal_contacts ${tx(rows)}`;
}

/** The contacts in places of their own: those that they had, the new ones behind; all anew where that is not their order. */
export function placed(contacts: ContactInRole[], there: readonly Placed[] = []): Placed[] {
  const places = new Map(there.map(({ contactId, position }) => [contactId, position]));
  let last = Math.max(-1, ...places.values());
  const kept = contacts.map((one) => {
    const position = places.get(one.contactId) ?? last + 1;
    last = Math.max(last, position);
    return { ...one, position };
  });
  const inOrder = kept.every(({ position }, nth) => nth === 0 || (kept[nth - 1]?.position ?? 0) < position);
  return inOrder ? kept : contacts.map((one, position) => ({ ...one, position }));
}
