// Owns the wire shapes of the graph: paths between records, and what stands around one.
import { z } from '@hono/zod-openapi';
import { Id } from '../http/wire.ts';
import { Record, RelationKind } from '../relations/schema.ts';

export const NodeType = z.enum(['contact', 'company', 'user']).openapi('GraphNodeType');
export const GraphNode = z
  .object({ type: NodeType, id: Id, name: z.string() })
  .openapi('GraphNode', { description: 'A contact, a company, or a member of the organization (`user`).' });

export const EdgeKind = z
  .enum([...RelationKind.options, 'works_at', 'colleague', 'deal', 'knows'])
  .openapi('GraphEdgeKind', {
    description:
      'A relation’s kind, or `works_at` (person and company), `colleague` (both work at `via` now), `deal` (both are in the deal `via`), `knows` (a member who logged messages with them).',
  });

const edgeFields = {
  kind: EdgeKind,
  relationId: Id.nullable().openapi({ description: 'The relation that this edge is, if it is one.' }),
  forward: z.boolean().openapi({ description: 'False when a relation is read from its `to` to its `from` here.' }),
  label: z.string().nullable().openapi({ description: 'Words of a custom relation, in the direction read here.' }),
  via: z
    .union([z.object({ type: z.enum(['company', 'deal']), id: Id, name: z.string() }).openapi('GraphVia'), z.null()])
    .openapi({ description: 'The company or deal that two people share.' }),
  grade: z.number().int().min(1).max(5).nullable().openapi({ description: 'For `knows`: how well.' }),
  weight: z.number().openapi({ description: 'How surely one end introduces you to the other, 0 to 1.' }),
};
export const PathEdge = z.object(edgeFields).openapi('GraphPathEdge');

export const GraphPath = z
  .object({
    score: z.number().openapi({ description: 'The product of the weights: the best path has the highest.' }),
    hops: z.number().int().min(1).max(4),
    nodes: z.array(GraphNode).openapi({ description: 'From the start to the goal, both included.' }),
    edges: z.array(PathEdge).openapi({ description: 'Between each node and the next: one fewer.' }),
  })
  .openapi('GraphPath');

export const GraphPaths = z
  .object({
    items: z.array(GraphPath).openapi({ description: 'The strongest first; empty when nobody can help.' }),
    capped: z.boolean().openapi({
      description:
        'True when somebody on the way has more relations than are looked at: 2,000 of each sort at the ends, 100 between.',
    }),
  })
  .openapi('GraphPaths');

const EndRef = z.object({ type: NodeType, id: Id }).openapi('GraphEnd');
export const Neighbourhood = z
  .object({
    nodes: z.array(GraphNode.extend({ depth: z.number().int().min(0).max(2) }).openapi('GraphNeighbour')).openapi({
      description: 'The record itself comes first.',
    }),
    edges: z.array(z.object({ from: EndRef, to: EndRef, ...edgeFields }).openapi('GraphEdge')),
    capped: z.boolean().openapi({ description: 'True when there is more than is shown: the strongest 120 are.' }),
  })
  .openapi('Neighbourhood');

export const PathQuery = z.object({
  from: z.union([z.enum(['me', 'team']), Record]).openapi({
    description: '`me`, `team` (which member can introduce us?), `contact:<id>` or `company:<id>`.',
  }),
  to: Record,
  hops: z.coerce.number().int().min(1).max(4).default(4).openapi({ description: 'Longest path, in edges.' }),
  limit: z.coerce.number().int().min(1).max(20).default(5),
});
export const NeighbourhoodQuery = z.object({
  record: Record,
  depth: z.coerce.number().int().min(1).max(2).default(1),
});

export type GraphPath = z.infer<typeof GraphPath>;
export type GraphPaths = z.infer<typeof GraphPaths>;
export type Neighbourhood = z.infer<typeof Neighbourhood>;
export type PathQuery = z.infer<typeof PathQuery>;
export type NeighbourhoodQuery = z.infer<typeof NeighbourhoodQuery>;
