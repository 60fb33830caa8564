// Owns keeping what is typed: in the panel at once, in the worker a moment later, at the latest before the page goes.
import { ask } from '../messages/ask.ts';
import type { Input } from '../messages/contract.ts';
import type { Draft } from '../messages/shapes.ts';
import type { PanelStore } from './panel-state.ts';
import { report } from './report.ts';

export interface DraftKeeper {
  /** Changes the draft of the person on screen. */
  edit(change: Draft): void;
  /** Sends a change that is still held back. */
  flush(): void;
}

/** Milliseconds of quiet after which typed text is stored. */
const quiet = 200;

export function createDraftKeeper(store: PanelStore, signal: AbortSignal): DraftKeeper {
  let pending: Input<'draft.write'> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    if (pending === null) return;
    void ask('draft.write', pending).catch(report(store));
    pending = null;
  };
  addEventListener('pagehide', flush, { signal });
  return {
    flush,
    edit(change) {
      const { subject, organizationId, draft } = store.state;
      const next = { ...draft, ...change };
      store.set({ draft: next });
      if (subject === null) return;
      pending = { subjectKey: subject.key, organizationId, draft: next };
      clearTimeout(timer);
      timer = setTimeout(flush, quiet);
    },
  };
}
