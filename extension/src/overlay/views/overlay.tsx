// Owns the overlay's outermost view: folded to a tab, or the panel in one of its states.
import type { Panel } from '../panel.ts';
import { isFolded } from '../panel-state.ts';
import { GoneView } from './gone.tsx';
import { Head } from './head.tsx';
import { KnownView } from './known.tsx';
import { OrganizationBar } from './organization-bar.tsx';
import { QueueNotes } from './queue-notes.tsx';
import { LimitedView, LoadingView, NobodyView, OfflineView, SignedOutView } from './states.tsx';
import { Tab } from './tab.tsx';
import { ToastView } from './toast.tsx';
import { UnknownView } from './unknown.tsx';

export function Overlay({ panel }: { panel: Panel }) {
  const { state } = panel.store;
  if (state.gone) return <GoneView />;
  if (isFolded(state)) return <Tab panel={panel} />;
  return (
    <section class="panel">
      <Head panel={panel} />
      <Body panel={panel} key={state.subject?.key ?? state.status} />
      <OrganizationBar panel={panel} />
      {state.toast !== null && <ToastView key={state.toast} panel={panel} toast={state.toast} />}
    </section>
  );
}

function Body({ panel }: { panel: Panel }) {
  const { status, subject, contact, queue } = panel.store.state;
  if (status === 'loading') return <LoadingView />;
  if (status === 'limited') return <LimitedView panel={panel} />;
  if (status === 'signed-out') return <SignedOutView panel={panel} />;
  if (subject === null) return <NobodyView />;
  if (contact !== null) return <KnownView panel={panel} />;
  return (
    <div class="scroll">
      {status === 'offline' && queue.length === 0 && <OfflineView panel={panel} />}
      <QueueNotes panel={panel} />
      <UnknownView panel={panel} />
    </div>
  );
}
