// Owns the second step: email and password, handed to the worker and kept nowhere else.
import { useState } from 'preact/hooks';
import { ask } from '../messages/ask.ts';
import type { SessionStatus } from '../messages/contract.ts';
import { say } from '../words/words.ts';
import { errorWords, isFactorNeeded } from './error-words.ts';
import { Field } from './field.tsx';

interface SignInProps {
  server: string;
  email: string;
  onChange: () => void;
  onDone: (status: SessionStatus) => void;
  /** There is a second factor to give. */
  onFactor: () => void;
}

export function SignInStep({ server, email, onChange, onDone, onFactor }: SignInProps) {
  const [form, setForm] = useState({ email, password: '' });
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      onDone(await ask('session.signIn', { address: server, ...form }));
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
        id="email"
        label={say('email')}
        value={form.email}
        autocomplete="username"
        onEdit={(value) => setForm({ ...form, email: value })}
      />
      <Field
        id="password"
        label={say('password')}
        secret
        value={form.password}
        autocomplete="current-password"
        error={error}
        onEdit={(password) => setForm({ ...form, password })}
      />
      <button type="submit" class="primary" disabled={busy}>
        {say(busy ? 'signingIn' : 'signIn')}
      </button>
    </form>
  );
}
