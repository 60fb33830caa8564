// Owns the fields that views of companies know.
import { type Field, scalar, several } from '../field.ts';
import { ownerField, tagsField, timeFields } from './shared.ts';

export const companyViewFields: Field[] = [
  scalar('name', 'text', (tx) => tx`r.name`, { sort: (tx) => tx`r.sort_name`, editable: 'name' }),
  several('domain', 'text', (tx) => tx`unnest(r.domains) as v (value)`, { sort: (tx) => tx`r.domain collate "C"` }),
  scalar('description', 'text', (tx) => tx`r.description`, { editable: 'description' }),
  ownerField,
  tagsField,
  scalar('lastInteractionAt', 'time', (tx) => tx`r.last_interaction_at`),
  ...timeFields,
];
