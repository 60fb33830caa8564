// Owns the card on a company's page.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const companyCardPart: RecordPart = {
  types: ['company'],
  order: 10,
  load: () => import('@kith/widgets/company/define.ts'),
  render: ({ person, language, selected }) =>
    html`<kith-company .session=${person.session} lang=${language} company-id=${selected}></kith-company>`,
};
