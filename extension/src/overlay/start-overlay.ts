// Owns the overlay's life on a page: mounts it, watches the site, keeps element, place and theme in step.
import { render } from 'preact';
import { ask, onNotice } from '../messages/ask.ts';
import type { Reading, SiteAdapter } from '../sites/site-adapter.ts';
import { takeTurns } from '../take-turns.ts';
import { fold } from './acts/fold.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { drawer, position } from './draw.ts';
import { followHostTheme } from './host-theme.ts';
import { isolateKeys } from './isolate-keys.ts';
import { keepMounted, type Mounted, mountOverlay } from './mount.ts';
import type { Panel } from './panel.ts';
import { createPanelStore, isFolded, type PanelStore } from './panel-state.ts';
import { report } from './report.ts';
import { createSubjectKeeper } from './subject.ts';

/** What a content script knows of its own life. */
export interface Life {
  signal: AbortSignal;
  /** False for a script that was left behind by an update, or that came after the page's own. */
  isValid(): boolean;
}

/** Starts the overlay. Call it at `document_start`: key isolation must be there before the page's scripts. */
export function startOverlay(adapter: SiteAdapter, life: Life): void {
  let mounted: Mounted | null = null;
  isolateKeys(() => mounted?.host ?? null, life.signal);
  const start = (current: Life) => {
    mounted = mountOverlay(life.signal);
    runOverlay(adapter, current, mounted);
  };
  if (document.readyState === 'loading')
    addEventListener('DOMContentLoaded', () => start(life), { once: true, signal: life.signal });
  // Firefox puts a new script into open pages, whose own listeners then hear keys first: only a reload helps.
  else start({ ...life, isValid: () => false });
}

function runOverlay(adapter: SiteAdapter, life: Life, mounted: Mounted): void {
  const { signal } = life;
  const panel = createPanel(adapter, signal);
  const draw = drawer(mounted, panel);
  // At once, not with the next frame: a hidden tab has no frames, and nobody must be shown a moment too long.
  panel.store.subscribe(draw);
  draw();
  const theme = followHostTheme(mounted.host, signal, (name) => mounted.host.setAttribute('theme', name));
  const look = () => {
    if (!life.isValid()) {
      leave(panel.store);
      position(mounted, panel);
      return;
    }
    keepMounted(mounted.host);
    panel.subject.take(readSafely(adapter));
    position(mounted, panel);
    theme.check();
  };
  adapter.watch(document, signal, look);
  listen(mounted, panel, signal, look);
  look();
}

function createPanel(adapter: SiteAdapter, signal: AbortSignal): Panel {
  const store = createPanelStore();
  const drafts = createDraftKeeper(store, signal);
  const subject = createSubjectKeeper(store, drafts, signal);
  return { store, adapter, drafts, subject, inTurn: takeTurns() };
}

/** Everything besides the page's content that the overlay follows. */
function listen(mounted: Mounted, panel: Panel, signal: AbortSignal, look: () => void): void {
  const { store, subject, adapter } = panel;
  const failed = report(store);
  mounted.root.addEventListener('keydown', (event) => onEscape(event, mounted, panel));
  addEventListener('resize', () => position(mounted, panel), { signal });
  addEventListener('online', () => void ask('queue.retry', { refused: false }).catch(failed), { signal });
  const onVisible = () => {
    if (document.visibilityState !== 'visible') return;
    look();
    if (!store.state.gone) void subject.refresh();
  };
  document.addEventListener('visibilitychange', onVisible, { signal });
  onNotice(signal, ({ changed }) => {
    if (changed === 'organization') subject.moveOn();
    else void subject.refresh();
  });
  signal.addEventListener('abort', () => render(null, mounted.root));
  void ask('panel.read', { site: adapter.id }).then(({ collapsed }) => store.set({ collapsed }), failed);
}

/** Escape closes the innermost thing of ours and nothing of the page's. */
function onEscape({ key }: KeyboardEvent, mounted: Mounted, panel: Panel): void {
  if (key !== 'Escape') return;
  if (panel.store.state.menu !== null) closeMenu(mounted, panel);
  else if (!isFolded(panel.store.state)) fold(panel);
}

function closeMenu({ root }: Mounted, { store }: Panel): void {
  root.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
  store.set({ menu: null });
}

/** Only the wish to reload is of use now. */
function leave(store: PanelStore): void {
  if (!store.state.gone) store.set({ gone: true });
}

/** An adapter must not throw; if one does, the page goes on and nobody is shown. */
function readSafely(adapter: SiteAdapter): Reading {
  try {
    return adapter.read(document, new URL(location.href));
  } catch (error) {
    console.error('Kith could not read this page.', error);
    return { subject: null, limited: true };
  }
}
