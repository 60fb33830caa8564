// Owns the account and queue as the extension's own pages see them, kept fresh by the worker's notices.
import { useEffect, useState } from 'preact/hooks';
import { ask, onNotice } from '../messages/ask.ts';
import type { SessionStatus } from '../messages/contract.ts';

/** The status, null until the worker has answered, and how to replace it. */
export function useStatus(): [SessionStatus | null, (status: SessionStatus) => void] {
  const [status, setStatus] = useState<SessionStatus | null>(null);
  useEffect(() => {
    const life = new AbortController();
    const load = () => void ask('session.status', {}).then(setStatus);
    onNotice(life.signal, load);
    load();
    return () => life.abort();
  }, []);
  return [status, setStatus];
}
