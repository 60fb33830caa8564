// Owns the view of who works in the organization.
import { html } from 'lit';
import { UsersRound } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const membersView: View = {
  path: 'team',
  group: 'settings',
  order: 5,
  icon: UsersRound,
  name: { en: 'Members', ru: 'Участники' },
  load: async () => definePart('kith-members', (await import('../members.ts')).KithMembers),
  render: ({ person, language }) => html`<kith-members .person=${person} .language=${language}></kith-members>`,
};
