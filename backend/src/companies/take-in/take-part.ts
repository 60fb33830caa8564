// Owns employing the next people at a company by the domains that are new to it, as a capture would have if it had known them.
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { offerOf } from '../../undo/offer-of.ts';
import { offerUndo } from '../../undo/offer-undo.ts';
import { companyDomainsOf } from '../public-mail.ts';
import { keepProgress, type Progress } from './taken-in.ts';

/** People of one transaction. */
export const partSize = 200;

interface Found {
  id: string;
  emails: string[];
}

export interface Part {
  /** The employments that were made. */
  made: { id: string; contactId: string }[];
  last: string;
  ended: boolean;
}

/** Takes the next people in: those without an employer, unless another company has a domain closer to theirs. */
export async function takePart(
  ctx: WriteCtx,
  { id, domains, last }: Pick<Progress, 'id' | 'domains' | 'last'>,
): Promise<Part> {
  const { tx, organizationId } = ctx;
  const found = await tx<Found[]>`
    select id, emails from app.people_at_domains(${organizationId}, ${id}, ${domains}::text[], ${last}, ${partSize})`;
  const people = await thoseOf(ctx, found, { id, domains });
  return {
    made: people.length === 0 ? [] : await employ(ctx, id, people),
    last: found.at(-1)?.id ?? last,
    ended: found.length < partSize,
  };
}

/** Those whose addresses tell of this company, as they would of somebody new. */
async function thoseOf(
  { tx, organizationId }: WriteCtx,
  found: Found[],
  { id, domains }: Pick<Progress, 'id' | 'domains'>,
): Promise<string[]> {
  const wanted = new Set(domains);
  const told = found.map((person) => ({
    id: person.id,
    // Of each address, what is closer to it than the company's domain.
    closer: person.emails.flatMap((email) => {
      const all = companyDomainsOf(email);
      const place = all.findIndex((domain) => wanted.has(domain));
      return place < 0 ? [] : [all.slice(0, place)];
    }),
  }));
  const closer = [...new Set(told.flatMap((person) => person.closer.flat()))];
  const taken = await tx<{ domain: string }[]>`
    select d.domain from app.company_domains d
    join app.companies c on c.organization_id = d.organization_id and c.id = d.company_id and c.deleted_at is null
    where d.organization_id = ${organizationId} and d.domain = any(${closer}::text[]) and d.company_id <> ${id}`;
  const others = new Set(taken.map(({ domain }) => domain));
  return told
    .filter((person) => person.closer.some((between) => !between.some((domain) => others.has(domain))))
    .map((person) => person.id);
}

/** Held in one order; who got an employer or was deleted meanwhile is left out. */
async function employ(ctx: WriteCtx, companyId: string, people: string[]): Promise<Part['made']> {
  const { tx, organizationId } = ctx;
  const made = await tx<Part['made']>`
    with held as (
      select c.id, c.title from app.contacts c
      where c.organization_id = ${organizationId} and c.id = any(${people}::uuid[]) and c.company_id is null
        and c.deleted_at is null
      order by c.id for update)
    insert into app.employments (organization_id, contact_id, company_id, title)
    select ${organizationId}, h.id, ${companyId}, nullif(h.title, '') from held h order by h.id
    returning id, contact_id as "contactId"`;
  await recordEvents(
    ctx,
    'contact.updated',
    made.map(({ contactId }) => ({ subjectId: contactId, payload: { changed: ['companyName'] } })),
  );
  return [...made];
}

/** Keeps a part with the offer of the whole, and offers to take it back as long as that. @returns how far it is then. */
export async function keepPart(ctx: WriteCtx, offerId: string, before: Progress, part: Part): Promise<Progress> {
  const { tx, organizationId } = ctx;
  const parts = [...before.parts];
  if (part.made.length > 0) {
    const id = await offerOf(ctx, await offerUndo(ctx, 'company.take_in', { companyId: before.id, made: part.made }));
    await tx`
      update app.undo_offers o set expires_at = w.expires_at from app.undo_offers w
      where o.organization_id = ${organizationId} and o.id = ${id} and w.organization_id = o.organization_id and w.id = ${offerId}`;
    parts.push(id);
  }
  const { domains } = before;
  const progress = { domains, last: part.last, changed: before.changed + part.made.length, parts };
  await keepProgress(ctx, offerId, progress);
  return { ...before, ...progress };
}
