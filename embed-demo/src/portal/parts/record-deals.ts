// Owns the deals on the pages of people and companies.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const recordDealsPart: RecordPart = {
  types: ['contact', 'company'],
  order: 300,
  title: { en: 'Deals', ru: 'Сделки' },
  permission: 'deals.read',
  load: () => import('@kith/widgets/deals/define.ts'),
  render: ({ person, language, record }) =>
    html`<kith-deals .session=${person.session} lang=${language} record=${record}></kith-deals>`,
};
