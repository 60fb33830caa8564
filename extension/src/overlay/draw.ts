// Owns bringing the page's element, its place and the views in step with the panel's state.
import { h, render } from 'preact';
import type { Mounted } from './mount.ts';
import type { Panel } from './panel.ts';
import { isFolded, type PanelStore } from './panel-state.ts';
import { panelWidth, place } from './placement.ts';
import { Overlay } from './views/overlay.tsx';

/** Returns how to draw the state at once. */
export function drawer(mounted: Mounted, panel: Panel): () => void {
  const { store } = panel;
  let insisted = false;
  let drawing = false;
  let again = false;
  return () => {
    show(mounted, store);
    again = true;
    // A view may change the state while it is drawn, as when it takes the focus: drawn after, never inside.
    if (drawing) return;
    drawing = true;
    try {
      while (again) {
        again = false;
        if (insisted !== store.state.insisted) {
          insisted = store.state.insisted;
          position(mounted, panel);
        }
        render(h(Overlay, { panel }), mounted.root);
      }
    } finally {
      drawing = false;
    }
  };
}

/** Tests and bug reports read these attributes. */
function show({ host }: Mounted, { state }: PanelStore): void {
  host.dataset['state'] = state.status;
  host.dataset['subject'] = state.subject?.key ?? '';
  host.toggleAttribute('data-folded', isFolded(state));
}

/** Puts the overlay where it covers none of the page's bars and windows. */
export function position({ setRules }: Mounted, { adapter, store }: Panel): void {
  const anchor = adapter.anchor(document);
  const box = (element: Element | null) => element?.getBoundingClientRect() ?? null;
  const edges = { below: box(anchor.below), beside: box(anchor.beside), above: box(anchor.above) };
  const windows = adapter.obstacles(document).map((element) => element.getBoundingClientRect());
  const view = { width: innerWidth, height: innerHeight };
  const { top, right, bottom, aside } = place(view, edges, windows, store.state.insisted);
  setRules(`:host{--kith-top:${top}px;--kith-right:${right}px;--kith-bottom:${bottom}px;--kith-width:${panelWidth}px}`);
  if (aside !== store.state.aside) store.set({ aside });
}
