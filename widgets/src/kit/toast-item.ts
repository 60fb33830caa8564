// Owns one toast: how long it stays, and its way back.

import { codeOf } from './code-of.ts';
import { Countdown } from './countdown.ts';
import type { Toast } from './toast.ts';
import { type ToastKey, toastWords } from './toast-words.ts';
import { undoChange } from './undo-change.ts';

/** Milliseconds on screen; less once it was undone. */
const lifetime = 8_000;
const undoneLifetime = 4_000;

const phrases: Record<string, ToastKey> = {
  unreachable: 'notReached',
  forbidden: 'notAllowed',
  conflict: 'changedSince',
  version_conflict: 'changedSince',
  undo_conflict: 'changedSince',
  not_found: 'tooLate',
  undo_expired: 'tooLate',
  undo_used: 'tooLate',
  undo_unknown: 'tooLate',
};

interface Watcher {
  changed(): void;
  over(item: ToastItem): void;
}

let count = 0;

export class ToastItem {
  readonly id = String(++count);
  readonly toast: Toast;
  readonly theme: string;
  phase: 'told' | 'undoing' | 'undone' | 'failed' = 'told';
  #failure: unknown;
  #countdown: Countdown;
  #running = false;
  readonly #watcher: Watcher;

  constructor(toast: Toast, watcher: Watcher) {
    this.toast = toast;
    this.theme = getComputedStyle(toast.near).colorScheme;
    this.#watcher = watcher;
    this.#countdown = this.#lasting(lifetime);
  }

  get problem(): boolean {
    return this.phase === 'failed' || (this.phase === 'told' && this.toast.problem === true);
  }

  /** Whether the button stands there. After a failure only when trying again may help. */
  get canUndo(): boolean {
    const { undo, undoToken, session } = this.toast;
    if (!undo && !(undoToken && session)) return false;
    if (this.phase === 'failed') return codeOf(this.#failure) === 'unreachable';
    return this.phase !== 'undone';
  }

  words(): string {
    const t = toastWords(this.toast.language, () => this.#watcher.changed());
    if (this.phase === 'undone') return t('undone');
    if (this.phase !== 'failed') return this.toast.text;
    const code = codeOf(this.#failure);
    return t(phrases[code] ?? 'notUndone', { code });
  }

  run(): void {
    this.#running = true;
    // While it is being undone it stays.
    if (this.phase !== 'undoing') this.#countdown.run();
  }

  hold(): void {
    this.#running = false;
    this.#countdown.hold();
  }

  end(): void {
    this.hold();
  }

  async undo(): Promise<void> {
    if (this.phase === 'undoing' || !this.canUndo) return;
    this.#countdown.hold();
    this.#turn('undoing');
    try {
      await this.#goBack();
      this.#countdown = this.#lasting(undoneLifetime);
      this.#turn('undone');
      this.toast.onUndone?.();
    } catch (error) {
      this.#failure = error;
      this.#countdown = this.#lasting(lifetime);
      this.#turn('failed');
    }
    if (this.#running) this.#countdown.run();
  }

  async #goBack(): Promise<void> {
    const { undo, undoToken, session } = this.toast;
    if (undo) await undo();
    else if (undoToken && session) await undoChange(session, undoToken);
  }

  #lasting(ms: number) {
    return new Countdown(ms, () => this.#watcher.over(this));
  }

  #turn(phase: ToastItem['phase']) {
    this.phase = phase;
    this.#watcher.changed();
  }
}
