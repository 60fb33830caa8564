// Owns the keys that lead into the box from anywhere on the page: Ctrl+K, or ⌘K.
import type { ReactiveController } from 'lit';

/** What the keys are called here. */
export const shortcutName = (): string => (/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K');

interface Host {
  /** Whether the keys are wanted. */
  readonly shortcut: boolean;
}

/** Listens while its host is on the page. */
export class PageShortcut implements ReactiveController {
  #page = new AbortController();
  readonly #host: Host;
  readonly #go: () => void;

  constructor(host: Host, go: () => void) {
    this.#host = host;
    this.#go = go;
  }

  hostConnected(): void {
    this.#page = new AbortController();
    document.addEventListener('keydown', this.#onKey, { signal: this.#page.signal });
  }

  hostDisconnected(): void {
    this.#page.abort();
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const wanted = this.#host.shortcut && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!wanted || event.code !== 'KeyK') return;
    event.preventDefault();
    this.#go();
  };
}
