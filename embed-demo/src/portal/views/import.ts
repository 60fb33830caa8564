// Owns the view of imports: bringing data in from a file.
import { html } from 'lit';
import { FileUp } from 'lucide';
import type { View } from '../view.ts';

export const importView: View = {
  path: 'import',
  group: 'data',
  order: 10,
  icon: FileUp,
  name: { en: 'Import', ru: 'Импорт' },
  permission: 'imports.run',
  load: () => import('@kith/widgets/import/define.ts'),
  render: ({ person, language, selected }) => html`<div class="whole">
    <h1 class="unseen">${{ en: 'Import', ru: 'Импорт' }[language]}</h1>
    <kith-import .session=${person.session} lang=${language} import-id=${selected}></kith-import>
  </div>`,
};
