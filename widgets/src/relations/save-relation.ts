// Owns writing what the form of a relation says: a new one, new note and day, another relation in its place, or new words for all.
import { type KithClient, type NewRelation, type Relation, type RelationKind, unwrap } from '@kith/sdk';
import { type Choice, seenFrom } from './seen-from.ts';
import type { Chosen } from './who-field.ts';

export interface Saved {
  what: 'added' | 'addedBefore' | 'saved';
  name: string;
  undoToken: string | null;
}

/** As typed, trimmed. */
export interface Draft {
  choice: Choice;
  label: string;
  inverse: string;
  since: string;
  note: string;
  /** Other words are meant for all relations that are called so. */
  everywhere: boolean;
}

type Mine = { type: 'contact' | 'company'; id: string };

/** Whether the form calls a relation otherwise than it is called. */
export function isReworded({ label, inverse }: Draft, relation: Relation, id: string): boolean {
  const seen = seenFrom(relation, id);
  return seen.label !== label || seen.inverse !== inverse;
}

export async function addRelation(
  client: KithClient,
  mine: Mine,
  { draft, other }: { draft: Draft; other: Chosen },
): Promise<Saved> {
  const body = written(draft, mine, { type: other.type, id: other.id });
  const { created, undoToken } = await unwrap(client.POST('/v1/relations', { body }));
  return { what: created ? 'added' : 'addedBefore', name: other.name, undoToken };
}

/** Another kind, or words for this one alone, make another relation of it. */
export async function changeRelation(
  client: KithClient,
  mine: Mine,
  { draft, relation, name }: { draft: Draft; relation: Relation; name: string },
): Promise<Saved> {
  const params = { path: { id: relation.id }, header: { 'if-match': `"${relation.version}"` } };
  const reworded = draft.choice === 'custom' && isReworded(draft, relation, mine.id);
  if (seenFrom(relation, mine.id).choice !== draft.choice || (reworded && !draft.everywhere)) {
    const { type, id } = relation.from.id === mine.id ? relation.to : relation.from;
    const body = written(draft, mine, { type, id });
    const { undoToken } = await unwrap(client.POST('/v1/relations/{id}/replace', { params, body }));
    return { what: 'saved', name, undoToken };
  }
  // The words first: when others have them, nothing of this is done.
  const renamed = reworded ? await renameEverywhere(client, mine, { draft, relation }) : null;
  const body = { note: draft.note || null, since: draft.since || null };
  const { undoToken } = await unwrap(client.PATCH('/v1/relations/{id}', { params, body }));
  return { what: 'saved', name, undoToken: renamed ?? undoToken };
}

async function renameEverywhere(
  client: KithClient,
  mine: Mine,
  { draft: { label, inverse }, relation }: { draft: Draft; relation: Relation },
): Promise<string | null> {
  const { items } = await unwrap(client.GET('/v1/relation-labels'));
  const same = items.find(
    (pair) => pair.label === relation.label && (pair.inverseLabel ?? pair.label) === relation.inverseLabel,
  );
  if (!same) return null;
  const turned = relation.from.id !== mine.id && inverse !== '';
  const body = turned ? { label: inverse, inverseLabel: label } : { label, inverseLabel: inverse || null };
  const params = { path: { id: same.id }, header: { 'if-match': `"${same.version}"` } };
  return (await unwrap(client.PATCH('/v1/relation-labels/{id}', { params, body }))).undoToken;
}

function written({ choice, label, inverse, note, since }: Draft, mine: Mine, theirs: Mine): NewRelation {
  const turned = choice === 'reports_to_inverse' || choice === 'introduced_by_inverse';
  const [from, to] = turned ? [theirs, mine] : [mine, theirs];
  const words = choice === 'custom' ? { label, inverseLabel: inverse || null } : {};
  return { kind: kindOf(choice), from, to, ...words, note: note || null, since: since || null };
}

function kindOf(choice: Choice): RelationKind {
  if (choice === 'reports_to_inverse') return 'reports_to';
  return choice === 'introduced_by_inverse' ? 'introduced_by' : choice;
}
