// Owns what every form inside a widget shares: one attempt at a time, why the last one failed, and Escape.

export interface FormHost {
  /** Draws anew. */
  changed(): void;
  /** Leaves the form. */
  cancel(): void;
}

export class FormAct {
  /** An attempt is under way: the button waits. */
  busy = false;
  /** Why the last attempt failed; undefined when none did. */
  error: unknown;
  readonly #host: FormHost;

  constructor(host: FormHost) {
    this.#host = host;
  }

  /** Does the work unless some is under way. What it throws is kept as `error`. */
  async run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = undefined;
    this.#host.changed();
    try {
      await work();
    } catch (error) {
      this.error = error;
    }
    this.busy = false;
    this.#host.changed();
  }

  /** For the form's `keydown`: Escape leaves it, and nothing around it hears of that. */
  readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#host.cancel();
  };
}
