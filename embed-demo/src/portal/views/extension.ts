// Owns the view that says how to load the extension.
import { html } from 'lit';
import { Puzzle } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const extensionView: View = {
  path: 'extension',
  group: 'settings',
  order: 20,
  icon: Puzzle,
  name: { en: 'Get the extension', ru: 'Расширение' },
  load: async () => definePart('kith-get-extension', (await import('../get-extension.ts')).KithGetExtension),
  render: ({ account, person, language }) =>
    html`<kith-get-extension .account=${account} .person=${person} .language=${language}></kith-get-extension>`,
};
