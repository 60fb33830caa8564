// Names what each widget reads on a page with an embed key: the one list by which a key that names widgets is narrowed.
import type { EmbedPermission } from './embed-permission.ts';

const people = ['contacts.read', 'companies.read'] as const;
const records = [...people, 'deals.read', 'pipelines.read'] as const;

/** By tag. Widgets that pages can show nothing with have an empty line. */
export const widgetPermissions: Record<string, readonly EmbedPermission[]> = {
  'kith-audit': [],
  'kith-board': [...records, 'tags.read'],
  'kith-companies': [...people, 'tags.read'],
  'kith-company': [...people, 'tags.read'],
  'kith-consent': ['contacts.read'],
  'kith-contact': [...people, 'interactions.read', 'tasks.read', 'tags.read'],
  'kith-deal': [...records, 'fields.read', 'tags.read'],
  'kith-deals': [...records, 'tags.read'],
  'kith-details': [...records, 'fields.read', 'tags.read'],
  'kith-duplicates': [...people, 'fields.read'],
  'kith-fields': ['fields.read'],
  'kith-import': [],
  'kith-jobs': [],
  'kith-mail-sharing': [],
  'kith-merge': [...people, 'fields.read'],
  'kith-people': [...people, 'interactions.read', 'tasks.read', 'tags.read'],
  'kith-record-acts': records,
  'kith-records': [...records, 'interactions.read', 'views.read', 'fields.read', 'tags.read'],
  'kith-relations': [...people, 'relations.read'],
  'kith-search': [...records, 'interactions.read', 'notes.read', 'tags.read'],
  'kith-tags': [...records, 'tags.read'],
  'kith-tasks': [...records, 'tasks.read'],
  'kith-timeline': [...records, 'interactions.read', 'notes.read', 'tasks.read'],
  'kith-trash': records,
};

/** Of the permissions, those that the named widgets read; all of them when none is named. */
export function neededBy(widgets: readonly string[], permissions: readonly EmbedPermission[]): EmbedPermission[] {
  if (widgets.length === 0) return [...permissions];
  const needed = new Set(widgets.flatMap((tag) => widgetPermissions[tag] ?? []));
  return permissions.filter((permission) => needed.has(permission));
}
