// Owns the view of one's data: downloads, and the jobs under way.
import { html } from 'lit';
import { Download } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const dataView: View = {
  path: 'data',
  group: 'data',
  order: 80,
  icon: Download,
  name: { en: 'Downloads and jobs', ru: 'Выгрузки и задания' },
  permission: 'data.export',
  load: async () => {
    const [{ KithDataPage }] = await Promise.all([import('../data-page.ts'), import('@kith/widgets/jobs/define.ts')]);
    definePart('kith-data-page', KithDataPage);
  },
  render: ({ person, language }) => html`<kith-data-page .person=${person} .language=${language}></kith-data-page>`,
};
