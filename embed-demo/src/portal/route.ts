// Owns what the address names.
import { type RecordType, recordTypes } from '@kith/widgets/kit/record.ts';
import type { SignedIn } from './account.ts';
import { mayUse, type View } from './view.ts';
import * as registry from './views.ts';

export interface Route {
  /** First part: a view's path, `new-password` or `invitation`. */
  path: string;
  /** Second part, empty for none. */
  id: string;
}

export const newPasswordHash = '#/new-password';
export const accountHash = '#/account';
export const isNewPassword = ({ path }: Route): boolean => path === 'new-password';

/** The page that answers an invitation; the id is its token. */
export const isInvitation = ({ path, id }: Route): boolean => path === 'invitation' && id !== '';
export const invitationHash = (token: string): string => `#/invitation/${token}`;

/** Where the pages of records are. */
const recordPaths: Record<RecordType, string> = { contact: 'people', company: 'companies', deal: 'deals' };

const inOrder: readonly View[] = Object.values<View>(registry).sort((one, other) => one.order - other.order);

/** `#/`, `#/people`, `#/people/<id>`, `#/new-password`; people for what names nothing. */
export function routeOf(hash: string): Route {
  const [path = '', id = ''] = hash.replace(/^#\/?/, '').split('/');
  const route = { path, id };
  const known = viewAt(path) || recordTypeOf(route) || isNewPassword(route) || isInvitation(route);
  return known ? route : { path: 'people', id: '' };
}

/** What kind of record the address names; undefined when it names none. */
export const recordTypeOf = ({ path, id }: Route): RecordType | undefined =>
  id === '' ? undefined : recordTypes.find((type) => recordPaths[type] === path);

/** The address of a record's page. */
export const recordHash = (type: RecordType, id: string): string => `#/${recordPaths[type]}/${id}`;

/** The views that somebody may use, in order. */
export const viewsFor = (person: SignedIn): View[] => inOrder.filter((view) => mayUse(view, person));

/** The view that an address names, whoever may use it. */
export const viewAt = (path: string): View | undefined => inOrder.find((view) => view.path === path);
