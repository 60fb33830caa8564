// Owns the second step without a password: the code that the portal shows, handed to the worker.
import { useState } from 'preact/hooks';
import { ask } from '../messages/ask.ts';
import type { SessionStatus } from '../messages/contract.ts';
import { say } from '../words/words.ts';
import { errorWords, isFactorNeeded } from './error-words.ts';
import { Field } from './field.tsx';

interface PairProps {
  server: string;
  onChange: () => void;
  onDone: (status: SessionStatus) => void;
  /** There is a second factor to give. */
  onFactor: () => void;
}

export function PairStep({ server, onChange, onDone, onFactor }: PairProps) {
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      onDone(await ask('session.pair', { address: server, code }));
    } catch (failure) {
      if (isFactorNeeded(failure)) return onFactor();
      setError(errorWords(failure));
      setBusy(false);
    }
  };
  return (
    <form class="stack" onSubmit={onSubmit}>
      <div class="row spread">
        <p class="hint">{say('onServer', { server })}</p>
        <button type="button" class="link" onClick={onChange}>
          {say('change')}
        </button>
      </div>
      <Field
        id="code"
        label={say('pairCode')}
        value={code}
        autocomplete="off"
        hint={say('pairHint')}
        error={error}
        onEdit={setCode}
      />
      <button type="submit" class="primary" disabled={busy}>
        {say(busy ? 'pairing' : 'pair')}
      </button>
    </form>
  );
}
