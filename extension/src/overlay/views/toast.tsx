// Owns the toast: what happened and Undo, for eight seconds, as long as nobody points at it.
import { X } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../../words/words.ts';
import type { Panel } from '../panel.ts';
import type { Toast } from '../panel-state.ts';
import { Icon } from './icon.tsx';

/** Milliseconds on screen, not counting the time under the pointer or the focus. */
const lifetime = 8_000;

export function ToastView({ panel, toast }: { panel: Panel; toast: Toast }) {
  const [held, setHeld] = useState(false);
  const left = useRef(lifetime);
  useEffect(() => {
    if (held) return;
    const since = Date.now();
    const timer = setTimeout(() => panel.store.set({ toast: null }), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= Date.now() - since;
    };
  }, [held, panel]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  const undo = () => {
    panel.store.set({ toast: null });
    void toast.undo?.();
  };
  return (
    <div class="toast" role="status" onMouseEnter={hold} onMouseLeave={release} onFocusIn={hold} onFocusOut={release}>
      <span>{toast.about === undefined ? toast.text : `${toast.about}: ${toast.text}`}</span>
      {toast.undo !== undefined && (
        <button type="button" class="link" onClick={undo}>
          {say('undo')}
        </button>
      )}
      <button type="button" class="bare" aria-label={say('close')} onClick={() => panel.store.set({ toast: null })}>
        <Icon node={X} />
      </button>
    </div>
  );
}
