// Owns what is told of a change of relations, with its way back, and removing one.
import { type Relation, unwrap } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { clientOf } from '../kit/client.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import type { Saved } from './save-relation.ts';
import type { RelationsKey } from './words.ts';

interface Host {
  element: Element;
  session(): KithSession | undefined;
  language(): Language;
  words(): Words<RelationsKey>;
  /** Reads again what stands around the record. */
  refresh(): void;
}

export class RelationActs {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  readonly tellSaved = ({ what, name, undoToken }: Saved): void => {
    this.#tell(what, name, undoToken);
    this.#host.refresh();
  };

  /** @param name of whom it is to. */
  async remove(relation: Relation, name: string): Promise<void> {
    const { element, session, language, words, refresh } = this.#host;
    const active = session();
    if (!active) return;
    try {
      const params = { path: { id: relation.id } };
      const { undoToken } = await unwrap(clientOf(active).DELETE('/v1/relations/{id}', { params }));
      this.#tell('removed', name, undoToken);
      refresh();
    } catch {
      void showToast({ near: element, language: language(), text: words()('notRemoved'), problem: true });
    }
  }

  #tell(key: Saved['what'] | 'removed', name: string, undoToken: string | null) {
    const { element, session, language, words, refresh } = this.#host;
    const text = words()(key, { name });
    void showToast({ near: element, language: language(), session: session(), text, undoToken, onUndone: refresh });
  }
}
