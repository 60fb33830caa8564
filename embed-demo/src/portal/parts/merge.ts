// Owns merging the person or company of a page with another one.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const mergePart: RecordPart = {
  types: ['contact', 'company'],
  order: 900,
  title: { en: 'Same as another record?', ru: 'Та же запись?' },
  permission: 'contacts.write',
  load: () => import('@kith/widgets/merge/define.ts'),
  render: ({ person, language, record }) =>
    html`<kith-merge .session=${person.session} lang=${language} record=${record}></kith-merge>`,
};
