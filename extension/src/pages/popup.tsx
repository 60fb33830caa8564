// Owns the toolbar popup: signed in or not, what waits, the way to the set-up page.
import { ask } from '../messages/ask.ts';
import { say } from '../words/words.ts';
import { Account } from './account.tsx';
import { AskPermission } from './ask-permission.tsx';
import { useStatus } from './use-status.ts';

export function Popup() {
  const [status, setStatus] = useStatus();
  const open = () => void ask('setup.open', {}).then(() => window.close());
  if (status === null) return <div class="stack" />;
  return (
    <div class="stack">
      <h1>Kith</h1>
      {status.state === 'signed-in' ? (
        <>
          <AskPermission />
          <Account status={status} onChange={setStatus} />
          <button type="button" class="link" onClick={open}>
            {say('setUp')}
          </button>
        </>
      ) : (
        <>
          <p>{say(status.reason === 'ended' ? 'sessionEnded' : 'signedOut')}</p>
          <button type="button" class="primary" onClick={open}>
            {say('signIn')}
          </button>
        </>
      )}
    </div>
  );
}
