// Owns the panel's states that show nobody: loading, nobody, limited, signed out, offline.
import { CloudOff } from 'lucide';
import { useState } from 'preact/hooks';
import type { CaptureForm } from '../../messages/shapes.ts';
import { say } from '../../words/words.ts';
import { capture } from '../acts/capture.ts';
import { openSetup, retry } from '../acts/queue.ts';
import type { Panel } from '../panel.ts';
import { pointOf } from '../point-of.ts';
import { Icon } from './icon.tsx';
import { Problem } from './problem.tsx';
import { QueueNotes } from './queue-notes.tsx';
import { CaptureFields, Field } from './unknown.tsx';

/** Boxes of the sizes that the loaded panel has, so that nothing jumps. */
export function LoadingView() {
  return (
    <div class="scroll" aria-hidden="true">
      <div class="section">
        <div class="bone line" />
        <div class="bone line short" />
      </div>
      <div class="bone field" />
      <div class="section">
        <div class="bone line" />
        <div class="bone line short" />
      </div>
    </div>
  );
}

export function NobodyView() {
  return (
    <div class="scroll">
      <div class="section">
        <h3>{say('nobody')}</h3>
        <p class="hint">{say('nobodyHint')}</p>
      </div>
    </div>
  );
}

export function SignedOutView({ panel }: { panel: Panel }) {
  const { sessionEnded, busy } = panel.store.state;
  return (
    <div class="scroll">
      <div class="section">
        <h3>{say(sessionEnded ? 'sessionEnded' : 'signedOut')}</h3>
        <p class="hint">{say(sessionEnded ? 'sessionEndedHint' : 'signedOutHint')}</p>
      </div>
      <button type="button" class="primary wide" disabled={busy !== null} onClick={() => void openSetup(panel)}>
        {say('signIn')}
      </button>
    </div>
  );
}

export function OfflineView({ panel }: { panel: Panel }) {
  return (
    <div class="note warn" role="alert">
      <div>
        <Icon node={CloudOff} />
        <span>
          {say('offline')}. {say('offlineHint')}
        </span>
      </div>
      <button type="button" class="link" disabled={panel.store.state.busy !== null} onClick={() => void retry(panel)}>
        {say('retry')}
      </button>
    </div>
  );
}

/** The page cannot be read: a form to fill by hand. */
export function LimitedView({ panel }: { panel: Panel }) {
  const [form, setForm] = useState<CaptureForm>({ name: '', title: '', companyName: '', points: [] });
  const [address, setAddress] = useState('');
  const onSubmit = (event: Event) => {
    event.preventDefault();
    const point = pointOf(address);
    void capture(panel, { ...form, points: point === null ? [] : [point] });
  };
  const isEmpty = form.name.trim() === '' && address.trim() === '';
  return (
    <div class="scroll">
      <div class="section">
        <h3>{say('limited')}</h3>
        <p class="hint">{say('limitedHint')}</p>
      </div>
      <QueueNotes panel={panel} />
      <form class="form" onSubmit={onSubmit}>
        <CaptureFields form={form} onEdit={(change) => setForm({ ...form, ...change })} />
        <Field id="address" label={say('address')} value={address} onEdit={setAddress} />
        <Problem panel={panel} />
        <button type="submit" class="primary wide" disabled={isEmpty || panel.store.state.busy !== null}>
          {say('capture')}
        </button>
      </form>
    </div>
  );
}
