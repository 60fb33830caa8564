// Names the fields of each resource that views can be of. A new standard field adds one line in its resource's file.
import type { Tx } from '../../db/tenant.ts';
import type { Field, Sql } from '../field.ts';
import { companyViewFields } from './companies.ts';
import { contactFields } from './contacts.ts';
import { type CustomField, customField } from './custom.ts';
import { dealFields } from './deals.ts';

export const viewResources = ['contacts', 'companies', 'deals'] as const;
export type ViewResource = (typeof viewResources)[number];

interface Described {
  recordType: 'contact' | 'company' | 'deal';
  table: (tx: Tx) => Sql;
  permission: 'contacts.read' | 'companies.read' | 'deals.read';
  fields: Field[];
  /** What a view shows that names no columns. */
  columns: string[];
  /** What comes first when nothing else is said. */
  newest: { field: string; sql: (tx: Tx) => Sql };
}

export const resources: Record<ViewResource, Described> = {
  contacts: {
    recordType: 'contact',
    table: (tx) => tx`app.contacts`,
    permission: 'contacts.read',
    fields: contactFields,
    columns: ['name', 'company', 'title', 'email', 'owner', 'lastInteractionAt'],
    newest: { field: 'active_at', sql: (tx) => tx`r.active_at` },
  },
  companies: {
    recordType: 'company',
    table: (tx) => tx`app.companies`,
    permission: 'companies.read',
    fields: companyViewFields,
    columns: ['name', 'domain', 'owner', 'tags', 'lastInteractionAt'],
    newest: { field: 'active_at', sql: (tx) => tx`r.active_at` },
  },
  deals: {
    recordType: 'deal',
    table: (tx) => tx`app.deals`,
    permission: 'deals.read',
    fields: dealFields,
    columns: ['name', 'stage', 'amount', 'company', 'owner', 'expectedClose'],
    newest: { field: 'created_at', sql: (tx) => tx`r.created_at` },
  },
};

export type FieldSet = ReadonlyMap<string, Field>;

/** Every field that a resource has, with the organization's own. */
export const fieldSet = (resource: ViewResource, own: readonly CustomField[]): FieldSet =>
  new Map([...resources[resource].fields, ...own.map(customField)].map((field) => [field.key, field]));
