// Owns the view of people: the list, beside whom one picked.
import { html } from 'lit';
import { UsersRound } from 'lucide';
import type { View } from '../view.ts';

export const peopleView: View = {
  path: 'people',
  group: 'work',
  order: 10,
  icon: UsersRound,
  name: { en: 'People', ru: 'Люди' },
  permission: 'contacts.read',
  beside: true,
  load: () => import('@kith/widgets/people/define.ts'),
  render: ({ person, language, selected }) =>
    html`<kith-people id="people" .session=${person.session} lang=${language} selected=${selected}></kith-people>`,
};
