// Names every view of the portal, one line each; `order` sorts them within their group.
export { accountView } from './views/account.ts';
export { apiKeysView } from './views/api-keys.ts';
export { auditView } from './views/audit.ts';
export { companiesView } from './views/companies.ts';
export { dataView } from './views/data.ts';
export { dealsView } from './views/deals.ts';
export { duplicatesView } from './views/duplicates.ts';
export { embedView } from './views/embed.ts';
export { extensionView } from './views/extension.ts';
export { fieldsView } from './views/fields.ts';
export { importView } from './views/import.ts';
export { membersView } from './views/members.ts';
export { peopleView } from './views/people.ts';
export { tagsView } from './views/tags.ts';
export { tasksView } from './views/tasks.ts';
export { trashView } from './views/trash.ts';
export { viewsView } from './views/views.ts';
