// Owns <kith-record-acts>: what can be done with a person or a company as a whole.
import type { LiveChange, LiveResource } from '@kith/sdk';
import { html, type PropertyDeclarations, type PropertyValues } from 'lit';
import { FolderKey, UserRoundX } from 'lucide';
import { textAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import { dialogSheet } from '../kit/dialog.ts';
import { KithElement } from '../kit/kith-element.ts';
import { recordOf } from '../kit/record.ts';
import { recordPartSheet } from '../kit/record-part.styles.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { permissionsOf } from '../kit/who.ts';
import { actLine, actsOf, type DownloadState } from './acts.ts';
import { EraseDialog } from './erase-dialog.ts';
import { recordActsSheet } from './record-acts.styles.ts';
import {
  deleteRecord,
  downloadPerson,
  erasePerson,
  readRecord,
  restoreRecord,
  type Whole,
  type WholeRecord,
} from './record-data.ts';
import { recordActsWords } from './words.ts';

/**
 * `<kith-record-acts>`: download all that is kept about a person, delete and restore a person or a company, and erase a person for
 * good, each for whoever may. Deleting offers Undo; erasing says what goes and what stays, and asks for the name.
 *
 * @attr record `contact:<id>` or `company:<id>`.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart act - one line with its button.
 * @csspart download - the button of the file. @csspart delete - the button that deletes. @csspart restore - the button that restores.
 * @csspart erase - the button that asks whether to erase. @csspart dialog - that question.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-record-acts-height=auto] - height. @cssprop --kith-surface - background. @cssprop --kith-ink - text.
 * @cssprop --kith-line - hairlines. @cssprop --kith-bad - what cannot be undone. @cssprop --kith-font - font family.
 */
export class KithRecordActs extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    stateSheet,
    dialogSheet,
    recordPartSheet,
    recordActsSheet,
  ];
  static override properties: PropertyDeclarations = { record: textAttribute };

  declare record: string;

  protected override readonly resources: readonly LiveResource[] = ['contacts', 'companies'];
  #request = new AbortController();
  #granted: readonly string[] = [];
  #found: WholeRecord | undefined;
  #error: unknown;
  #busy = false;
  #download: DownloadState = 'ready';
  readonly #dialog = new EraseDialog({
    changed: () => this.requestUpdate(),
    erase: () => this.#erase(),
    problemOf: (error) => this.#problemOf(error),
  });

  constructor() {
    super();
    this.record = '';
  }

  protected override load(): void {
    this.#found = undefined;
    this.#error = undefined;
    this.#download = 'ready';
    const session = this.active;
    if (!session) return;
    void this.#askRights(session);
    void this.#fetch();
  }

  async #askRights(session: KithSession) {
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    if (session !== this.active) return;
    this.#granted = granted;
    this.requestUpdate();
  }

  protected override resume(): void {
    if (!this.#found) this.load();
  }

  protected override pause(): void {
    this.#request.abort();
  }

  protected override forget(): void {
    this.#request.abort();
    this.#found = undefined;
    this.#granted = [];
    this.#dialog.close();
  }

  protected override changed(changes: readonly (LiveChange | null)[]): void {
    const id = this.#whole()?.id;
    if (changes.some((change) => change === null || change.id === null || change.id === id)) void this.#fetch();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (!changes.has('record') || changes.get('record') === undefined) return;
    this.#dialog.close();
    this.load();
  }

  #whole(): Whole | null {
    const record = recordOf(this.record);
    if (!record || record.type === 'deal') return null;
    return { type: record.type, id: record.id };
  }

  async #fetch(): Promise<void> {
    const [session, whole] = [this.active, this.#whole()];
    this.#request.abort();
    if (!session || !whole) return;
    this.#request = new AbortController();
    const { signal } = this.#request;
    try {
      const found = await readRecord(clientOf(session), whole, signal);
      if (signal.aborted) return;
      this.#found = found;
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    }
    this.requestUpdate();
  }

  get #words() {
    return recordActsWords(this.language, this.respeak);
  }

  #problemOf(error: unknown): string {
    const code = codeOf(error);
    return code === 'unreachable' ? this.#words('unsent') : this.#words('failed', { code });
  }

  async #erase(): Promise<void> {
    const [session, whole] = [this.active, this.#whole()];
    if (!session || !whole) return;
    await erasePerson(clientOf(session), whole.id);
    await this.#fetch();
  }

  async #getFile(session: KithSession, id: string) {
    if (this.#download === 'coming') return;
    this.#download = 'coming';
    this.requestUpdate();
    this.#download = await downloadPerson(session, id).then(
      () => 'ready' as const,
      () => 'failed' as const,
    );
    this.requestUpdate();
  }

  async #delete(session: KithSession, whole: Whole, name: string) {
    await this.#change(async () => {
      const client = clientOf(session);
      await deleteRecord(client, whole);
      const undo = () => restoreRecord(client, whole);
      const text = this.#words('deleted', { name });
      void showToast({ near: this, language: this.language, text, undo, onUndone: () => void this.#fetch() });
    });
  }

  async #restore(session: KithSession, whole: Whole, name: string) {
    await this.#change(async () => {
      await restoreRecord(clientOf(session), whole);
      void showToast({ near: this, language: this.language, text: this.#words('restored', { name }) });
    });
  }

  async #change(act: () => Promise<void>) {
    if (this.#busy) return;
    this.#busy = true;
    this.requestUpdate();
    try {
      await act();
    } catch (error) {
      void showToast({ near: this, language: this.language, text: this.#problemOf(error), problem: true });
    }
    this.#busy = false;
    await this.#fetch();
    this.requestUpdate();
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t('acts')}>
      ${staleBadge(this.live === 'down' || (this.#found !== undefined && this.#error !== undefined), t)} ${this.#content()}
    </section>`;
  }

  #content() {
    const t = this.#words;
    if (this.sessionError !== undefined && !this.active)
      return errorState(this.sessionError, t, () => this.retrySession());
    const [session, whole, found] = [this.active, this.#whole(), this.#found];
    if (!whole) return emptyState(FolderKey, t('nothing'), t('nothingDo'));
    if (!found && this.#error !== undefined) {
      const missing = ['not_found', 'record_merged', 'invalid_input'].includes(codeOf(this.#error));
      return missing
        ? emptyState(FolderKey, t('missing'), t('missingDo'))
        : errorState(this.#error, t, () => this.load());
    }
    if (!session || !found) return [1, 2, 3].map(() => html`<div class="ghost skeleton" aria-hidden="true"></div>`);
    if (found.erased) return emptyState(UserRoundX, t('erased'), t('erasedDo'));
    const acts = this.#acts(session, whole, found);
    if (acts.length === 0) return emptyState(FolderKey, t('noActs'), t('noActsDo'));
    return html`<ul class="rows">${acts.map((act) => actLine(act, t, this.#busy))}</ul>
      ${this.#dialog.draw(found.name, t)}`;
  }

  #acts(session: KithSession, whole: Whole, { name, deleted }: WholeRecord) {
    return actsOf({
      whole,
      name,
      deleted,
      granted: this.#granted,
      t: this.#words,
      download: this.#download,
      run: {
        download: () => void this.#getFile(session, whole.id),
        delete: () => void this.#delete(session, whole, name),
        restore: () => void this.#restore(session, whole, name),
        erase: () => this.#dialog.open(),
      },
    });
  }
}
