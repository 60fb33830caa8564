// Owns the view of companies: the list, beside the one that somebody picked.
import { html } from 'lit';
import { Building2 } from 'lucide';
import type { View } from '../view.ts';

export const companiesView: View = {
  path: 'companies',
  group: 'work',
  order: 20,
  icon: Building2,
  name: { en: 'Companies', ru: 'Компании' },
  permission: 'companies.read',
  beside: true,
  load: () => import('@kith/widgets/companies/define.ts'),
  render: ({ person, language, selected }) =>
    html`<kith-companies .session=${person.session} lang=${language} selected=${selected}></kith-companies>`,
};
