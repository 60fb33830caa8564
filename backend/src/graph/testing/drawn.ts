// Owns small graphs that tests draw at random: their edges, and writing them into the database.
import type { TestDeps } from '../../testing/test-deps.ts';
import type { Edge } from './naive-paths.ts';

const weights = { reports_to: 0.8, partner: 0.9, introduced_by: 0.8, works_at: 0.6, colleague: 0.5 };

export interface Drawn {
  relations: [number, number, 'partner' | 'reports_to' | 'introduced_by'][];
  jobs: [number, number][];
  alliance: boolean;
}

/** Reports only go from lower to higher numbers, so that no circle is refused. */
const placed = ({ relations }: Drawn) =>
  relations.flatMap(([a, b, kind]) => (a === b ? [] : [{ a: Math.min(a, b), b: Math.max(a, b), kind }]));

/** What the graph has between whom, and how strong it is. */
export function edgesOf(drawn: Drawn, people: number): Edge[] {
  const edges: Edge[] = placed(drawn).map((edge) => ({ ...edge, weight: weights[edge.kind] }));
  for (const [a, b] of drawn.jobs) {
    edges.push({ a, b, kind: 'works_at', weight: weights.works_at });
    for (const [other, firm] of drawn.jobs) {
      if (firm === b && other > a) edges.push({ a, b: other, kind: 'colleague', weight: weights.colleague });
    }
  }
  if (drawn.alliance) edges.push({ a: people, b: people + 1, kind: 'partner', weight: weights.partner });
  return edges;
}

/** Writes the graph into an organization. @returns ids by number: people, then companies. */
export async function drawGraph(
  { admin }: TestDeps,
  organizationId: string,
  drawn: Drawn,
  { people, firms }: { people: number; firms: number },
): Promise<string[]> {
  const made = await admin<{ id: string }[]>`
    insert into app.contacts (organization_id, name)
    select ${organizationId}, 'P' || n from generate_series(1, ${people}::int) as n returning id`;
  const companies = await admin<{ id: string }[]>`
    insert into app.companies (organization_id, name)
    select ${organizationId}, 'F' || n from generate_series(1, ${firms}::int) as n returning id`;
  const ids = [...made, ...companies].map(({ id }) => id);
  const idOf = (index: number) => ids[index] ?? '';
  for (const { a, b, kind } of placed(drawn)) {
    await admin`
      insert into app.relations (organization_id, kind, from_contact_id, to_contact_id)
      values (${organizationId}, ${kind}, ${idOf(a)}, ${idOf(b)}) on conflict do nothing`;
  }
  for (const [who, firm] of new Map(drawn.jobs.map((job) => [job.join(), job])).values()) {
    await admin`
      insert into app.employments (organization_id, contact_id, company_id)
      values (${organizationId}, ${idOf(who)}, ${idOf(firm)})`;
  }
  if (drawn.alliance) {
    await admin`
      insert into app.relations (organization_id, kind, from_company_id, to_company_id)
      values (${organizationId}, 'partner', ${idOf(people)}, ${idOf(people + 1)})`;
  }
  return ids;
}
