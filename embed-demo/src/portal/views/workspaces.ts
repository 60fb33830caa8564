// Owns the view of workspaces.
import { html } from 'lit';
import { LayoutGrid } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const workspacesView: View = {
  path: 'workspaces',
  group: 'settings',
  order: 8,
  icon: LayoutGrid,
  name: { en: 'Workspaces', ru: 'Пространства' },
  permission: 'workspaces.read',
  load: async () => definePart('kith-workspaces', (await import('../workspaces.ts')).KithWorkspaces),
  render: ({ person, language }) => html`<kith-workspaces .person=${person} .language=${language}></kith-workspaces>`,
};
