// Owns what is offered while somebody types a detail: tags, time zones, companies, people.
import { type KithClient, unwrap } from '@kith/sdk';
import type { Row } from './rows.ts';

export interface Offers {
  names: string[];
  /** Who stands behind a name, for person fields. */
  people: Map<string, unknown>;
}

const none = (): Offers => ({ names: [], people: new Map() });
const most = 20;

/** Offers for what was typed so far. @throws KithError. */
export async function offersFor(
  client: KithClient,
  {
    row,
    text,
    members,
    signal,
  }: {
    row: Row;
    text: string;
    members: readonly { id: string; name: string }[];
    signal: AbortSignal;
  },
): Promise<Offers> {
  const query = { search: text.trim(), limit: most };
  if (row.kind === 'zone') return { ...none(), names: Intl.supportedValuesOf('timeZone') };
  if (row.kind === 'tags') {
    const { items } = await unwrap(client.GET('/v1/tags', { params: { query }, signal }));
    return { ...none(), names: items.map(({ name }) => name) };
  }
  if (row.kind === 'employments') {
    const { items } = await unwrap(client.GET('/v1/companies', { params: { query }, signal }));
    return { ...none(), names: [...new Set(items.map(({ name }) => name))] };
  }
  if (row.kind !== 'person') return none();
  const { items } = await unwrap(client.GET('/v1/contacts', { params: { query }, signal }));
  const people = new Map<string, unknown>(members.map(({ id, name }) => [name, { type: 'member', id }]));
  for (const { id, name, company } of items) {
    people.set(people.has(name) && company ? `${name} · ${company.name}` : name, { type: 'contact', id });
  }
  return { names: [...people.keys()], people };
}
