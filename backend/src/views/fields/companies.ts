// Owns the fields that views of companies know.
import { type Field, scalar, several } from '../field.ts';
import {
  keptFields,
  lastInteractionField,
  nameField,
  nextTaskField,
  ownerField,
  tagsField,
  timeFields,
} from './shared.ts';

export const companyViewFields: Field[] = [
  nameField,
  several('domain', 'text', (tx) => tx`unnest(r.domains) as v (value)`, {
    sort: (tx) => tx`r.domain collate "C"`,
    inHeading: true,
  }),
  scalar('description', 'text', (tx) => tx`r.description`, { editable: 'description', isLongText: true }),
  ownerField,
  tagsField,
  ...keptFields,
  lastInteractionField,
  nextTaskField,
  ...timeFields,
];
