// Owns the fields that people, companies and deals have alike.
import type { Tx } from '../../db/tenant.ts';
import { type Field, type Halves, scalar, several } from '../field.ts';

const companyJson = (tx: Tx) => tx`(
  select json_build_object('id', f.id, 'name', f.name) from app.companies f
  where f.organization_id = r.organization_id and f.id = r.company_id and f.deleted_at is null)`;

const companyName = (tx: Tx) => tx`(
  select f.name from app.companies f
  where f.organization_id = r.organization_id and f.id = r.company_id and f.deleted_at is null)`;

/** The name, by the column that lists sort by: folding each name anew would read a large organization in seconds. */
export const nameField: Field = {
  ...scalar('name', 'text', (tx) => tx`r.name`, {
    sort: (tx) => tx`r.sort_name`,
    editable: 'name',
    folded: true,
    inHeading: true,
  }),
  // The column ends after 150 characters; what is longer is rare.
  where: (tx, test) => test(tx`case when length(r.name) <= 75 then r.sort_name else app.fold(r.name) end`),
};

export const ownerField: Field = scalar('owner', 'ref', (tx) => tx`r.owner_id`, { of: 'member', sort: null });

export const tagsField: Field = several(
  'tags',
  'choices',
  (tx) => tx`(select app.fold(t) as value from unnest(r.tags) as t) v`,
  {
    folded: true,
    json: (tx) => tx`to_json(r.tags)`,
  },
);

export const companyFields: Field[] = [
  scalar('company', 'ref', (tx) => tx`r.company_id`, {
    of: 'company',
    json: companyJson,
    sort: (tx) => tx`left(app.fold(${companyName(tx)}), 100) collate "C"`,
  }),
  scalar('companyName', 'text', companyName),
];

/** What is kept about people and companies alike. */
export const keptFields: Field[] = [
  scalar('source', 'text', (tx) => tx`r.source`, { editable: 'source' }),
  scalar('language', 'text', (tx) => tx`r.language`),
  scalar('timeZone', 'text', (tx) => tx`r.time_zone`),
  scalar('doNotContact', 'boolean', (tx) => tx`r.do_not_contact`),
];

/** When the next open task is due. */
export const nextTaskField: Field = scalar('nextTaskAt', 'time', (tx) => tx`r.next_task_at`);

export const timeFields: Field[] = [
  scalar('createdAt', 'time', (tx) => tx`r.created_at`),
  scalar('updatedAt', 'time', (tx) => tx`r.updated_at`),
];

const interactionHalves: Halves = {
  filled: (tx) => tx`r.last_interaction_at is not null`,
  empty: (tx) => tx`r.last_interaction_at is null`,
  indexed: (tx) => tx`r.active_at`,
};

/**
 * When something was heard of them last. `active_at` is the same moment where there is one, and has the index that lists go by: what
 * is asked of one is asked of the other.
 */
export const lastInteractionField: Field = {
  ...scalar('lastInteractionAt', 'time', (tx) => tx`r.last_interaction_at`, { halves: interactionHalves }),
  where: (tx, test) => tx`(${test(tx`r.active_at`)} and ${test(tx`r.last_interaction_at`)})`,
};
