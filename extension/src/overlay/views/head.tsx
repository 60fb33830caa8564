// Owns the panel's head: who it is, and what else can be done about them.
import { Ellipsis, PanelRightClose, RefreshCw, Settings2, Trash2 } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../../words/words.ts';
import { remove } from '../acts/capture.ts';
import { fold, takeFocus } from '../acts/fold.ts';
import { openSetup } from '../acts/queue.ts';
import type { Panel } from '../panel.ts';
import type { PanelState } from '../panel-state.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';

export function Head({ panel }: { panel: Panel }) {
  const { state } = panel.store;
  const name = state.contact?.name ?? state.subject?.name ?? '';
  const folding = useRef<HTMLButtonElement>(null);
  // Before the next key: until the counterpart has the focus, keys would go to the page.
  useLayoutEffect(() => takeFocus(panel, folding.current), [panel]);
  const shown = name || state.subject?.points[0]?.value || 'Kith';
  return (
    <header class="head">
      {state.status === 'loading' && name === '' ? <span class="bone circle" /> : <Avatar name={shown} />}
      <div class="who">
        <h2>{shown}</h2>
        <p class="meta">{subtitle(state)}</p>
      </div>
      <div class="tools">
        <Menu panel={panel} />
        <button
          type="button"
          class="bare"
          ref={folding}
          aria-label={say('foldPanel')}
          title={say('foldPanel')}
          onClick={() => fold(panel)}
        >
          <Icon node={PanelRightClose} />
        </button>
      </div>
    </header>
  );
}

function subtitle({ status, contact, subject }: PanelState): string {
  if (status === 'loading') return say('loading');
  if (contact !== null) return [contact.title, contact.company?.name].filter(Boolean).join(' · ');
  return status === 'unknown' && subject !== null ? say('notInKith') : '';
}

function Menu({ panel }: { panel: Panel }) {
  const { contact, menu: open } = panel.store.state;
  const setOpen = (menu: boolean) => panel.store.set({ menu });
  const choose = (run: () => Promise<void>) => () => {
    setOpen(false);
    void run();
  };
  return (
    <div>
      <button
        type="button"
        class="bare"
        aria-label={say('more')}
        title={say('more')}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon node={Ellipsis} />
      </button>
      {open && (
        <div class="menu">
          <button type="button" onClick={choose(() => panel.subject.refresh())}>
            <Icon node={RefreshCw} /> {say('refresh')}
          </button>
          {contact !== null && (
            <button type="button" onClick={choose(() => remove(panel, contact))}>
              <Icon node={Trash2} /> {say('remove')}
            </button>
          )}
          <button type="button" onClick={choose(() => openSetup(panel))}>
            <Icon node={Settings2} /> {say('setUp')}
          </button>
        </div>
      )}
    </div>
  );
}
