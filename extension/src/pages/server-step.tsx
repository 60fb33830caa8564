// Owns the first step: the server's address, checked before anything else is asked.
import { useState } from 'preact/hooks';
import { ask } from '../messages/ask.ts';
import { say } from '../words/words.ts';
import { errorWords } from './error-words.ts';
import { Field } from './field.tsx';

/** A server that was found. */
export interface Server {
  address: string;
  /** Whether codes of the portal serve there. */
  pairing: boolean;
}

export function ServerStep({ address, onFound }: { address: string; onFound: (server: Server) => void }) {
  const [typed, setTyped] = useState(address);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const { pairing } = await ask('session.discover', { address: typed });
      onFound({ address: typed, pairing });
    } catch (failure) {
      setError(errorWords(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="stack" onSubmit={onSubmit}>
      <Field
        id="server"
        label={say('server')}
        value={typed}
        autocomplete="url"
        hint={say('serverHint')}
        error={error}
        onEdit={setTyped}
      />
      <button type="submit" class="primary" disabled={busy}>
        {say(busy ? 'checking' : 'next')}
      </button>
    </form>
  );
}
