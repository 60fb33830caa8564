// Owns <kith-merge>: merging the record of a page with another one that is found by its name.
import type { DuplicateRecord, KithClient, LiveResource } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { Comparison } from '../duplicates/comparison.ts';
import { compareSheet } from '../duplicates/duplicates.styles.ts';
import { readCompany, readPerson } from '../duplicates/read-record.ts';
import { inputAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { dialogSheet } from '../kit/dialog.ts';
import { KithElement } from '../kit/kith-element.ts';
import { explain } from '../kit/problem.ts';
import { openRecord, recordOf } from '../kit/record.ts';
import { type Choice, pickerSheet, RecordPicker } from '../kit/record-picker.ts';
import { errorState, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { mergeSheet } from './merge.styles.ts';
import { mergeWords } from './words.ts';

/**
 * `<kith-merge>`: a field that finds another person or company, then compares the two side by side and merges them.
 *
 * @attr record the record of the page: `contact:<id>` or `company:<id>`.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for lower rows.
 *
 * @fires kith-open - the record lives on in another one: show that; `detail.type` and `detail.id`. Bubbles, composed, cancelable.
 * @fires kith-merged - two became one; `detail.kind` and `detail.id` (who stayed) say which. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart compare - the comparison.
 * @csspart error - an error. @csspart retry - its button. @csspart empty, @csspart stale - of the states that all widgets share.
 *
 * @cssprop [--kith-merge-height=auto] - height.
 */
export class KithMerge extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    stateSheet,
    pickerSheet,
    dialogSheet,
    compareSheet,
    mergeSheet,
  ];
  static override properties: PropertyDeclarations = { record: inputAttribute };

  declare record: string;

  protected override readonly resources: readonly LiveResource[] = [];
  #note = '';
  readonly #comparison = new Comparison({
    client: () => this.#client(),
    changed: () => this.requestUpdate(),
    merged: (winner, { undoToken }) => this.#merged(winner, undoToken),
  });
  readonly #pickers = { contact: this.#picker('contact'), company: this.#picker('company') };

  constructor() {
    super();
    this.record = '';
  }

  #client(): KithClient | undefined {
    return this.active && clientOf(this.active);
  }

  #picker(type: 'contact' | 'company') {
    return new RecordPicker({
      id: `merge-${type}`,
      type,
      client: () => this.#client(),
      changed: () => this.requestUpdate(),
      pick: (choice) => void this.#pick(choice),
    });
  }

  protected override load(): void {
    this.requestUpdate();
  }
  protected override resume(): void {}
  protected override pause(): void {
    for (const picker of Object.values(this.#pickers)) picker.close();
  }
  protected override forget(): void {
    this.#comparison.close();
  }
  protected override changed(): void {}

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.get('record') === undefined) return;
    this.#note = '';
    this.#comparison.close();
  }

  get #type(): 'contact' | 'company' | undefined {
    const type = recordOf(this.record)?.type;
    return type === 'deal' ? undefined : type;
  }

  protected override render() {
    const t = this.#words;
    const type = this.#type;
    if (this.sessionError !== undefined && !this.active) {
      return errorState(this.sessionError, t, () => this.retrySession());
    }
    if (!type) return nothing;
    return html`<section class="frame" part="frame" aria-label=${t('mergeTitle')}>
      <div class="find">
        ${this.#pickers[type].draw(t(type === 'contact' ? 'findPerson' : 'findCompany'), t('nobody'))}
        ${this.#note === '' ? nothing : html`<p class="note" role="status">${this.#note}</p>`}
      </div>
      ${this.#comparison.draw(t)}
    </section>`;
  }

  async #pick({ id }: Choice): Promise<void> {
    const here = recordOf(this.record);
    const type = this.#type;
    const client = this.#client();
    if (!here || !type || !client) return;
    this.#note = id === here.id ? this.#words('itself') : '';
    this.requestUpdate();
    if (id === here.id) return;
    try {
      const read = type === 'contact' ? readPerson : readCompany;
      const [own, other] = await Promise.all([read(client, here.id), read(client, id)]);
      this.#comparison.open(type === 'contact' ? 'contacts' : 'companies', own, other);
    } catch (error) {
      const { title, advice } = explain(error, this.#words);
      this.#note = `${title}. ${advice}`;
      this.requestUpdate();
    }
  }

  #merged({ id, name }: DuplicateRecord, undoToken: string | null): void {
    const type = this.#type;
    const own = recordOf(this.record);
    if (!type || !own) return;
    const detail = { kind: type === 'contact' ? 'contacts' : 'companies', id };
    this.dispatchEvent(new CustomEvent('kith-merged', { bubbles: true, composed: true, detail }));
    const onUndone = () => openRecord(this, own);
    const text = this.#words('merged', { name });
    void showToast({ near: this, language: this.language, session: this.active, text, undoToken, onUndone });
    if (id !== own.id) openRecord(this, { type, id });
  }

  get #words() {
    return mergeWords(this.language, this.respeak);
  }
}
