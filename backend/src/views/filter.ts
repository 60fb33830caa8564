// Owns the shape of a view's filter: a tree of conditions, as clients send it and as it is stored.
import { z } from '@hono/zod-openapi';
import type { FieldError } from '../errors.ts';

// biome-ignore format: one line a kind of operator
export const operators = [
  'contains', 'not_contains', 'starts_with', 'is', 'is_not',
  'eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between',
  'on', 'before', 'after', 'in', 'past_days', 'next_days', 'older_than_days',
  'any_of', 'all_of', 'none_of',
  'is_empty', 'is_filled',
] as const;
export type Operator = (typeof operators)[number];

export const deepestLevel = 5;
export const mostConditions = 50;

const FilterCondition = z
  .strictObject({
    field: z.string().min(1).max(100).openapi({ description: 'As `GET /v1/view-fields` names it.' }),
    op: z.enum(operators),
    value: z.unknown().optional().openapi({
      description:
        'What the operator needs; none for `is_empty`, `is_filled`. Amounts are in minor units of the `currency`.',
    }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, { message: 'Write the code of a currency, such as EUR.' })
      .optional()
      .openapi({
        description:
          'Of comparisons of money, which need it: amounts in this currency are compared, others do not pass.',
      }),
  })
  .openapi('FilterCondition');

export type Condition = z.infer<typeof FilterCondition>;
export type FilterNode = { all: FilterNode[] } | { any: FilterNode[] } | Condition;

const children = () => z.array(FilterTree).max(mostConditions);
export const FilterTree: z.ZodType<FilterNode> = z
  .lazy(() => z.union([z.strictObject({ all: children() }), z.strictObject({ any: children() }), FilterCondition]))
  .openapi('FilterTree', {
    description: `Conditions, joined by \`all\` or \`any\`: at most ${mostConditions} of them, ${deepestLevel} levels deep. An empty group holds for everything.`,
  });

export const ViewFilter = z
  .strictObject({
    version: z.literal(1).openapi({ description: 'How the tree is read.' }),
    where: z.union([FilterTree, z.null()]),
  })
  .superRefine(({ where }, context) => {
    for (const { path, message } of oversize(where))
      context.addIssue({ code: 'custom', path: path.split('.'), message });
  })
  .openapi('ViewFilter');
export type ViewFilter = z.infer<typeof ViewFilter>;

export const everything: ViewFilter = { version: 1, where: null };

export const childrenOf = (node: FilterNode): { join: 'all' | 'any'; nodes: FilterNode[] } | null => {
  if ('all' in node) return { join: 'all', nodes: node.all };
  return 'any' in node ? { join: 'any', nodes: node.any } : null;
};

/** Calls back for each condition, with its path. */
export function eachCondition(
  node: FilterNode | null,
  visit: (condition: Condition, path: string) => void,
  path = 'where',
) {
  if (node === null) return;
  const group = childrenOf(node);
  if (!group) {
    if ('field' in node) visit(node, path);
    return;
  }
  for (const [index, child] of group.nodes.entries()) eachCondition(child, visit, `${path}.${group.join}.${index}`);
}

function oversize(where: FilterNode | null): FieldError[] {
  const errors: FieldError[] = [];
  let count = 0;
  eachCondition(where, () => {
    count += 1;
  });
  if (count > mostConditions) errors.push({ path: 'where', message: `Has more than ${mostConditions} conditions.` });
  if (levelsOf(where) > deepestLevel) errors.push({ path: 'where', message: `Is deeper than ${deepestLevel} levels.` });
  return errors;
}

function levelsOf(node: FilterNode | null): number {
  const group = node && childrenOf(node);
  return group ? 1 + Math.max(0, ...group.nodes.map(levelsOf)) : 0;
}
