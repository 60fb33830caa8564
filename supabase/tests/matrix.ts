// Owns who may do what to every table of the schema: the rules of each area together.
import { plainTables } from './plain-tables.ts';
import { accessRules } from './rules/access.ts';
import { dealRules } from './rules/deals.ts';
import { jobRules } from './rules/jobs-and-imports.ts';
import { workRules } from './rules/messages-and-work.ts';
import { recordRules } from './rules/people-and-companies.ts';
import { relationRules } from './rules/relations-and-merges.ts';
import { insiders, nobody, type Operation, type Rule, type Rules, writers } from './rules/rule.ts';
import { trustRules } from './rules/trust.ts';
import { findingRules } from './rules/views-and-search.ts';

/** The rules of a plain table. */
const plain = (table: string): Record<Operation, Rule> => ({
  select: {
    may: insiders,
    act: (tx, { organization }) => tx`select from app.${tx(table)} where organization_id = ${organization}`,
  },
  insert: {
    may: writers,
    act: (tx, { organization }) =>
      tx`insert into app.${tx(table)} (organization_id, name) values (${organization}, 'New')`,
  },
  update: {
    may: writers,
    act: (tx, { organization }) =>
      tx`update app.${tx(table)} set name = 'Other' where organization_id = ${organization}`,
  },
  delete: {
    may: nobody,
    act: (tx, { organization }) => tx`delete from app.${tx(table)} where organization_id = ${organization}`,
  },
});

/** Every table of the schema, every operation. A new table adds a block to its area; the walk over the schema asks for it. */
export const matrix: Rules = {
  ...Object.fromEntries(plainTables.map((table) => [table, plain(table)])),
  ...recordRules,
  ...relationRules,
  ...dealRules,
  ...workRules,
  ...findingRules,
  ...jobRules,
  ...accessRules,
  ...trustRules,
};
