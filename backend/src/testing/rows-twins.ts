// Owns the hot lists as a program with a driver reads them: columns come out, the driver makes values of them, Node writes the JSON.
// What hangs on a record in numbers, its points or people, comes as JSON within the same query: asking again for it would be slower.
import type { Tx } from '../db/tenant.ts';
import { interactionTexts } from '../interactions/interaction-queries.ts';
import { strengthOf } from '../strength/strength-queries.ts';
import { TimelineKind } from '../timeline/schema.ts';
import { branchesOf } from '../timeline/timeline-branches.ts';

export interface RowsOf {
  organizationId: string;
  /** Whose timeline is read. */
  contactId: string;
  /** Whose board is read. */
  pipelineId: string;
  /** Rows of a page. */
  limit: number;
  /** Deals a stage. */
  cards: number;
}

/** Each list, for what answers it as JSON. */
export const rowsTwins = (of: RowsOf): Record<string, (tx: Tx) => Promise<object>> => ({
  people: async (tx) => ({ items: await people(tx, of) }),
  timeline: async (tx) => ({ items: (await entries(tx, of)).map(nested) }),
  board: async (tx) => ({ stages: await stages(tx, of), items: await deals(tx, of) }),
});

const people = (tx: Tx, { organizationId, limit }: RowsOf) => tx`
  select c.id, c.organization_id as "organizationId", c.name, c.title, (
      select json_build_object('id', f.id, 'name', f.name) from app.companies f
      where f.organization_id = c.organization_id and f.id = c.company_id and f.deleted_at is null) as company,
    coalesce((
      select json_agg(json_build_object('id', p.id, 'kind', p.kind, 'value', p.value, 'normalized', p.normalized)
        order by p.position, p.id)
      from app.contact_points p
      where p.organization_id = c.organization_id and p.contact_id = c.id), '[]'::json) as points,
    c.owner_id as "ownerId", c.tags, c.avatar_url as "avatarUrl", c.time_zone as "timeZone", c.language, c.source,
    c.do_not_contact as "doNotContact", c.do_not_contact_since as "doNotContactSince", c.fields,
    ${strengthOf(tx)} as strength, c.last_interaction_at as "lastInteractionAt", c.next_task_at as "nextTaskAt",
    c.created_at as "createdAt", c.updated_at as "updatedAt", c.deleted_at as "deletedAt", c.version
  from app.contacts c where c.organization_id = ${organizationId} and c.deleted_at is null
  order by c.active_at desc, c.id desc limit ${limit}`;

const stages = (tx: Tx, { organizationId, pipelineId }: RowsOf) => tx`
  select s.id, s.name, s.kind, s.probability, t.currency, t.deals::int as count, t.amount::float8 as amount
  from app.pipeline_stages s left join app.stage_totals t on t.organization_id = s.organization_id and t.stage_id = s.id
  where s.organization_id = ${organizationId} and s.pipeline_id = ${pipelineId} and s.deleted_at is null order by s.rank`;

const deals = (tx: Tx, { organizationId, pipelineId, cards }: RowsOf) => tx`
  select d.id, d.organization_id as "organizationId", d.name, d.pipeline_id as "pipelineId", s.id as "stageId", s.name as "stageName",
    s.kind as "stageKind", d.rank, d.amount, d.currency, d.expected_close as "expectedClose", (
      select json_build_object('id', f.id, 'name', f.name) from app.companies f
      where f.organization_id = d.organization_id and f.id = d.company_id and f.deleted_at is null) as company,
    d.owner_id as "ownerId", d.tags, d.fields, coalesce((
      select json_agg(json_build_object('contact', json_build_object('id', c.id, 'name', c.name), 'role', dc.role)
        order by dc.position, c.id)
      from app.deal_contacts dc
      join app.contacts c on c.organization_id = dc.organization_id and c.id = dc.contact_id and c.deleted_at is null
      where dc.organization_id = d.organization_id and dc.deal_id = d.id), '[]'::json) as contacts,
    d.lost_reason as "lostReason", d.won_at as "wonAt", d.lost_at as "lostAt", d.stage_since as "stageSince",
    d.created_at as "createdAt", d.updated_at as "updatedAt", d.deleted_at as "deletedAt", d.version
  from app.pipeline_stages s
  cross join lateral (
    select * from app.deals r
    where r.organization_id = ${organizationId} and r.stage_id = s.id and r.deleted_at is null order by r.rank limit ${cards}) d
  where s.organization_id = ${organizationId} and s.pipeline_id = ${pipelineId} and s.deleted_at is null`;

/** The same sources as the API's; of what the busiest contact has, all but messages is little. */
const entries = (tx: Tx, { contactId, limit }: RowsOf) => {
  const wanted = { type: 'contact' as const, id: contactId, kinds: TimelineKind.options, most: limit, after: null };
  const [first, ...others] = branchesOf(tx, wanted);
  return tx`
    select f.kind, f.id, f.at, f.action, f.changes, f.actor_id as "actorId", f.source, c.name as "contactName",
      i.contact_id as "contactId", i.organization_id as "organizationId", i.channel, i.direction, i.external_id as "externalId",
      i.thread_id as "threadId", texts.subject, texts.body, i.has_body and texts.body is null as "bodyHidden",
      i.occurred_at as "occurredAt", i.visibility, i.logged_by as "loggedBy", i.created_at as "createdAt", i.version,
      n.body as note, n.author_id as "authorId", t.title as task, t.due_at as "dueAt", t.done_at as "doneAt", h.changed_by as "changedBy"
    from (select * from (${others.reduce((all, one) => tx`${all} union all (${one})`, tx`(${first ?? tx``})`)}) u
      order by u.at desc, u.id desc limit ${limit}) f
    left join app.interactions i on f.kind = 'interaction' and i.id = f.id ${interactionTexts(tx)}
    left join app.contacts c on c.organization_id = i.organization_id and c.id = i.contact_id
    left join app.notes n on f.kind = 'note' and n.id = f.id
    left join app.tasks t on f.kind in ('task_created', 'task_done') and t.id = f.id
    left join app.deal_stage_changes h on f.kind = 'stage_changed' and h.id = f.id
    order by f.at desc, f.id desc`;
};

const nested = ({ kind, id, at, ...about }: Record<string, unknown>) => ({ kind, id, at, [String(kind)]: about });
