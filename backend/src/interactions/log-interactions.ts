// Owns logging messages: each once, however often and by however many people it is sent.
import { AppError } from '../errors.ts';
import { recordEvents } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { neverLogged } from '../never-log/never-logged.ts';
import type { UnloggedList } from '../never-log/schema.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { interactionFields, interactionTexts } from './interaction-queries.ts';
import type { NewInteraction } from './schema.ts';

/** Clocks of other machines run ahead; a day is a mistake. Milliseconds. */
const farthestAhead = 24 * 60 * 60 * 1000;

const keyOf = (item: Pick<NewInteraction, 'channel' | 'externalId'>) => JSON.stringify([item.channel, item.externalId]);

/**
 * Logs messages in one transaction. What was logged before stays as it is, whoever logged it; what was forgotten comes back.
 * What a list forbids is refused, and the others are logged.
 * @param field name of the list on the wire, for error paths; none when the item is the body itself.
 * @returns JSON text of `Logged`, one per item in order, and the token that forgets what this logged.
 * @throws AppError `invalid_input` for a time in the future, `not_found` for a contact that is not there.
 */
export async function logInteractions(ctx: WriteCtx, items: NewInteraction[], field = ''): Promise<LoggedItems> {
  const pathOf = (index: number, name: string) => (field === '' ? name : `${field}.${index}.${name}`);
  refuseFuture(ctx, items, pathOf);
  const forbidden = await requireContacts(ctx, items, pathOf);
  const allowed = items.filter(({ contactId }) => !forbidden.has(contactId.toLowerCase()));
  const distinct = [...new Map(allowed.toReversed().map((item) => [keyOf(item), item])).values()];
  const created = await insertNew(ctx, distinct);
  const logged = distinct.flatMap((item) => {
    const subjectId = created.get(keyOf(item));
    const { contactId, channel, direction } = item;
    return subjectId === undefined ? [] : [{ subjectId, payload: { contactId, channel, direction } }];
  });
  // Sent together; the connection runs them in this order.
  const ids = [...created.values()];
  const [, , answers, undoToken] = await Promise.all([
    insertTexts(ctx, distinct, ids),
    recordEvents(ctx, 'interaction.logged', logged),
    answerEach(ctx, allowed, created),
    ids.length === 0 ? null : offerUndo(ctx, 'interaction.log', { ids }),
  ]);
  const inOrder = answers.values();
  const answerOf = ({ contactId }: NewInteraction): LoggedItem => {
    const list = forbidden.get(contactId.toLowerCase());
    return list === undefined ? nextOf(inOrder) : { refused: neverLogged(list) };
  };
  return { items: items.map(answerOf), undoToken };
}

export interface LoggedItems {
  items: LoggedItem[];
  undoToken: string | null;
}

export type LoggedItem = StoredItem | { refused: AppError };
interface StoredItem {
  json: string;
  created: boolean;
}

type PathOf = (index: number, name: string) => string;

function refuseFuture({ deps }: WriteCtx, items: NewInteraction[], pathOf: PathOf): void {
  const latest = deps.now().getTime() + farthestAhead;
  const errors = items.flatMap(({ occurredAt }, index) =>
    Date.parse(occurredAt) > latest
      ? [{ path: pathOf(index, 'occurredAt'), message: 'Lies more than a day in the future.' }]
      : [],
  );
  if (errors.length > 0) throw new AppError('invalid_input', 'Some times are not right.', { errors });
}

/** @returns the list that forbids to log messages with a contact, for those whom one forbids. */
async function requireContacts(
  { tx, organizationId }: WriteCtx,
  items: NewInteraction[],
  pathOf: PathOf,
): Promise<Map<string, UnloggedList>> {
  const ids = items.map((item) => item.contactId);
  const rows = await tx<{ id: string; list: UnloggedList | null }[]>`
    select c.id, u.list from app.contacts c
    left join app.unlogged(${organizationId}, ${ids}::uuid[]) u on u.contact_id = c.id
    where c.organization_id = ${organizationId} and c.id = any(${ids}::uuid[]) and c.deleted_at is null`;
  const live = new Set(rows.map(({ id }) => id));
  const errors = items.flatMap(({ contactId }, index) =>
    live.has(contactId.toLowerCase())
      ? []
      : [{ path: pathOf(index, 'contactId'), message: 'There is no such contact here.' }],
  );
  if (errors.length > 0) throw new AppError('not_found', 'The contact is not here, or was deleted.', { errors });
  return new Map(rows.flatMap(({ id, list }) => (list === null ? [] : [[id, list] as const])));
}

/** Inserts what is new and revives what was forgotten, in one order everywhere so that batches do not deadlock. */
async function insertNew(
  { tx, organizationId, actor }: WriteCtx,
  items: NewInteraction[],
): Promise<Map<string, string>> {
  const rows = await tx<{ id: string; channel: string; externalId: string }[]>`
    insert into app.interactions as i (organization_id, contact_id, channel, direction, external_id, thread_id,
      occurred_at, visibility, has_body, logged_by)
    select ${organizationId}::uuid, n."contactId", n.channel, n.direction, n."externalId", nullif(n."threadId", ''),
      n."occurredAt", coalesce(n.visibility, own.level, 'subject'), coalesce(n.body, '') <> '', ${actor.userId}::uuid
    from ${recordsOf(tx, items)}
    left join app.mail_sharing own on own.organization_id = ${organizationId} and own.user_id = ${actor.userId}
    order by n.channel, n."externalId"
    on conflict (organization_id, channel, external_id) do update
    set contact_id = excluded.contact_id, direction = excluded.direction, thread_id = excluded.thread_id,
      occurred_at = excluded.occurred_at, visibility = excluded.visibility, has_body = excluded.has_body,
      logged_by = excluded.logged_by, deleted_at = null
    where i.deleted_at is not null
    returning id, channel, external_id as "externalId"`;
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

async function insertTexts(
  { tx, organizationId, actor }: WriteCtx,
  items: NewInteraction[],
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    insert into app.interaction_texts (interaction_id, part, organization_id, logged_by, visibility, content)
    select i.id, text.part, i.organization_id, ${actor.userId}::uuid, i.visibility, text.content
    from ${recordsOf(tx, items)}
    join app.interactions i on i.organization_id = ${organizationId} and i.channel = n.channel
      and i.external_id = n."externalId" and i.id = any(${ids}::uuid[])
    cross join lateral (values ('subject', n.subject), ('body', n.body)) as text (part, content)
    where coalesce(text.content, '') <> ''`;
}

const recordsOf = (tx: WriteCtx['tx'], items: NewInteraction[]) => tx`
  jsonb_to_recordset(${JSON.stringify(items)}::text::jsonb) as n ("contactId" uuid, channel text, direction text,
    "externalId" text, "threadId" text, subject text, body text, "occurredAt" timestamptz, visibility text)`;

async function answerEach(
  { tx, organizationId }: WriteCtx,
  items: NewInteraction[],
  created: Map<string, string>,
): Promise<StoredItem[]> {
  const rows = await tx<{ channel: string; externalId: string; json: string }[]>`
    select i.channel, i.external_id as "externalId", json_build_object(${interactionFields(tx)})::text as json
    from unnest(${items.map((item) => item.channel)}::text[], ${items.map((item) => item.externalId)}::text[])
      as wanted (channel, external_id)
    join app.interactions i on i.organization_id = ${organizationId} and i.channel = wanted.channel
      and i.external_id = wanted.external_id
    ${interactionTexts(tx)}`;
  const jsonOf = new Map(rows.map((row) => [keyOf(row), row.json]));
  const unanswered = new Set(created.keys());
  return items.map((item) => {
    const json = jsonOf.get(keyOf(item));
    if (json === undefined) throw new Error('A logged interaction is not there');
    return { json, created: unanswered.delete(keyOf(item)) };
  });
}

function nextOf(items: Iterator<StoredItem, undefined>): StoredItem {
  const { value } = items.next();
  if (!value) throw new Error('A logged message has no answer');
  return value;
}

/** JSON text of one answer of a batch. */
export function loggedJson(item: LoggedItem): string {
  if ('json' in item) return `{"interaction":${item.json},"created":${item.created}}`;
  const { code, message, details } = item.refused;
  return JSON.stringify({ created: false, refused: { code, detail: message, list: details.list } });
}
