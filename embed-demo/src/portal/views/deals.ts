// Owns the view of deals: the board.
import { html } from 'lit';
import { Columns3 } from 'lucide';
import type { View } from '../view.ts';

export const dealsView: View = {
  path: 'deals',
  group: 'work',
  order: 30,
  icon: Columns3,
  name: { en: 'Deals', ru: 'Сделки' },
  permission: 'deals.read',
  load: () => import('@kith/widgets/board/define.ts'),
  render: ({ person, language }) => html`<div class="whole">
    <h1 class="unseen">${{ en: 'Deals', ru: 'Сделки' }[language]}</h1>
    <kith-board .session=${person.session} lang=${language}></kith-board>
  </div>`,
};
