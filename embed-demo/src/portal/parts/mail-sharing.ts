// Owns with whom one shares the messages of a record, and who shares theirs, on its page.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const mailSharingPart: RecordPart = {
  types: ['contact', 'company', 'deal'],
  order: 790,
  title: { en: 'Who sees your messages', ru: 'Кто видит ваши сообщения' },
  permission: 'sharing.write',
  load: () => import('@kith/widgets/mail-sharing/define.ts'),
  render: ({ person, language, record }) =>
    html`<kith-mail-sharing .session=${person.session} lang=${language} record=${record}></kith-mail-sharing>
      <kith-mail-sharing given="to-me" .session=${person.session} lang=${language} record=${record}></kith-mail-sharing>`,
};
