// Owns the card on a deal's page.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const dealCardPart: RecordPart = {
  types: ['deal'],
  order: 10,
  permission: 'deals.read',
  load: () => import('@kith/widgets/deal/define.ts'),
  render: ({ person, language, selected }) =>
    html`<kith-deal .session=${person.session} lang=${language} deal-id=${selected}></kith-deal>`,
};
