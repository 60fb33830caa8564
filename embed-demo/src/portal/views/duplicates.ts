// Owns the view of records that are probably the same.
import { html } from 'lit';
import { CopyCheck } from 'lucide';
import type { View } from '../view.ts';

export const duplicatesView: View = {
  path: 'duplicates',
  group: 'data',
  order: 80,
  icon: CopyCheck,
  name: { en: 'Duplicates', ru: 'Дубликаты' },
  permission: 'duplicates.write',
  load: () => import('@kith/widgets/duplicates/define.ts'),
  render: ({ person, language }) => html`<div class="whole">
    <h1 class="unseen">${{ en: 'Duplicates', ru: 'Дубликаты' }[language]}</h1>
    <kith-duplicates .session=${person.session} lang=${language}></kith-duplicates>
  </div>`,
};
