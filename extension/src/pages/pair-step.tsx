// Owns the second step without a password: the code that the portal shows, handed to the worker.
import { useState } from 'preact/hooks';
import { ask } from '../messages/ask.ts';
import type { SessionStatus } from '../messages/contract.ts';
import { say } from '../words/words.ts';
import { errorWords } from './error-words.ts';
import { Field } from './field.tsx';

interface PairProps {
  server: string;
  onChange: () => void;
  onDone: (status: SessionStatus) => void;
}

export function PairStep({ server, onChange, onDone }: PairProps) {
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
