// Owns what the address names.
import type { View } from './top-bar.ts';

export interface Route {
  view: View | 'newPassword';
  /** Id of the selected person, empty for nobody. */
  person: string;
}

export const newPasswordHash = '#/new-password';

/** `#/`, `#/people/<id>`, `#/embed`, `#/extension`, `#/account`, `#/new-password`. */
export function routeOf(hash: string): Route {
  const [view = '', person = ''] = hash.replace(/^#\/?/, '').split('/');
  if (view === 'embed' || view === 'extension' || view === 'account') return { view, person: '' };
  if (hash === newPasswordHash) return { view: 'newPassword', person: '' };
  return { view: 'people', person: view === 'people' ? person : '' };
}
