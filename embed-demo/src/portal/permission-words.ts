// Owns what permissions are called where people choose them, in groups. What everybody has, or what comes with others, is not here.
import type { Language } from '@kith/sdk/words';

type Named = Readonly<Record<Language, string>>;
export interface PermissionGroup {
  name: Named;
  permissions: readonly (readonly [permission: string, name: Named])[];
}

const one = (permission: string, en: string, ru: string) => [permission, { en, ru }] as const;

export const permissionGroups: readonly PermissionGroup[] = [
  {
    name: { en: 'People, companies and deals', ru: 'Люди, компании и сделки' },
    permissions: [
      one('contacts.read', 'See people', 'Видеть людей'),
      one('contacts.write', 'Add and change people', 'Добавлять и менять людей'),
      one('companies.read', 'See companies', 'Видеть компании'),
      one('companies.write', 'Add and change companies', 'Добавлять и менять компании'),
      one('deals.read', 'See deals', 'Видеть сделки'),
      one('deals.write', 'Add, change and move deals', 'Добавлять, менять и двигать сделки'),
      one('relations.read', 'See who knows whom', 'Видеть, кто с кем знаком'),
      one('relations.write', 'Connect people and companies', 'Связывать людей и компании'),
      one('consents.read', 'See what people agreed to', 'Видеть согласия людей'),
      one('consents.write', 'Record what people agreed to', 'Записывать согласия людей'),
      one('duplicates.read', 'See duplicates', 'Видеть дубликаты'),
      one('duplicates.write', 'Decide about duplicates', 'Решать о дубликатах'),
      one('merges.read', 'See what was merged', 'Видеть, что объединено'),
      one('contacts.erase', 'Erase people for good', 'Стирать людей насовсем'),
    ],
  },
  {
    name: { en: 'Work', ru: 'Работа' },
    permissions: [
      one('interactions.read', 'See messages', 'Видеть сообщения'),
      one('interactions.write', 'Log messages', 'Записывать сообщения'),
      one('sharing.read', 'See what of one’s messages is shared', 'Видеть, что из своих сообщений открыто'),
      one('sharing.write', 'Share one’s own messages', 'Открывать свои сообщения коллегам'),
      one('notes.read', 'See notes', 'Видеть заметки'),
      one('notes.write', 'Write notes', 'Писать заметки'),
      one('drafts.approve', 'Approve what others draft', 'Согласовывать черновики других'),
      one('tasks.read', 'See tasks', 'Видеть задачи'),
      one('tasks.write', 'Add and finish tasks', 'Добавлять и выполнять задачи'),
      one('views.read', 'Use saved views', 'Пользоваться выборками'),
      one('views.write', 'Save views', 'Сохранять выборки'),
      one('never_log.read', 'See one’s own never-log list', 'Видеть свой список исключений'),
      one('never_log.write', 'Keep one’s own never-log list', 'Вести свой список исключений'),
    ],
  },
  {
    name: { en: 'Data', ru: 'Данные' },
    permissions: [
      one('data.export', 'Download data', 'Скачивать данные'),
      one('imports.read', 'See imports', 'Видеть импорты'),
      one('imports.run', 'Import files', 'Импортировать файлы'),
      one('jobs.read', 'See one’s own jobs', 'Видеть свои фоновые задания'),
      one('jobs.write', 'Start and stop one’s own jobs', 'Запускать и останавливать свои задания'),
      one('audit.read', 'Read the audit log', 'Читать журнал изменений'),
      one('events.read', 'Read events', 'Читать события'),
    ],
  },
  {
    name: { en: 'How the organization works', ru: 'Устройство организации' },
    permissions: [
      one('pipelines.read', 'See pipelines', 'Видеть воронки'),
      one('pipelines.manage', 'Change pipelines', 'Менять воронки'),
      one('fields.read', 'See own fields', 'Видеть свои поля'),
      one('fields.manage', 'Change own fields', 'Менять свои поля'),
      one('tags.read', 'See tags', 'Видеть метки'),
      one('tags.manage', 'Change tags', 'Менять метки'),
      one('privacy.read', 'See how long data is kept', 'Видеть сроки хранения'),
      one('privacy.manage', 'Decide how long data is kept', 'Решать о сроках хранения'),
      one('protected_recipients.read', 'See protected recipients', 'Видеть защищённых получателей'),
      one('protected_recipients.manage', 'Change protected recipients', 'Менять защищённых получателей'),
      one('workspaces.read', 'See workspaces', 'Видеть рабочие пространства'),
      one('workspaces.manage', 'Change workspaces', 'Менять рабочие пространства'),
      one('teams.read', 'See teams', 'Видеть команды'),
      one('teams.manage', 'Change teams', 'Менять команды'),
    ],
  },
  {
    name: { en: 'Access', ru: 'Доступ' },
    permissions: [
      one(
        'organization.manage',
        'Rename the organization, and change what others wrote',
        'Менять название организации и записи других',
      ),
      one('members.manage', 'Invite, change and remove members', 'Приглашать, менять и удалять участников'),
      one('owners.manage', 'Change owners', 'Менять владельцев'),
      one('roles.manage', 'Make and change roles', 'Создавать и менять роли'),
      one('keys.manage', 'Make keys for programs and pages', 'Создавать ключи для программ и страниц'),
      one('security.manage', 'Decide how people sign in', 'Решать, как люди входят'),
    ],
  },
];

/** Come with every role, or with whatever changes something. */
const implied = new Set(['organization.read', 'undo.use']);
const named = new Set(permissionGroups.flatMap(({ permissions }) => permissions.map(([permission]) => permission)));

/** Those of which somebody may choose, in groups; one without a name here stands under its own at the end. */
export function groupsOf(choice: readonly string[]): PermissionGroup[] {
  const offered = new Set(choice);
  const known = permissionGroups.map(({ name, permissions }) => ({
    name,
    permissions: permissions.filter(([permission]) => offered.has(permission)),
  }));
  const others = choice.filter((permission) => !named.has(permission) && !implied.has(permission));
  const rest = {
    name: { en: 'More', ru: 'Другое' },
    permissions: others.map((permission) => one(permission, permission, permission)),
  };
  return [...known, rest].filter(({ permissions }) => permissions.length > 0);
}
