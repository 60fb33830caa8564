// Owns the view of what was deleted.
import { html } from 'lit';
import { Trash2 } from 'lucide';
import type { View } from '../view.ts';

export const trashView: View = {
  path: 'trash',
  group: 'data',
  order: 90,
  icon: Trash2,
  name: { en: 'Trash', ru: 'Корзина' },
  permission: 'contacts.read',
  load: () => import('@kith/widgets/trash/define.ts'),
  render: ({ person, language }) => html`<div class="whole">
    <h1 class="unseen">${{ en: 'Trash', ru: 'Корзина' }[language]}</h1>
    <kith-trash .session=${person.session} lang=${language}></kith-trash>
  </div>`,
};
