// Owns the view of the audit log.
import { html } from 'lit';
import { ScrollText } from 'lucide';
import type { View } from '../view.ts';

export const auditView: View = {
  path: 'audit',
  group: 'settings',
  order: 80,
  icon: ScrollText,
  name: { en: 'Audit log', ru: 'Журнал изменений' },
  permission: 'audit.read',
  load: () => import('@kith/widgets/audit/define.ts'),
  render: ({ person, language }) => html`<div class="whole">
    <h1 class="unseen">${{ en: 'Audit log', ru: 'Журнал изменений' }[language]}</h1>
    <kith-audit .session=${person.session} lang=${language}></kith-audit>
  </div>`,
};
