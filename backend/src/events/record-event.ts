// Owns writing events to the outbox, in the transaction of the change that they tell of.
import type { WriteCtx } from '../http/context.ts';
import { type EventPayload, type EventType, eventCatalogue } from './catalogue.ts';

export interface HappenedTo<T extends EventType> {
  subjectId: string;
  payload: EventPayload<T>;
}

/** Records one event. The database takes the actor from the caller's claims. */
export const recordEvent = <T extends EventType>(ctx: WriteCtx, type: T, happened: HappenedTo<T>) =>
  recordEvents(ctx, type, [happened]);

/** Records several events of one type in one statement. */
export async function recordEvents<T extends EventType>(
  { tx, organizationId, requestId }: WriteCtx,
  type: T,
  happened: HappenedTo<T>[],
): Promise<void> {
  if (happened.length === 0) return;
  const { subject, payload } = eventCatalogue[type];
  const rows = happened.map((one) => ({ id: one.subjectId, payload: payload.parse(one.payload) }));
  await tx`
    select app.record_events(${organizationId}, ${type}, ${subject}, ${JSON.stringify(rows)}::text::jsonb, ${requestId})`;
}
