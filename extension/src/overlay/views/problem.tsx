// Owns saying what did not work, in one sentence.
import { CircleAlert } from 'lucide';
import { say } from '../../words/words.ts';
import { restore } from '../acts/capture.ts';
import type { Panel } from '../panel.ts';
import { Icon } from './icon.tsx';

export function Problem({ panel }: { panel: Panel }) {
  const { problem, deleted, busy } = panel.store.state;
  return (
    <>
      {problem !== null && (
        <div class="note bad" role="alert">
          <div>
            <Icon node={CircleAlert} /> {problem}
          </div>
        </div>
      )}
      {deleted !== null && (
        <div class="note warn" role="alert">
          <div>
            <Icon node={CircleAlert} /> {say('deletedBefore')}
          </div>
          <button type="button" disabled={busy !== null} onClick={() => void restore(panel, deleted.contactId)}>
            {say('restore')}
          </button>
        </div>
      )}
    </>
  );
}
