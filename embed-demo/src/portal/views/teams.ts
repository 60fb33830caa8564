// Owns the view of teams.
import { html } from 'lit';
import { Network } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const teamsView: View = {
  path: 'teams',
  group: 'settings',
  order: 7,
  icon: Network,
  name: { en: 'Teams', ru: 'Команды' },
  permission: 'teams.read',
  load: async () => definePart('kith-teams', (await import('../teams.ts')).KithTeams),
  render: ({ person, language }) => html`<kith-teams .person=${person} .language=${language}></kith-teams>`,
};
