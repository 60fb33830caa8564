// Owns what stands around a record, as the list and the picture show it.
import { type GraphEdge, type GraphNeighbour, type KithClient, type Relation, unwrap } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import type { RelationsKey } from './words.ts';

export interface Around {
  nodes: GraphNeighbour[];
  edges: GraphEdge[];
  capped: boolean;
  /** The record's own relations, by id: with their notes. */
  relations: Map<string, Relation>;
}

/** One line of the list: somebody, and the edge by which they are there. */
export interface Tie {
  key: string;
  node: GraphNeighbour;
  edge: GraphEdge;
  relation: Relation | undefined;
  /** Over whom, for those who are two steps away. */
  over: GraphNeighbour | undefined;
}

export async function loadAround(
  client: KithClient,
  { record, depth, signal }: { record: string; depth: number; signal: AbortSignal },
): Promise<Around> {
  const [{ nodes, edges, capped }, relations] = await Promise.all([
    unwrap(client.GET('/v1/graph/neighbourhood', { params: { query: { record, depth } }, signal })),
    unwrap(client.GET('/v1/relations', { params: { query: { record, limit: 200 } }, signal })),
  ]);
  return { nodes, edges, capped, relations: new Map(relations.items.map((relation) => [relation.id, relation])) };
}

const order = ['reports_to', 'introduced_by', 'family', 'partner', 'custom', 'works_at', 'knows', 'deal', 'colleague'];

/** The lines of those next to the record, then of those one step further, each in a fixed order. */
export function tiesOf({ nodes, edges, relations }: Around): { near: Tie[]; far: Tie[] } {
  const [centre] = nodes;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ties = edges.flatMap((edge): Tie[] => {
    const [from, to] = [byId.get(edge.from.id), byId.get(edge.to.id)];
    if (!from || !to || !centre) return [];
    const relation = edge.relationId === null ? undefined : relations.get(edge.relationId);
    const [inner, outer] = from.depth <= to.depth ? [from, to] : [to, from];
    if (inner.depth === outer.depth) return [];
    const key = `${edge.kind}:${edge.relationId ?? edge.via?.id ?? ''}:${inner.id}:${outer.id}`;
    return [{ key, node: outer, edge, relation, over: inner.id === centre.id ? undefined : inner }];
  });
  const place = (tie: Tie) => order.indexOf(tie.edge.kind);
  ties.sort((a, b) => place(a) - place(b) || a.node.name.localeCompare(b.node.name) || a.key.localeCompare(b.key));
  return { near: ties.filter((tie) => !tie.over), far: ties.filter((tie) => tie.over) };
}

/** What the outer end of a tie is to the inner one, in words. */
export function phraseOf({ node, edge, relation, over }: Tie, t: Words<RelationsKey>): string {
  const outward = edge.to.id === node.id;
  switch (edge.kind) {
    case 'reports_to':
    case 'introduced_by':
      return t(outward === edge.forward ? edge.kind : `${edge.kind}_inverse`);
    case 'custom':
      if (relation && !over) return (relation.to.id === node.id ? relation.label : relation.inverseLabel) ?? '';
      return edge.label ?? '';
    case 'works_at':
      return t(node.type === 'company' ? 'works_at' : 'works_at_inverse');
    case 'colleague':
    case 'deal':
      return t(edge.kind, { name: edge.via?.name ?? '' });
    case 'knows':
      return t('knows', { grade: edge.grade ?? 1 });
    default:
      return t(edge.kind);
  }
}
