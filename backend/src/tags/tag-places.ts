// Owns the places of a tag on its records: taking it from all of them at once, and giving it back.
import { z } from 'zod';
import type { WriteCtx } from '../http/context.ts';
import type { HeldTag } from './tag-queries.ts';

/** A record's id, the tag's place among its tags from 1, and whether another tag was put there. */
const Place = z.tuple([z.uuid(), z.number().int().positive(), z.boolean()]);
export const TagPlaces = z.object({ contacts: z.array(Place), companies: z.array(Place), deals: z.array(Place) });
export type TagPlaces = z.infer<typeof TagPlaces>;

/**
 * Takes a tag from every record, in one statement for each kind of record.
 * @param to puts this tag in its place, except where the record has that one already.
 */
export async function replaceTag(ctx: WriteCtx, tag: HeldTag, to: string | null): Promise<TagPlaces> {
  return {
    contacts: await replaceIn(ctx, 'contacts', { type: 'contact', tag, to }),
    companies: await replaceIn(ctx, 'companies', { type: 'company', tag, to }),
    deals: await replaceIn(ctx, 'deals', { type: 'deal', tag, to }),
  };
}

async function replaceIn(
  { tx, organizationId }: WriteCtx,
  table: keyof TagPlaces,
  { type, tag, to }: { type: string; tag: HeldTag; to: string | null },
): Promise<TagPlaces['contacts']> {
  const [found] = await tx<{ places: string }[]>`
    with was as materialized (
      select r.id, array_position(r.tags, ${tag.name}) as place, coalesce(not ${to}::text = any(r.tags), false) as replaced
      from app.${tx(table)} r
      where r.organization_id = ${organizationId} and r.id in (
        select u.record_id from app.tag_uses u
        where u.organization_id = ${organizationId} and u.record_type = ${type} and u.folded = ${tag.folded})
      order by r.id for update),
    done as (
      update app.${tx(table)} r
      set tags = case when ${to}::text = any(r.tags) or ${to}::text is null then array_remove(r.tags, ${tag.name})
        else array_replace(r.tags, ${tag.name}, ${to}) end
      where r.organization_id = ${organizationId} and r.id = any(array(select id from was)))
    select coalesce(json_agg(json_build_array(id, place, replaced)), '[]')::text as places from was where place is not null`;
  return z.array(Place).parse(JSON.parse(found?.places ?? '[]'));
}

/**
 * Gives a tag back to the records that lost it, each at its place. A record that got it again since, or lost since what was put
 * there instead, stays as it is.
 * @param instead the tag that was put in its place, as it is called now.
 */
export async function giveTagBack(
  { tx, organizationId }: WriteCtx,
  { name, instead, places }: { name: string; instead: string | null; places: TagPlaces },
): Promise<void> {
  for (const [table, rows] of Object.entries(places)) {
    if (rows.length === 0) continue;
    await tx`
      update app.${tx(table)} r
      set tags = case when p.replaced then array_replace(r.tags, ${instead}, ${name})
        else r.tags[:p.place - 1] || ${name}::text || r.tags[p.place:] end
      from (
        select (place ->> 0)::uuid as id, (place ->> 1)::int as place, (place ->> 2)::boolean as replaced
        from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as place) p
      where r.organization_id = ${organizationId} and r.id = p.id and not ${name} = any(r.tags)
        and (not p.replaced or ${instead} = any(r.tags))`;
  }
}
