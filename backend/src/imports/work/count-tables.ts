// Owns having tables counted again that an import has made larger, so that its next statements are planned for their new size.
import type { JobCtx } from '../../jobs/job-ctx.ts';

const grown = [
  'companies',
  'company_domains',
  'contact_points',
  'contacts',
  'deals',
  'employments',
  'import_records',
  'import_rows',
  'match_keys',
  'search_documents',
  'tag_uses',
];

/** Costs next to nothing where little has changed since. */
export const countTables = (ctx: JobCtx) => ctx.write(({ tx }) => tx`select app.count_tables(${grown}::text[])`);
