// Owns reading what stands around a contact: open deals, the next task, who knows them best.
import { type KithClient, KithError, unwrap } from '@kith/sdk';
import type { Around } from '../messages/shapes.ts';

/** Deals that the panel lists. */
const dealsShown = 5;

export const nobodyAround: Around = { deals: [], moreDeals: false, task: null, strength: null };

/** @throws KithError, except for what the caller may not read: that is left out. */
export async function aroundContact(api: KithClient, id: string): Promise<Around> {
  const [deals, task, strength] = await Promise.all([openDeals(api, id), nextTask(api, id), strengthOf(api, id)]);
  return { ...nobodyAround, ...deals, ...task, ...strength };
}

const openDeals = (api: KithClient, contactId: string) =>
  ifAllowed(async () => {
    const query = { contactId, stageKind: 'open' as const, limit: dealsShown };
    const { items, nextCursor } = await unwrap(api.GET('/v1/deals', { params: { query } }));
    const deals = items.map(({ id, name, stage, amount, currency }) => ({
      id,
      name,
      stage: stage.name,
      amount,
      currency,
    }));
    return { deals, moreDeals: nextCursor !== null };
  });

const nextTask = (api: KithClient, contactId: string) =>
  ifAllowed(async () => {
    const query = { record: `contact:${contactId}`, limit: 1 };
    const [task] = (await unwrap(api.GET('/v1/tasks', { params: { query } }))).items;
    if (task === undefined) return {};
    const { id, title, keepInTouch, dueAt, comesAt, due } = task;
    return { task: { id, title, keepInTouch, dueAt, comesAt, zone: due?.zone ?? null } };
  });

const strengthOf = (api: KithClient, id: string) =>
  ifAllowed(async () => {
    const { grade, strongest } = await unwrap(api.GET('/v1/contacts/{id}/strength', { params: { path: { id } } }));
    return grade === null ? {} : { strength: { grade, teammate: strongest?.name || null } };
  });

async function ifAllowed(read: () => Promise<Partial<Around>>): Promise<Partial<Around>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof KithError && error.status === 403) return {};
    throw error;
  }
}
