// Owns what every act of the panel needs at hand.
import type { SiteAdapter } from '../sites/site-adapter.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import type { PanelStore, Work } from './panel-state.ts';
import { report } from './report.ts';
import type { SubjectKeeper } from './subject.ts';

export interface Panel {
  store: PanelStore;
  adapter: SiteAdapter;
  drafts: DraftKeeper;
  subject: SubjectKeeper;
}

/**
 * Runs one act: one at a time, with its buttons waiting, failures said in the panel.
 * The act gets a check that is true while the same person is still on screen.
 */
export async function act(panel: Panel, work: Work, run: (isHere: () => boolean) => Promise<void>): Promise<void> {
  const { store } = panel;
  if (store.state.busy !== null) return;
  const here = panel.subject.route();
  store.set({ busy: work, problem: null });
  try {
    await run(() => !here.aborted);
  } catch (error) {
    if (!here.aborted) report(store)(error);
  } finally {
    if (!here.aborted) store.set({ busy: null });
  }
}
