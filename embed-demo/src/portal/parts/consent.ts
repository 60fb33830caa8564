// Owns what a person agreed to, on their page.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const consentPart: RecordPart = {
  types: ['contact'],
  order: 800,
  title: { en: 'Consent and lawful basis', ru: 'Согласия и основания' },
  permission: 'consents.read',
  load: () => import('@kith/widgets/consent/define.ts'),
  render: ({ person, language, record }) =>
    html`<kith-consent .session=${person.session} lang=${language} record=${record}></kith-consent>`,
};
