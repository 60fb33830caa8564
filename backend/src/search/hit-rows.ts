// Owns reading what hits look like: titles, subtitles and the texts that snippets are cut from, in the caller's name, so that
// row-level security has the last word on every one of them.
import type { Tx } from '../db/tenant.ts';
import type { ReadCtx } from '../http/context.ts';
import type { SearchHit, SearchKind } from './schema.ts';

export interface HitRow {
  kind: SearchKind;
  id: string;
  similar: boolean;
  title: string;
  subtitle: string | null;
  /** Texts beside the title in which the words may stand. */
  texts: string[];
  record: SearchHit['record'];
  at: string | null;
  /** What was found by a slip: words of the text that the query's may mean. */
  meant: string[] | null;
}

/** The part of a text around the words of the query, or of the hit `h` around those that these may mean. */
const excerpt = (tx: Tx, text: ReturnType<Tx>, query: string) => tx`
  case when h.meant is null then app.search_excerpt(${text}, ${query}) else app.search_excerpt_at(${text}, h.meant) end`;

/** What stands in own fields, as far as the caller may read them: of long texts the part around the words. */
const ownTexts = (tx: Tx, words: ReturnType<Tx>, query: string) =>
  tx`array(select ${excerpt(tx, tx`w`, query)} from unnest(${words}) as w)`;

const contactRow = (tx: Tx, query: string) => tx`
  select c.name as title, nullif(concat_ws(' · ', f.name, c.title), '') as subtitle,
    array(
      select p.value from app.contact_points p
      where p.organization_id = c.organization_id and p.contact_id = c.id order by p.position, p.id)
      || c.tags || array_remove(array[c.title, f.name], null)
      || ${ownTexts(tx, tx`app.own_field_words(c.organization_id, 'contact', c.fields)`, query)} as texts,
    json_build_object('type', 'contact', 'id', c.id) as record, c.last_interaction_at as at
  from app.contacts c
  left join app.companies f on f.organization_id = c.organization_id and f.id = c.company_id and f.deleted_at is null
  where c.organization_id = (select app.acting_organization()) and c.id = h.record_id and c.deleted_at is null
    and h.kind = 'contact'`;

const companyRow = (tx: Tx, query: string) => tx`
  select c.name, c.domain,
    c.domains || array(
      select p.value from app.company_points p where p.organization_id = c.organization_id and p.company_id = c.id)
      || c.tags || ${ownTexts(tx, tx`app.own_field_words(c.organization_id, 'company', c.fields)`, query)},
    json_build_object('type', 'company', 'id', c.id), c.last_interaction_at
  from app.companies c
  where c.organization_id = (select app.acting_organization()) and c.id = h.record_id and c.deleted_at is null
    and h.kind = 'company'`;

const dealRow = (tx: Tx, query: string) => tx`
  select d.name, nullif(concat_ws(' · ', f.name, s.name), ''),
    d.tags || ${ownTexts(tx, tx`app.own_field_words(d.organization_id, 'deal', d.fields)`, query)},
    json_build_object('type', 'deal', 'id', d.id), d.updated_at
  from app.deals d
  left join app.pipeline_stages s
    on s.organization_id = d.organization_id and s.pipeline_id = d.pipeline_id and s.id = d.stage_id
  left join app.companies f on f.organization_id = d.organization_id and f.id = d.company_id and f.deleted_at is null
  where d.organization_id = (select app.acting_organization()) and d.id = h.record_id and d.deleted_at is null
    and h.kind = 'deal'`;

const messageRow = (tx: Tx, query: string) => tx`
  select coalesce(nullif(left(s.content, 300), ''), c.name), c.name,
    array(
      select ${excerpt(tx, tx`t.content`, query)} from app.interaction_texts t
      where t.organization_id = i.organization_id and t.interaction_id = i.id and t.part = 'body' and h.part = 'body'),
    json_build_object('type', 'contact', 'id', c.id), i.occurred_at
  from app.interactions i
  join app.contacts c on c.organization_id = i.organization_id and c.id = i.contact_id and c.deleted_at is null
  left join app.interaction_texts s
    on s.organization_id = i.organization_id and s.interaction_id = i.id and s.part = 'subject'
  where i.organization_id = (select app.acting_organization()) and i.id = h.record_id and i.deleted_at is null
    and h.kind = 'message'`;

const noteRow = (tx: Tx, query: string) => tx`
  select about.name, null::text, array[${excerpt(tx, tx`n.body`, query)}],
    json_build_object('type', about.type, 'id', about.id), n.created_at
  from app.notes n cross join lateral (
    select 'contact' as type, c.id, c.name from app.contacts c
    where c.organization_id = n.organization_id and c.id = n.contact_id and c.deleted_at is null
    union all
    select 'company', c.id, c.name from app.companies c
    where c.organization_id = n.organization_id and c.id = n.company_id and c.deleted_at is null
    union all
    select 'deal', d.id, d.name from app.deals d
    where d.organization_id = n.organization_id and d.id = n.deal_id and d.deleted_at is null) about
  where n.organization_id = (select app.acting_organization()) and n.id = h.record_id and n.deleted_at is null
    and h.kind = 'note'`;

interface Wanted {
  query: string;
  kinds: readonly SearchKind[];
  /** Most hits of a kind. */
  most: number;
}

/** The best hits of each kind, the best first. */
export async function findHits({ tx }: ReadCtx, { query, kinds, most }: Wanted): Promise<HitRow[]> {
  return tx<HitRow[]>`
    with found as (
      select distinct on (s.kind, s.record_id) s.kind, s.record_id, s.part, s.score, s.similar,
        case when s.similar then max(s.meant) over (partition by s.kind, s.record_id) end as meant
      from app.search(${query}, ${[...kinds]}, (select app.acting_organization()), ${most}) s
      order by s.kind, s.record_id, s.score desc)
    select h.kind, h.record_id as id, h.similar, x.title, x.subtitle, x.texts, x.record, to_json(x.at) #>> '{}' as at, h.meant
    from found h cross join lateral (
      ${contactRow(tx, query)} union all ${companyRow(tx, query)} union all ${dealRow(tx, query)} union all ${messageRow(tx, query)} union all ${noteRow(tx, query)}) x
    order by h.score desc, x.at desc nulls last, h.record_id desc`;
}

/** The people and deals that were active last. */
export async function recentHits({ tx }: ReadCtx, { kinds, most }: Omit<Wanted, 'query'>): Promise<HitRow[]> {
  return tx<HitRow[]>`
    with found as (
      (select 'contact' as kind, c.id as record_id, 'record' as part, null::text[] as meant from app.contacts c
        where c.organization_id = (select app.acting_organization()) and c.deleted_at is null
        order by c.active_at desc, c.id desc limit ${most})
      union all
      (select 'deal', d.id, 'record', null from app.deals d
        where d.organization_id = (select app.acting_organization()) and d.deleted_at is null
        order by d.id desc limit ${most}))
    select h.kind, h.record_id as id, false as similar, x.title, x.subtitle, '{}'::text[] as texts, x.record,
      to_json(x.at) #>> '{}' as at, h.meant
    from found h cross join lateral (${contactRow(tx, '')} union all ${dealRow(tx, '')}) x
    where h.kind = any(${[...kinds]}::text[])`;
}
