// Owns what is open above the list: the form of a relation, or the ways to the record. Each is loaded when it is first opened.
import type { KithClient, Relation } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { type LitElement, nothing } from 'lit';
import { openRecord } from '../kit/record.ts';
import type { PathFinder } from './path-finder.ts';
import type { RelationForm } from './relation-form.ts';
import type { Saved } from './save-relation.ts';
import type { RelationsKey } from './words.ts';

export interface DeskScene {
  client: KithClient;
  /** The record that the widget shows, and its name. */
  record: { type: 'contact' | 'company'; id: string };
  name: string;
}

export class Desk {
  #form: RelationForm | undefined;
  #finder: PathFinder | undefined;
  readonly #element: LitElement;
  readonly #saved: (saved: Saved) => void;

  constructor(element: LitElement, saved: (saved: Saved) => void) {
    this.#element = element;
    this.#saved = saved;
  }

  get open(): boolean {
    return this.#form !== undefined || this.#finder !== undefined;
  }

  /** True while the form has the one primary button. */
  get writing(): boolean {
    return this.#form !== undefined;
  }

  draw(t: Words<RelationsKey>) {
    return this.#form?.draw(t) ?? this.#finder?.draw(t) ?? nothing;
  }

  readonly close = (): void => {
    this.#form?.stop();
    this.#finder?.stop();
    this.#form = undefined;
    this.#finder = undefined;
    this.#element.requestUpdate();
  };

  /** Opens the form. @param change the relation to change, and whom it is to; none makes one. */
  async write({ client, record }: DeskScene, change?: { relation: Relation; name: string }): Promise<void> {
    this.close();
    const { RelationForm } = await import('./relation-form.ts');
    this.#form = new RelationForm({
      client,
      record,
      change,
      changed: () => this.#element.requestUpdate(),
      saved: (saved) => {
        this.close();
        this.#saved(saved);
      },
      cancel: this.close,
    });
    await this.#focus('form select, form input');
  }

  /** Opens the ways to the record. */
  async reach({ client, record, name }: DeskScene): Promise<void> {
    this.close();
    const { PathFinder } = await import('./path-finder.ts');
    this.#finder = new PathFinder({
      client,
      record: `${record.type}:${record.id}`,
      name,
      changed: () => this.#element.requestUpdate(),
      open: ({ type, id }) =>
        type !== 'user' && openRecord(this.#element, { type: type === 'company' ? 'company' : 'contact', id }),
      close: this.close,
    });
    await this.#focus('.finder select');
  }

  async #focus(selector: string): Promise<void> {
    this.#element.requestUpdate();
    await this.#element.updateComplete;
    this.#element.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
