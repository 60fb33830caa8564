// Owns the panel of a person who is in Kith: points, last interaction, strength, deals, next task, notes, timeline, and the log button.
import { MessageSquarePlus } from 'lucide';
import { say } from '../../words/words.ts';
import { log } from '../acts/log.ts';
import type { Panel } from '../panel.ts';
import { Deals, NextTask, Strength } from './around.tsx';
import { Icon } from './icon.tsx';
import { Notes } from './notes.tsx';
import { Points } from './points.tsx';
import { Problem } from './problem.tsx';
import { QueueNotes } from './queue-notes.tsx';
import { OfflineView } from './states.tsx';
import { LastInteraction, Timeline } from './timeline.tsx';

export function KnownView({ panel }: { panel: Panel }) {
  const { contact, interactions, around, busy, status, queue } = panel.store.state;
  if (contact === null) return null;
  return (
    <>
      <div class="scroll">
        <div class="section">
          <Points points={contact.points} />
          <LastInteraction interactions={interactions} />
          <Strength around={around} />
        </div>
        {status === 'offline' && queue.length === 0 && <OfflineView panel={panel} />}
        <QueueNotes panel={panel} />
        <Problem panel={panel} />
        <Deals panel={panel} contact={contact} />
        <NextTask panel={panel} contact={contact} />
        <Notes panel={panel} contact={contact} />
        <Timeline interactions={interactions} />
      </div>
      <footer class="foot">
        <button
          type="button"
          class="primary wide"
          disabled={busy !== null}
          title={say('logHint')}
          onClick={() => void log(panel)}
        >
          <Icon node={MessageSquarePlus} /> {say(busy === 'log' ? 'logging' : 'log')}
        </button>
      </footer>
    </>
  );
}
