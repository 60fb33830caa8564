// Owns the view of roles.
import { html } from 'lit';
import { UserCog } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const rolesView: View = {
  path: 'roles',
  group: 'settings',
  order: 8,
  icon: UserCog,
  name: { en: 'Roles', ru: 'Роли' },
  permission: 'roles.manage',
  load: async () => definePart('kith-roles', (await import('../roles-page.ts')).KithRoles),
  render: ({ person, language }) => html`<kith-roles .person=${person} .language=${language}></kith-roles>`,
};
