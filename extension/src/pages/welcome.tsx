// Owns the first run: where the server is, who signs in, and what to do next.
import { useState } from 'preact/hooks';
import type { SessionStatus } from '../messages/contract.ts';
import { say } from '../words/words.ts';
import { Account } from './account.tsx';
import { AskPermission } from './ask-permission.tsx';
import { FactorStep } from './factor-step.tsx';
import { PairStep } from './pair-step.tsx';
import { type Server, ServerStep } from './server-step.tsx';
import { SignInStep } from './sign-in-step.tsx';
import { useStatus } from './use-status.ts';

const defaultServer = 'http://localhost:8787';

export function Welcome() {
  const [status, setStatus] = useStatus();
  const [server, setServer] = useState<Server | null>(null);
  const [needsFactor, setNeedsFactor] = useState(false);
  if (status === null) return <div class="stack" />;
  if (status.state === 'signed-in')
    return (
      <div class="stack">
        <h1>{say('ready')}</h1>
        <p>{say('readyHint')}</p>
        <AskPermission />
        <Account status={status} onChange={setStatus} />
      </div>
    );
  const done = (signedIn: SessionStatus) => {
    setServer(null);
    setNeedsFactor(false);
    setStatus(signedIn);
  };
  const isBack = status.reason === 'ended';
  return (
    <div class="stack">
      <h1>{say(isBack ? 'sessionEnded' : 'welcome')}</h1>
      <p class="hint">{say(isBack ? 'sessionEndedHint' : 'welcomeHint')}</p>
      {server === null && <ServerStep address={status.apiUrl ?? defaultServer} onFound={setServer} />}
      {server !== null && needsFactor && <FactorStep server={server.address} onDone={done} />}
      {server !== null && !needsFactor && (
        <FirstFactor
          server={server}
          email={status.email ?? ''}
          onChange={() => setServer(null)}
          onDone={done}
          onFactor={() => setNeedsFactor(true)}
        />
      )}
    </div>
  );
}

interface FirstProps {
  server: Server;
  email: string;
  onChange: () => void;
  onDone: (status: SessionStatus) => void;
  onFactor: () => void;
}

/** By password, or by a code of the portal where it shows some. */
function FirstFactor({ server: { address, pairing }, email, ...then }: FirstProps) {
  const [byPassword, setByPassword] = useState(true);
  return (
    <>
      {byPassword ? <SignInStep server={address} email={email} {...then} /> : <PairStep server={address} {...then} />}
      {pairing && (
        <button type="button" class="link" onClick={() => setByPassword(!byPassword)}>
          {say(byPassword ? 'useCode' : 'usePassword')}
        </button>
      )}
    </>
  );
}
