// Owns the panel's head: who it is, and what else can be done about them.
import { Ellipsis, ExternalLink, PanelRightClose, RefreshCw, Settings2, Trash2, Undo2 } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../../words/words.ts';
import { remove } from '../acts/capture.ts';
import { fold, takeFocus } from '../acts/fold.ts';
import { openSetup } from '../acts/queue.ts';
import type { Panel } from '../panel.ts';
import type { PanelState } from '../panel-state.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';

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
        <More panel={panel} />
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

function More({ panel }: { panel: Panel }) {
  const { contact, undoable, portalUrl } = panel.store.state;
  return (
    <Menu panel={panel} which="more" label={say('more')} icon={Ellipsis}>
      {(choose) => (
        <>
          {undoable !== null && Date.now() < undoable.until && (
            <button type="button" onClick={choose(() => undoable.undo())}>
              <Icon node={Undo2} /> <span class="cut">{say('undoThis', { what: undoable.text })}</span>
            </button>
          )}
          {contact !== null && portalUrl !== null && (
            <a
              class="button"
              href={`${portalUrl}/#/people/${contact.id}`}
              target="_blank"
              rel="noreferrer"
              onClick={choose()}
            >
              <Icon node={ExternalLink} /> {say('openInKith')}
            </a>
          )}
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
        </>
      )}
    </Menu>
  );
}
