// Owns what every act of the panel needs at hand.
import type { SiteAdapter } from '../sites/site-adapter.ts';
import type { TakeTurns } from '../take-turns.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import type { PanelState, PanelStore, Work } from './panel-state.ts';
import { report } from './report.ts';
import type { SubjectKeeper } from './subject.ts';

export interface Panel {
  store: PanelStore;
  adapter: SiteAdapter;
  drafts: DraftKeeper;
  subject: SubjectKeeper;
  /** One act at a time. */
  inTurn: TakeTurns;
}

/**
 * Runs one act: one after another, with buttons waiting, failures said in the panel. Pressing again what is being done
 * does nothing. The act gets a check that is true while the person of its start is still on screen.
 */
export async function act(panel: Panel, work: Work, run: (isHere: () => boolean) => Promise<void>): Promise<void> {
  const { store } = panel;
  if (work !== 'other' && store.state.busy === work) return;
  const here = panel.subject.route();
  const set = (change: Partial<PanelState>) => {
    if (!here.aborted) store.set(change);
  };
  await panel.inTurn(async () => {
    set({ busy: work, problem: null });
    try {
      await run(() => !here.aborted);
    } catch (error) {
      if (!here.aborted) report(store)(error);
    } finally {
      set({ busy: null });
    }
  });
}
