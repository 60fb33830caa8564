// Owns the view of mails that wait in the outbox, for the owner at the machine.
import { html } from 'lit';
import { Mail } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const outboxView: View = {
  path: 'mails',
  group: 'settings',
  order: 85,
  icon: Mail,
  name: { en: 'Mails', ru: 'Письма' },
  permission: 'security.manage',
  atMachine: true,
  load: async () => definePart('kith-outbox-page', (await import('../outbox-page.ts')).KithOutboxPage),
  render: ({ person, language }) => html`<kith-outbox-page .person=${person} .language=${language}></kith-outbox-page>`,
};
