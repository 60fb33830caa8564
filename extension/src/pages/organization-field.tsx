// Owns choosing the organization on the extension's own pages. Whoever belongs to one only sees nothing of it.
import { ask } from '../messages/ask.ts';
import type { SessionStatus } from '../messages/contract.ts';
import { organizationName } from '../words/organization-name.ts';
import { say } from '../words/words.ts';

export function OrganizationField({
  status,
  onChange,
}: {
  status: SessionStatus;
  onChange: (status: SessionStatus) => void;
}) {
  if (status.organizations.length < 2) return null;
  const choose = async (organizationId: string) => {
    onChange({ ...status, organizationId });
    await ask('organization.choose', { id: organizationId });
  };
  return (
    <div class="tight">
      <label for="organization">{say('organization')}</label>
      <select
        id="organization"
        value={status.organizationId ?? ''}
        onChange={({ currentTarget }) => void choose(currentTarget.value)}
      >
        {status.organizations.map((one) => (
          <option key={one.id} value={one.id}>
            {organizationName(one)}
          </option>
        ))}
      </select>
      <p class="hint">{say('organizationHint')}</p>
    </div>
  );
}
