// Names every widget: its tag and how to load its definition. Adding a widget adds one line here.
export const registry = {
  'kith-trash': () => import('./trash/define.ts'),
  'kith-jobs': () => import('./jobs/define.ts'),
  'kith-people': () => import('./people/define.ts'),
  'kith-details': () => import('./details/define.ts'),
  'kith-tags': () => import('./tags/define.ts'),
  'kith-fields': () => import('./fields/define.ts'),
  'kith-contact': () => import('./contact/define.ts'),
  'kith-companies': () => import('./companies/define.ts'),
  'kith-company': () => import('./company/define.ts'),
  'kith-board': () => import('./board/define.ts'),
  'kith-deal': () => import('./deal/define.ts'),
  'kith-deals': () => import('./deals/define.ts'),
  'kith-search': () => import('./search/define.ts'),
  'kith-records': () => import('./records/define.ts'),
  'kith-relations': () => import('./relations/define.ts'),
  'kith-timeline': () => import('./timeline/define.ts'),
  'kith-tasks': () => import('./tasks/define.ts'),
  'kith-audit': () => import('./audit/define.ts'),
  'kith-duplicates': () => import('./duplicates/define.ts'),
  'kith-merge': () => import('./merge/define.ts'),
  'kith-import': () => import('./import/define.ts'),
  'kith-consent': () => import('./consent/define.ts'),
  'kith-record-acts': () => import('./record-acts/define.ts'),
} satisfies Record<`kith-${string}`, () => Promise<unknown>>;

export type WidgetTag = keyof typeof registry;
