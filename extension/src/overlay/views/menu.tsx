// Owns a button with a menu of acts below it.
import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Panel } from '../panel.ts';
import type { PanelState } from '../panel-state.ts';
import { Icon } from './icon.tsx';

interface MenuView {
  panel: Panel;
  which: NonNullable<PanelState['menu']>;
  /** Says what the button opens. */
  label: string;
  icon: IconNode;
  /** Draws the acts; `choose` makes the handler of one. */
  children: (choose: (run?: () => Promise<void>) => () => void) => ComponentChildren;
}

/** Closes with a choice; the focus then stands on the button, so that no key goes to the page. */
export function Menu({ panel, which, label, icon, children }: MenuView) {
  const button = useRef<HTMLButtonElement>(null);
  const open = panel.store.state.menu === which;
  const choose = (run?: () => Promise<void>) => () => {
    button.current?.focus();
    panel.store.set({ menu: null });
    void run?.();
  };
  return (
    <div class="with-menu">
      <button
        type="button"
        class="bare"
        ref={button}
        aria-label={label}
        title={label}
        aria-expanded={open}
        onClick={() => panel.store.set({ menu: open ? null : which })}
      >
        <Icon node={icon} />
      </button>
      {open && <div class="menu">{children(choose)}</div>}
    </div>
  );
}
