// Owns the view of API keys.
import { html } from 'lit';
import { KeyRound } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const apiKeysView: View = {
  path: 'api-keys',
  group: 'settings',
  order: 20,
  icon: KeyRound,
  name: { en: 'API keys', ru: 'Ключи API' },
  permission: 'keys.manage',
  load: async () => definePart('kith-api-keys', (await import('../api-keys.ts')).KithApiKeys),
  render: ({ person, language }) => html`<kith-api-keys .person=${person} .language=${language}></kith-api-keys>`,
};
