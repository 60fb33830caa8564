// Owns showing who is signed in where, what waits to be sent, and the way out.
import { useState } from 'preact/hooks';
import { ask } from '../messages/ask.ts';
import type { SessionStatus } from '../messages/contract.ts';
import type { QueueEntry } from '../messages/shapes.ts';
import { organizationName } from '../words/organization-name.ts';
import { say } from '../words/words.ts';
import { OrganizationField } from './organization-field.tsx';

export function Account({ status, onChange }: { status: SessionStatus; onChange: (status: SessionStatus) => void }) {
  const [busy, setBusy] = useState(false);
  const during = async (work: () => Promise<SessionStatus>) => {
    setBusy(true);
    onChange(await work().finally(() => setBusy(false)));
  };
  const retry = async () => {
    const { queue } = await ask('queue.retry', { refused: true });
    return { ...status, queue };
  };
  return (
    <div class="stack">
      <div class="tight">
        <p>{say('signedInAs', { email: status.email ?? '' })}</p>
        <p class="hint">{say('onServer', { server: status.apiUrl ?? '' })}</p>
      </div>
      <OrganizationField status={status} onChange={onChange} />
      {status.queue.length > 0 && (
        <ul>
          {status.queue.map((entry) => (
            <li class={entry.state === 'failed' ? 'note bad' : 'note'} key={entry.id}>
              {entry.subjectName}: {entry.reason ?? say('waiting', { count: 1 })}
              <Destination entry={entry} status={status} />
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        {status.queue.length > 0 && (
          <button type="button" disabled={busy} onClick={() => void during(retry)}>
            {say('retry')}
          </button>
        )}
        <button type="button" disabled={busy} onClick={() => void during(() => ask('session.signOut', {}))}>
          {say('signOut')}
        </button>
      </div>
    </div>
  );
}

/** Where an entry goes, for people in several organizations. */
function Destination({ entry, status: { organizations } }: { entry: QueueEntry; status: SessionStatus }) {
  const where = organizations.find(({ id }) => id === entry.organizationId);
  if (organizations.length < 2 || where === undefined) return null;
  return <p class="hint">{say('inOrganization', { organization: organizationName(where) })}</p>;
}
