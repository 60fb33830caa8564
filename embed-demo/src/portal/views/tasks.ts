// Owns the view of tasks: one's own.
import { html } from 'lit';
import { ListChecks } from 'lucide';
import type { View } from '../view.ts';

export const tasksView: View = {
  path: 'tasks',
  group: 'work',
  order: 40,
  icon: ListChecks,
  name: { en: 'Tasks', ru: 'Задачи' },
  permission: 'tasks.read',
  load: () => import('@kith/widgets/tasks/define.ts'),
  render: ({ person, language }) => html`<div class="whole">
    <h1 class="unseen">${{ en: 'Tasks', ru: 'Задачи' }[language]}</h1>
    <kith-tasks .session=${person.session} lang=${language}></kith-tasks>
  </div>`,
};
