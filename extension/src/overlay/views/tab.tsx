// Owns the folded panel: one small button at the edge.
import { PanelRightOpen } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../../words/words.ts';
import { takeFocus, unfold } from '../acts/fold.ts';
import type { Panel } from '../panel.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';

export function Tab({ panel }: { panel: Panel }) {
  const { subject, contact, queue } = panel.store.state;
  const button = useRef<HTMLButtonElement>(null);
  // Before the next key: until the counterpart has the focus, keys would go to the page.
  useLayoutEffect(() => takeFocus(panel, button.current), [panel]);
  const name = contact?.name ?? subject?.name ?? '';
  return (
    <button
      type="button"
      class="tab"
      ref={button}
      aria-label={[say('openPanel'), name].filter(Boolean).join(': ')}
      onClick={() => unfold(panel)}
    >
      {subject === null ? <Icon node={PanelRightOpen} /> : <Avatar name={name} />}
      {queue.length > 0 && <span class="badge">{queue.length}</span>}
    </button>
  );
}
