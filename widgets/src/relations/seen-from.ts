// Owns how a relation is called from one of its ends, as the form asks for it.
import type { Relation, RelationKind } from '@kith/sdk';

export type Choice = Exclude<RelationKind, 'custom'> | 'reports_to_inverse' | 'introduced_by_inverse' | 'custom';

export interface Seen {
  choice: Choice;
  /** Custom ones: what the end is to the other, and the other to it; empty when both are the same. */
  label: string;
  inverse: string;
}

export function seenFrom(relation: Relation, id: string): Seen {
  const outward = relation.from.id === id;
  const [label, inverse] = outward
    ? [relation.label, relation.inverseLabel]
    : [relation.inverseLabel ?? relation.label, relation.label];
  const words = { label: label ?? '', inverse: relation.symmetric ? '' : (inverse ?? '') };
  const { kind } = relation;
  const choice = !outward && (kind === 'reports_to' || kind === 'introduced_by') ? (`${kind}_inverse` as const) : kind;
  return { choice, ...words };
}
