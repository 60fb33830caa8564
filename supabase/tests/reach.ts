// Owns what those may do who reach some records only: derived from the matrix, table by table.
import type { House } from './actors.ts';
import type { Operation, Rule } from './rules/rule.ts';

/** Records, and what hangs on them. */
const byRow = new Set(
  `contacts companies deals contact_points company_points company_domains employments deal_contacts deal_stage_changes
  interactions interaction_texts connection_strengths contact_cadences notes tasks relations consents tag_uses field_values match_keys mail_grants mail_grant_contacts`.split(
    /\s+/,
  ),
);
/** What everybody works with, and what is one's own. Every table that is neither here nor above is closed. */
const open = new Set(
  `organizations memberships teams team_members roles role_reach role_permissions custom_fields tags pipelines pipeline_stages
  workspaces relation_labels views jobs undo_offers idempotency_keys never_log protected_recipients retention mail_sharing`.split(
    /\s+/,
  ),
);
/** Whoever makes a record owns it, and so reaches it. */
const makes = new Set(['insert contacts', 'insert companies', 'insert deals', 'insert imports', 'insert exports']);
/** Whoever began it alone, whatever their team reaches. */
const begun = new Set(['imports', 'import_rows', 'import_records', 'exports', 'export_pieces']);
/** A task that hangs on no record and is nobody's; and words that others use. */
const refused = new Set(['insert tasks', 'update relation_labels']);

/** Whether somebody narrowed may: what members may, of the records that they reach. */
export function narrowedMay(
  who: 'own' | 'team',
  { holder }: House,
  [operation, table, rule]: [Operation, string, Rule],
) {
  const act = `${operation} ${table}`;
  const mine = who === 'own' && holder === 'own';
  const reaches = mine || (who === 'team' && holder === 'member');
  if (refused.has(act)) return false;
  if (makes.has(act)) return true;
  if (begun.has(table)) return mine && rule.may.includes('member');
  if (!open.has(table) && !(byRow.has(table) && reaches)) return false;
  return rule.may.includes(mine ? 'member' : 'colleague');
}
