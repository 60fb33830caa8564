// Owns the view of how one signs in.
import { html } from 'lit';
import { ShieldCheck } from 'lucide';
import type { View } from '../view.ts';

export const accountView: View = {
  path: 'account',
  group: 'account',
  order: 10,
  icon: ShieldCheck,
  name: { en: 'Sign-in and security', ru: 'Вход и безопасность' },
  load: () => import('../define-account.ts'),
  render: ({ account, person, language }) =>
    html`<kith-account .account=${account} .person=${person} .email=${person.email} .language=${language}></kith-account>`,
};
