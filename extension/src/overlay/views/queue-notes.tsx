// Owns telling what waits for the server and what it refused.
import { CircleAlert, CloudOff } from 'lucide';
import { say } from '../../words/words.ts';
import { discard, retry } from '../acts/queue.ts';
import type { Panel } from '../panel.ts';
import { Icon } from './icon.tsx';

export function QueueNotes({ panel }: { panel: Panel }) {
  const { queue, busy } = panel.store.state;
  const waiting = queue.filter((entry) => entry.state === 'waiting').length;
  return (
    <>
      {waiting > 0 && (
        <div class="note warn" role="status">
          <div>
            <Icon node={CloudOff} /> {say('waiting', { count: waiting })}
          </div>
          <button type="button" class="link" disabled={busy !== null} onClick={() => void retry(panel)}>
            {say('retry')}
          </button>
        </div>
      )}
      {queue.map((entry) =>
        entry.state === 'failed' ? (
          <div class="note bad" role="alert" key={entry.id}>
            <div>
              <Icon node={CircleAlert} /> {say('refused', { reason: entry.reason ?? '' })}
            </div>
            <div class="row">
              <button type="button" class="link" disabled={busy !== null} onClick={() => void retry(panel, true)}>
                {say('retry')}
              </button>
              <button type="button" class="link" disabled={busy !== null} onClick={() => void discard(panel, entry.id)}>
                {say('discard')}
              </button>
            </div>
          </div>
        ) : null,
      )}
    </>
  );
}
