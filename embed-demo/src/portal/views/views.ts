// Owns the page of views: people, companies and deals by saved filters.
import { html } from 'lit';
import { ListFilter } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const viewsView: View = {
  path: 'views',
  group: 'work',
  order: 60,
  icon: ListFilter,
  name: { en: 'Views', ru: 'Выборки' },
  permission: 'views.read',
  load: async () => {
    const [{ KithViews }] = await Promise.all([import('../views-page.ts'), import('@kith/widgets/records/define.ts')]);
    definePart('kith-views', KithViews);
  },
  render: ({ person, language, selected }) =>
    html`<kith-views .session=${person.session} .selected=${selected} .language=${language}></kith-views>`,
};
