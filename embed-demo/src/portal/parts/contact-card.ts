// Owns the card on a person's page.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const contactCardPart: RecordPart = {
  types: ['contact'],
  order: 10,
  load: () => import('@kith/widgets/contact/define.ts'),
  render: ({ person, language, selected }) =>
    html`<kith-contact .session=${person.session} lang=${language} contact-id=${selected}></kith-contact>`,
};
