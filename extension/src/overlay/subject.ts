// Owns which person the panel shows. A change on the page shows at once; answers about anyone else are dropped.
import { ask } from '../messages/ask.ts';
import type { PersonView } from '../messages/contract.ts';
import type { Draft, Person } from '../messages/shapes.ts';
import type { Reading } from '../sites/site-adapter.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { forNobody, type PanelState, type PanelStore, type Toast } from './panel-state.ts';
import { report } from './report.ts';

export interface SubjectKeeper {
  /** Takes what the page shows now. */
  take(reading: Reading): void;
  /** Asks again about the same person, without hiding what is shown. */
  refresh(): Promise<void>;
  /** Asks about the same person in another organization: nothing of the one before stays on screen. */
  moveOn(): void;
  /** Aborts as soon as another person is on screen. */
  route(): AbortSignal;
}

/** Milliseconds that a page may stay unreadable, as while it loads, before the panel says so. */
const loadingTime = 2_500;

export function createSubjectKeeper(store: PanelStore, drafts: DraftKeeper, signal: AbortSignal): SubjectKeeper {
  let route = new AbortController();
  let seen = 'nothing yet';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const load = async () => {
    const { subject, draft } = store.state;
    if (subject === null) return;
    const here = route.signal;
    drafts.flush();
    try {
      const view = await ask('person.show', { person: asTyped(subject, draft) });
      if (!here.aborted) store.set(fromView(view, store.state));
    } catch (error) {
      if (here.aborted) return;
      report(store)(error);
      // Not known, not unknown: the form works all the same, and what it stores is kept.
      if (store.state.status === 'loading') store.set({ status: 'offline' });
    }
  };

  /** What was typed is kept; what is under way no longer shows. */
  const leave = () => {
    drafts.flush();
    route.abort();
    route = new AbortController();
    clearTimeout(timer);
  };

  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    route.abort();
  });
  return {
    refresh: load,
    route: () => route.signal,
    moveOn() {
      const { subject, status } = store.state;
      if (subject === null) return;
      leave();
      store.set({ ...forNobody, toast: null, status: status === 'signed-out' ? status : 'loading' });
      void load();
    },
    take({ subject, limited }) {
      const now = subject?.key ?? (limited ? 'limited' : 'nobody');
      if (now === seen) {
        // The page may have learnt a name meanwhile.
        if (JSON.stringify(subject) !== JSON.stringify(store.state.subject)) store.set({ subject });
        return;
      }
      seen = now;
      leave();
      const status = subject !== null || limited ? 'loading' : 'unknown';
      store.set({ ...forNobody, subject, status, toast: named(store.state) });
      if (limited) timer = setTimeout(() => store.set({ status: 'limited' }), loadingTime);
      void load();
    },
  };
}

/** What happened a moment ago stays on screen with its Undo, under the name of the person it happened to. */
function named({ toast, contact, subject }: PanelState): Toast | null {
  const name = contact?.name ?? subject?.name;
  return toast === null || toast.about !== undefined || !name || toast.text.includes(name)
    ? toast
    : { ...toast, about: name };
}

/** Whom the person on screen may be goes by what somebody typed of them, not by what the page says. */
const asTyped = (subject: Person, { form }: Draft): Person =>
  form === undefined ? subject : { ...subject, name: form.name, companyName: form.companyName };

function fromView(view: PersonView, before: PanelState): Partial<PanelState> {
  const found = view.contact === null ? ('unknown' as const) : ('known' as const);
  // Also after a first question that nobody answered, unless something was typed since, and in another organization.
  const isFirst =
    before.status === 'loading' ||
    before.organizationId !== view.organizationId ||
    (before.status === 'offline' && Object.keys(before.draft).length === 0);
  // Without the server, what is already shown stays.
  const stays = view.session === 'offline' && before.contact !== null;
  const { contact, suggestions, interactions, around, portalUrl, organizationId } = stays ? before : view;
  return {
    status: view.session === 'ready' ? found : view.session,
    sessionEnded: view.signedOutReason === 'ended',
    contact,
    suggestions,
    interactions,
    around,
    portalUrl,
    organizations: view.organizations,
    organizationId,
    queue: view.queue,
    // What is being typed right now is newer than what is stored.
    ...(isFirst ? { draft: view.draft } : {}),
  };
}
