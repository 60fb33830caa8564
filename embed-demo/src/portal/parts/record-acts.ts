// Owns what can be done with a person or a company as a whole, on their pages.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const recordActsPart: RecordPart = {
  types: ['contact', 'company'],
  order: 900,
  title: { en: 'Data', ru: 'Данные' },
  load: () => import('@kith/widgets/record-acts/define.ts'),
  render: ({ person, language, record }) =>
    html`<kith-record-acts .session=${person.session} lang=${language} record=${record}></kith-record-acts>`,
};
