// Owns the fields that views of people know.
import type { Tx } from '../../db/tenant.ts';
import { type Field, scalar, several } from '../field.ts';
import { basisField, consentField } from './consents.ts';
import {
  companyFields,
  keptFields,
  lastInteractionField,
  nameField,
  nextTaskField,
  ownerField,
  tagsField,
  timeFields,
} from './shared.ts';

const points = (kind: string) => (tx: Tx) =>
  tx`(
  select p.value, p.position, p.id from app.contact_points p
  where p.organization_id = r.organization_id and p.contact_id = r.id and p.kind = ${kind}
  order by p.position, p.id) v`;

export const contactFields: Field[] = [
  nameField,
  scalar('title', 'text', (tx) => tx`r.title`, { editable: 'title', inHeading: true }),
  ...companyFields.map((field) => (field.key === 'companyName' ? { ...field, inHeading: true } : field)),
  several('email', 'text', points('email'), { inHeading: true }),
  several('phone', 'text', points('phone'), { inHeading: true }),
  several('telegram', 'text', points('telegram'), { inHeading: true }),
  several('linkedin', 'text', points('linkedin'), { inHeading: true }),
  ownerField,
  tagsField,
  scalar('notes', 'text', (tx) => tx`r.notes`, { sort: null, isLongText: true }),
  ...keptFields,
  consentField('consentGiven', 'given'),
  consentField('consentWithdrawn', 'withdrawn'),
  basisField,
  lastInteractionField,
  nextTaskField,
  ...timeFields,
];
