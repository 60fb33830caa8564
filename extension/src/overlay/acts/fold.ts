// Owns folding the panel to its tab and back; the choice is remembered per site.
import { ask } from '../../messages/ask.ts';
import type { Panel } from '../panel.ts';
import { report } from '../report.ts';

export function fold(panel: Panel): void {
  const { store } = panel;
  // Opened by hand over an empty page: closing that again is no lasting choice.
  const isPassing = store.state.insisted;
  store.set({ refocus: true, insisted: false, collapsed: store.state.collapsed || !isPassing });
  if (!isPassing) remember(panel, true);
}

export function unfold(panel: Panel): void {
  panel.store.set({ refocus: true, insisted: true, collapsed: false });
  remember(panel, false);
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
