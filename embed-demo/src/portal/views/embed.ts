// Owns the view of embed keys.
import { html } from 'lit';
import { CodeXml } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const embedView: View = {
  path: 'embed',
  group: 'settings',
  order: 10,
  icon: CodeXml,
  name: { en: 'Embed', ru: 'Встраивание' },
  permission: 'keys.manage',
  load: async () => definePart('kith-embed', (await import('../embed.ts')).KithEmbed),
  render: ({ person, language }) => html`<kith-embed .person=${person} .language=${language}></kith-embed>`,
};
