// Owns the view of the organization's tags.
import { html } from 'lit';
import { Tags } from 'lucide';
import type { View } from '../view.ts';

export const tagsView: View = {
  path: 'tags',
  group: 'settings',
  order: 6,
  icon: Tags,
  name: { en: 'Tags', ru: 'Метки' },
  permission: 'tags.read',
  load: () => import('@kith/widgets/tags/define.ts'),
  render: ({ person, language }) => html`<div class="whole">
    <h1 class="unseen">${{ en: 'Tags', ru: 'Метки' }[language]}</h1>
    <kith-tags .session=${person.session} lang=${language}></kith-tags>
  </div>`,
};
