// Owns folding the panel to its tab and back; the choice is remembered per site.
import { ask } from '../../messages/ask.ts';
import type { Panel } from '../panel.ts';
import { isFolded } from '../panel-state.ts';
import { report } from '../report.ts';

/** Folds the panel. Closing one that was opened by hand over an empty page is no lasting choice. */
export function fold(panel: Panel): void {
  const { store } = panel;
  store.set({ refocus: true, insisted: false });
  if (isFolded(store.state)) return;
  store.set({ collapsed: true });
  remember(panel, true);
}

/** Opens the panel, also where it would stay folded by itself. */
export function unfold(panel: Panel): void {
  const { collapsed } = panel.store.state;
  panel.store.set({ refocus: true, collapsed: false });
  if (isFolded(panel.store.state)) panel.store.set({ insisted: true });
  if (collapsed) remember(panel, false);
}

/** Focus goes along: the button that was pressed is gone, its counterpart takes over. */
export function takeFocus({ store }: Panel, button: HTMLElement | null): void {
  if (!store.state.refocus) return;
  store.set({ refocus: false });
  button?.focus();
}

function remember({ store, adapter }: Panel, collapsed: boolean): void {
  void ask('panel.write', { site: adapter.id, collapsed }).catch(report(store));
}
