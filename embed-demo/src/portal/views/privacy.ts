// Owns the view of privacy.
import { html } from 'lit';
import { ShieldCheck } from 'lucide';
import { definePart } from '../part.ts';
import type { View } from '../view.ts';

export const privacyView: View = {
  path: 'privacy',
  group: 'settings',
  order: 70,
  icon: ShieldCheck,
  name: { en: 'Privacy', ru: 'Приватность' },
  permission: 'protected_recipients.read',
  load: async () => {
    const [list, retention, level, colleagues, page] = await Promise.all([
      import('../address-list.ts'),
      import('../retention.ts'),
      import('../mail-level.ts'),
      import('../colleague-levels.ts'),
      import('../privacy-page.ts'),
      import('@kith/widgets/mail-sharing/define.ts'),
    ]);
    definePart('kith-mail-level', level.KithMailLevel);
    definePart('kith-colleague-levels', colleagues.KithColleagueLevels);
    definePart('kith-retention', retention.KithRetention);
    definePart('kith-address-list', list.KithAddressList);
    definePart('kith-privacy', page.KithPrivacy);
  },
  render: ({ person, language }) => html`<kith-privacy .person=${person} .language=${language}></kith-privacy>`,
};
