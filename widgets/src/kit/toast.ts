// Owns telling what happened, with a way back. The code of the toasts is loaded with the first one.
import type { Language } from '@kith/sdk/words';
import type { KithSession } from './session.ts';

export interface Toast {
  /** Where it happened: the toast takes the look of it. */
  near: Element;
  language: Language;
  /** What happened, in that language: `Moved to Proposal`. */
  text: string;
  /** True when something did not work: it is read out at once. */
  problem?: boolean;
  /** The way back, as the change answered it; used with `session`. None: there is no Undo. */
  undoToken?: string | null | undefined;
  session?: KithSession | undefined;
  /** Another way back, for what no token stands for. May reject. */
  undo?: () => Promise<unknown>;
  /** Called when it was undone. */
  onUndone?: () => void;
}

/** Asks the page's one element for toasts to show this one. */
export const toastEvent = 'kith-toast';

/**
 * Shows a toast at the bottom left for eight seconds, not counting the time under the pointer or the focus.
 * @example void showToast({ near: this, language: this.language, session, text: t('moved'), undoToken: deal.undoToken });
 */
export async function showToast(toast: Toast): Promise<void> {
  try {
    const { toastHost } = await import('./toast-host.ts');
    toastHost().dispatchEvent(new CustomEvent<Toast>(toastEvent, { detail: toast }));
  } catch (error) {
    // The change is done; only the telling failed.
    console.info('Kith could not show what happened.', error);
  }
}
