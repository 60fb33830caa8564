// Owns the timeline on the pages of people, companies and deals.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const timelinePart: RecordPart = {
  types: ['contact', 'company', 'deal'],
  order: 310,
  title: { en: 'Timeline', ru: 'История' },
  load: () => import('@kith/widgets/timeline/define.ts'),
  render: ({ person, language, record }) =>
    html`<kith-timeline .session=${person.session} lang=${language} record=${record}></kith-timeline>`,
};
