// Names every table whose rows people delete: how the deleted ones go for good after thirty days, or why they stay.
import type { EventType } from '../../events/catalogue.ts';

export interface Purge {
  table: string;
  /** What the outbox tells of each row. */
  event?: EventType;
  /** A condition on the row `r`: rows that something still needs stay. */
  only?: string;
  /** Takes away references to the rows that would hold them back: `update … where organization_id = … and … = any($ids)`. */
  clear?: { table: string; column: string; by: 'null' | 'delete' }[];
}

/** In this order: what others refer to comes after them. */
export const purges: Purge[] = [
  { table: 'teams' },
  { table: 'interactions' },
  { table: 'notes' },
  { table: 'tasks' },
  { table: 'relations' },
  // Of revoked keys: a live one holds its view.
  { table: 'views', clear: [{ table: 'embed_keys', column: 'segment_id', by: 'null' }] },
  { table: 'deals', event: 'deal.purged' },
  {
    table: 'pipelines',
    event: 'pipeline.purged',
    // The history of a deal names the stages that it passed.
    only: `not exists (select from app.deals d where d.organization_id = r.organization_id and d.pipeline_id = r.id)
      and not exists (select from app.deal_stage_changes h where h.organization_id = r.organization_id
        and r.id in (h.from_pipeline_id, h.to_pipeline_id))`,
  },
  // Who was erased is nobody any more; their row holds the counts of interactions.
  { table: 'contacts', event: 'contact.purged', only: 'r.erased_at is null' },
  {
    table: 'companies',
    event: 'company.purged',
    clear: [
      { table: 'employments', column: 'company_id', by: 'delete' },
      { table: 'contacts', column: 'company_id', by: 'null' },
      { table: 'deals', column: 'company_id', by: 'null' },
    ],
  },
];

/** Tables with `deleted_at` whose rows are not purged, with the reason. */
export const keptDeleted: Record<string, string> = {
  pipeline_stages: 'the history of deals names them; they go with their pipeline',
};
