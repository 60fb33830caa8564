// Owns the plainest search for paths: every walk of at most four edges, tried one by one. The real search is held against it.

export interface Edge {
  a: number;
  b: number;
  kind: string;
  weight: number;
}

export interface Found {
  score: number;
  nodes: number[];
}

const others = (edges: Edge[], node: number) =>
  edges.flatMap((edge) => {
    if (edge.a === node) return [{ edge, next: edge.b }];
    return edge.b === node ? [{ edge, next: edge.a }] : [];
  });

/**
 * Every path without a repeated node, the strongest first.
 * @param companies nodes that are not walked through from one employee to the next.
 */
export function naivePaths(edges: Edge[], companies: Set<number>, [from, to]: [number, number], hops: number): Found[] {
  const found: Found[] = [];
  const walk = (nodes: number[], score: number, came: Edge | null): void => {
    const last = nodes.at(-1) ?? from;
    if (last === to) {
      found.push({ score, nodes });
      return;
    }
    if (nodes.length > hops) return;
    for (const { edge, next } of others(edges, last)) {
      const throughWork = companies.has(last) && came?.kind === 'works_at' && edge.kind === 'works_at';
      if (!nodes.includes(next) && !throughWork) walk([...nodes, next], score * edge.weight, edge);
    }
  };
  walk([from], 1, null);
  return found.sort((x, y) => y.score - x.score || x.nodes.length - y.nodes.length);
}
