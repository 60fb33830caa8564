// Owns dialogs above everything: how they open, whose keys they are, and their look.
import { css } from 'lit';

/** For `ref`: shows a dialog as soon as it is there. */
export function openModal(element: Element | undefined): void {
  if (!(element instanceof HTMLDialogElement) || element.open) return;
  queueMicrotask(() => element.isConnected && element.showModal());
}

/** Keys in a dialog are for it alone; Escape closes it by itself. */
export const keepKeys = (event: KeyboardEvent): void => event.stopPropagation();

export const dialogSheet = css`
  .dialog {
    inline-size: min(480px, 100% - 32px);
    max-block-size: calc(100dvh - 32px);
    padding: 20px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: 0 8px 32px rgb(16 19 31 / 0.2);
  }
  .dialog::backdrop {
    background: rgb(16 19 31 / 0.4);
  }
  .dialog h2 {
    margin: 0 0 12px;
    font-size: var(--_size-title);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .dialog label {
    display: block;
    margin-block-end: 4px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .dialog .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 16px;
  }
`;
