// Owns telling in which organization the panel works, and choosing another, for people who belong to several.
import { Building2, ChevronsUpDown } from 'lucide';
import { organizationName } from '../../words/organization-name.ts';
import { say } from '../../words/words.ts';
import { chooseOrganization } from '../acts/organization.ts';
import type { Panel } from '../panel.ts';
import { Icon } from './icon.tsx';

export function OrganizationBar({ panel }: { panel: Panel }) {
  const { organizations, organizationId, status } = panel.store.state;
  if (organizations.length < 2 || status === 'signed-out') return null;
  return (
    <label class="place" title={say('organizationHint')}>
      <Icon node={Building2} />
      <select
        aria-label={say('organization')}
        value={organizationId ?? ''}
        onChange={({ currentTarget }) => void chooseOrganization(panel, currentTarget.value)}
      >
        {organizations.map((one) => (
          <option key={one.id} value={one.id}>
            {organizationName(one)}
          </option>
        ))}
      </select>
      <Icon node={ChevronsUpDown} />
    </label>
  );
}
