// Owns the view of the organization's own fields.
import { html } from 'lit';
import { ListPlus } from 'lucide';
import type { View } from '../view.ts';

export const fieldsView: View = {
  path: 'fields',
  group: 'settings',
  order: 5,
  icon: ListPlus,
  name: { en: 'Fields', ru: 'Поля' },
  permission: 'fields.manage',
  load: () => import('@kith/widgets/fields/define.ts'),
  render: ({ person, language }) => html`<div class="whole">
    <h1 class="unseen">${{ en: 'Fields', ru: 'Поля' }[language]}</h1>
    <kith-fields .session=${person.session} lang=${language}></kith-fields>
  </div>`,
};
