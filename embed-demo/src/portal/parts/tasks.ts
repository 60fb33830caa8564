// Owns the tasks on the pages of people, companies and deals.
import { html } from 'lit';
import type { RecordPart } from '../record-part.ts';

export const tasksPart: RecordPart = {
  types: ['contact', 'company', 'deal'],
  order: 200,
  title: { en: 'Tasks', ru: 'Задачи' },
  permission: 'tasks.read',
  load: () => import('@kith/widgets/tasks/define.ts'),
  render: ({ person, language, record }) =>
    html`<kith-tasks .session=${person.session} lang=${language} record=${record}></kith-tasks>`,
};
