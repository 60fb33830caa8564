// Owns doing something to pairs, one thing at a time each, and what is told of it with its way back.
import type { KithClient } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import { clientOf } from '../kit/client.ts';
import { explain } from '../kit/problem.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import { mergeAll, type Pair, type PairKind, takeBack, tellApart } from './pairs.ts';
import type { duplicateWords } from './words.ts';

interface Host {
  element: Element;
  session(): KithSession | undefined;
  kind(): PairKind;
  language(): Language;
  words(): ReturnType<typeof duplicateWords>;
  changed(): void;
  /** Reads the pairs again. */
  refresh(): Promise<void>;
}

export class PairActs {
  readonly #busy = new Set<string>();
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** True while something is done to the pair. */
  busyWith({ id }: Pair): boolean {
    return this.#busy.has(id);
  }

  /** Tells what was done. The token takes it back. */
  tell(text: string, undoToken: string | null): void {
    this.#toast({ text, undoToken });
  }

  mergeAll(pairs: Pair[]): Promise<void> {
    return this.#attempt(pairs, async (client, kind) => {
      const { merged, undoToken } = await mergeAll(client, kind, pairs);
      this.tell(this.#host.words()('mergedMany', { count: merged }), undoToken);
    });
  }

  tellApart(pair: Pair): Promise<void> {
    return this.#attempt([pair], async (client, kind) => {
      const undoToken = await tellApart(client, kind, pair);
      this.tell(this.#host.words()('toldApart', { name: pair.first.name }), undoToken);
    });
  }

  takeBack(pair: Pair): Promise<void> {
    return this.#attempt([pair], async (client, kind) => {
      await takeBack(client, kind, pair);
      const text = this.#host.words()('tookBack', { name: pair.first.name });
      this.#toast({ text, undo: () => tellApart(client, kind, pair) });
    });
  }

  /** Says when it did not work. */
  async #attempt(pairs: Pair[], act: (client: KithClient, kind: PairKind) => Promise<void>): Promise<void> {
    const { session, kind, words, changed, refresh } = this.#host;
    const active = session();
    if (!active || pairs.some((pair) => this.busyWith(pair))) return;
    for (const { id } of pairs) this.#busy.add(id);
    changed();
    try {
      await act(clientOf(active), kind());
    } catch (error) {
      const { title, advice } = explain(error, words());
      this.#toast({ text: words()('didNotWork', { why: `${title}. ${advice}` }), problem: true });
    }
    for (const { id } of pairs) this.#busy.delete(id);
    await refresh();
    changed();
  }

  #toast(toast: { text: string; undoToken?: string | null; undo?: () => Promise<unknown>; problem?: boolean }) {
    const { element, session, language, refresh } = this.#host;
    void showToast({
      near: element,
      language: language(),
      session: session(),
      onUndone: () => void refresh(),
      ...toast,
    });
  }
}
