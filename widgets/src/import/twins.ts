// Owns what a row's person is compared with: whoever it looks like, side by side, to be merged if they are one.
import type { ImportRow } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { html, type LitElement, nothing } from 'lit';
import { Comparison } from '../duplicates/comparison.ts';
import { readPerson } from '../duplicates/read-record.ts';
import type { duplicateWords } from '../duplicates/words.ts';
import { clientOf } from '../kit/client.ts';
import { openRecord } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import type { Desk } from './desk.ts';
import type { ImportKey } from './words.ts';

/** The widget that shows it. */
export interface TwinsHost {
  element: LitElement;
  language(): Language;
  session(): KithSession | undefined;
  desk(): Desk | undefined;
  words(): ReturnType<typeof duplicateWords>;
}

export class Twins {
  readonly #host: TwinsHost;
  readonly #comparison = new Comparison({
    client: () => this.#client,
    changed: () => this.#host.element.requestUpdate(),
    merged: ({ name }, { undoToken }) => this.#merged(name, undoToken),
  });

  constructor(host: TwinsHost) {
    this.#host = host;
  }

  /** Shows two people side by side. */
  async compare(one: string, other: string): Promise<void> {
    const client = this.#client;
    const desk = this.#host.desk();
    if (!client || !desk) return;
    await desk.try(async () => {
      const [first, second] = await Promise.all([readPerson(client, one), readPerson(client, other)]);
      this.#comparison.open('contacts', first, second);
    });
  }

  close(): void {
    this.#comparison.close();
  }

  draw() {
    return this.#comparison.isOpen ? this.#comparison.draw(this.#host.words()) : nothing;
  }

  #merged(name: string, undoToken: string | null) {
    const { element, desk, words } = this.#host;
    const language = this.#host.language();
    const again = () => void desk()?.show('alike');
    const text = words()('merged', { name });
    const session = this.#host.session();
    void showToast({ near: element, language, session, text, undoToken, onUndone: again });
    again();
  }

  get #client() {
    const session = this.#host.session();
    return session && clientOf(session);
  }
}

/** Buttons for whoever a row looks like; to compare, once the row has a record of its own. */
export function personsOf(
  { t, twins }: { t: Words<ImportKey>; twins: Twins },
  { row, done, recordId: own, remarks }: ImportRow,
) {
  return remarks.map(({ recordId: id, value: name = '' }) => {
    if (id === undefined || id === own) return nothing;
    return html`<span class="pair">
      <button class="button" type="button" aria-label=${t('openNamed', { name })}
        @click=${({ currentTarget }: MouseEvent) => currentTarget instanceof Element && openRecord(currentTarget, { type: 'contact', id })}>
        ${t('openPerson')}
      </button>
      ${
        done && own !== null
          ? html`<button class="button" type="button" aria-label=${t('compareNamed', { row, name })}
              @click=${() => void twins.compare(own, id)}>
              ${t('compare')}
            </button>`
          : nothing
      }
    </span>`;
  });
}
