// Owns the third step, for those who have a second factor: a code of their app, handed to the worker.
import { useState } from 'preact/hooks';
import { ask } from '../messages/ask.ts';
import type { SessionStatus } from '../messages/contract.ts';
import { say } from '../words/words.ts';
import { errorWords } from './error-words.ts';
import { Field } from './field.tsx';

interface FactorProps {
  server: string;
  onDone: (status: SessionStatus) => void;
}

export function FactorStep({ server, onDone }: FactorProps) {
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      onDone(await ask('session.giveFactor', { address: server, code }));
    } catch (failure) {
      setError(errorWords(failure));
      setBusy(false);
    }
  };
  return (
    <form class="stack" onSubmit={onSubmit}>
      <p class="hint">{say('onServer', { server })}</p>
      <Field
        id="factor"
        label={say('factorCode')}
        value={code}
        autocomplete="one-time-code"
        hint={say('factorHint')}
        error={error}
        onEdit={setCode}
      />
      <button type="submit" class="primary" disabled={busy}>
        {say(busy ? 'checking' : 'next')}
      </button>
    </form>
  );
}
