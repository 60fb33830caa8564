// Owns the relations on the page of a person or a company.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const relationsPart: RecordPart = {
  types: ['contact', 'company'],
  order: 400,
  permission: 'relations.read',
  load: () => import('@kith/widgets/relations/define.ts'),
  render: ({ person, language, record }) =>
    html`<kith-relations .session=${person.session} lang=${language} record=${record}></kith-relations>`,
};
