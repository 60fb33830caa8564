// Owns the details on a deal's page: tags and own fields.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const dealDetailsPart: RecordPart = {
  types: ['deal'],
  order: 20,
  title: { en: 'Details', ru: 'Подробности' },
  load: () => import('@kith/widgets/details/define.ts'),
  render: ({ person, language, record }) =>
    html`<kith-details headless .session=${person.session} lang=${language} record=${record}></kith-details>`,
};
