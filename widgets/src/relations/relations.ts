// Owns <kith-relations>: who and what stands around a person or a company, and the ways to them.
import type { LiveChange, LiveResource, Relation } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { MousePointerClick, Network, Plus, Route, Unlink } from 'lucide';
import { textAttribute } from '../kit/attributes.ts';
import { avatarSheet } from '../kit/avatar.ts';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { openRecord, recordOf } from '../kit/record.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { strengthSheet } from '../kit/strength-dots.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { permissionsOf } from '../kit/who.ts';
import { type Around, loadAround, tiesOf } from './around.ts';
import { deskSheet } from './desk.styles.ts';
import { Desk } from './desk.ts';
import { PictureFrame } from './picture-frame.ts';
import { RelationActs } from './relation-acts.ts';
import { relationsSheet } from './relations.styles.ts';
import { TieList } from './ties.ts';
import { type RelationsKey, relationsWords } from './words.ts';

/**
 * `<kith-relations>`: the people, companies and teammates around a record, drawn and as a list that says the same; relations are
 * added, changed and removed here, and the ways to the record found.
 *
 * Keyboard: in the list arrows, Page Up and Down, Home and End move, Enter opens; Tab reaches the buttons of the line.
 *
 * @attr record `contact:<id>` or `company:<id>`.
 * @attr depth `2` shows one step further (default 1).
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for lower lines.
 *
 * @fires kith-open - somebody was chosen; `detail.type` and `detail.id` name the record. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart picture - the drawing. @csspart list - a list. @csspart tie - one line.
 * @csspart name - a name. @csspart meta - what they are. @csspart avatar - initials. @csspart strength - five dots.
 * @csspart form - the form of a relation. @csspart finder - the ways to the record. @csspart path - one way.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-relations-height=480px] - height, the same before and after the data.
 */
export class KithRelations extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    avatarSheet,
    stateSheet,
    strengthSheet,
    relationsSheet,
    deskSheet,
  ];
  static override properties: PropertyDeclarations = { record: textAttribute, depth: { type: Number } };

  declare record: string;
  declare depth: number;

  protected override readonly resources: readonly LiveResource[] = [
    'relations',
    'contacts',
    'companies',
    'interactions',
  ];
  #around: Around | undefined;
  #error: unknown;
  #mayWrite = false;
  #request = new AbortController();
  readonly #acts = new RelationActs({
    element: this,
    session: () => this.active,
    language: () => this.language,
    words: () => this.#words,
    refresh: () => void this.#fetch(),
  });
  readonly #desk = new Desk(this, this.#acts.tellSaved);
  readonly #picture = new PictureFrame(this, (id) => this.#openNode(id));
  readonly #ties = new TieList(() => ({
    element: this,
    open: ({ node }) => this.#openNode(node.id),
    edit: this.#mayWrite ? (relation, name) => this.#write({ relation, name }) : undefined,
    remove: this.#mayWrite ? (relation, name) => void this.#acts.remove(relation, name) : undefined,
    point: (id) => this.#picture.point(id),
  }));

  constructor() {
    super();
    this.record = '';
    this.depth = 1;
  }

  protected override load(): void {
    this.#around = undefined;
    void this.#fetch();
    const session = this.active;
    if (!session) return;
    permissionsOf(session).then(
      (granted) => {
        this.#mayWrite = granted.includes('relations.write');
        this.requestUpdate();
      },
      () => undefined,
    );
  }

  protected override resume(): void {
    if (!this.#around) void this.#fetch();
  }

  protected override pause(): void {
    this.#request.abort();
  }

  protected override forget(): void {
    this.#request.abort();
    this.#desk.close();
    this.#around = undefined;
    this.#mayWrite = false;
  }

  protected override changed(changes: readonly (LiveChange | null)[]): void {
    const shown = new Set(this.#around?.nodes.map(({ id }) => id));
    const matters = (change: LiveChange | null) => {
      if (!change?.id || change.type === 'relations') return true;
      if (change.type !== 'interactions') return shown.has(change.id);
      return change.contactId == null || shown.has(change.contactId);
    };
    if (changes.some(matters)) void this.#fetch();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.get('record') !== undefined && this.active) {
      this.#desk.close();
      this.load();
    } else if (changes.get('depth') !== undefined && this.active) void this.#fetch();
    this.#picture.update(this.#around);
  }

  get #ref() {
    const ref = recordOf(this.record);
    return ref && ref.type !== 'deal' ? { type: ref.type, id: ref.id } : null;
  }

  async #fetch(): Promise<void> {
    const session = this.active;
    if (!session || !this.#ref) return this.requestUpdate();
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    try {
      const asked = { record: this.record, depth: this.depth === 2 ? 2 : 1, signal };
      this.#around = await loadAround(clientOf(session), asked);
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    }
    this.requestUpdate();
  }

  #openNode(id: string) {
    const node = this.#around?.nodes.find((one) => one.id === id);
    if (node && node.type !== 'user' && node.depth > 0) openRecord(this, { type: node.type, id });
  }

  /** What the desk works on; undefined before there is something. */
  get #scene() {
    const [session, record] = [this.active, this.#ref];
    const [centre] = this.#around?.nodes ?? [];
    return session && record && centre ? { client: clientOf(session), record, name: centre.name } : undefined;
  }

  #write(change?: { relation: Relation; name: string }) {
    if (this.#scene) void this.#desk.write(this.#scene, change);
  }

  #reach() {
    if (this.#scene) void this.#desk.reach(this.#scene);
  }

  get #words(): Words<RelationsKey> {
    return relationsWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t('title')}>${this.#head(t)} ${this.#content(t)}</section>`;
  }

  #head(t: Words<RelationsKey>) {
    const ready = this.#around !== undefined;
    const further = (event: Event) => {
      this.depth = event.target instanceof HTMLInputElement && event.target.checked ? 2 : 1;
    };
    return html`<div class="head">
      <h2>${t('title')}</h2>
      ${staleBadge(this.live === 'down' || (ready && this.#error !== undefined), t)}
      <label class="depth"><input type="checkbox" .checked=${this.depth === 2} @change=${further} />${t('depth')}</label>
      <button class="button" type="button" ?disabled=${!ready} @click=${() => this.#reach()}>${icon(Route)} ${t('reach')}</button>
      ${
        this.#mayWrite && ready
          ? html`<button class="button ${this.#desk.writing ? '' : 'primary'}" type="button" @click=${() => this.#write()}>
            ${icon(Plus)} ${t('add')}
          </button>`
          : nothing
      }
    </div>`;
  }

  #content(t: Words<RelationsKey>) {
    if (!this.#ref) return emptyState(MousePointerClick, t('noRecord'), t('noRecordDo'));
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    if (!this.#around && this.#error !== undefined) {
      if (codeOf(this.#error) === 'not_found') return emptyState(Unlink, t('gone'), t('goneDo'));
      return errorState(this.#error, t, () => this.load());
    }
    return html`<div class="body ${this.#desk.open ? 'desk' : ''}" aria-busy=${!this.#around}>
      ${this.#picture.draw(this.#around, t)}
      <div class="side">${this.#desk.draw(t)} ${this.#list(t)}</div>
    </div>`;
  }

  #list(t: Words<RelationsKey>) {
    if (!this.#around) return [1, 2, 3, 4].map(() => html`<div class="skeleton line" aria-hidden="true"></div>`);
    const ties = tiesOf(this.#around);
    if (ties.near.length === 0) return emptyState(Network, t('nobody'), this.#mayWrite ? t('nobodyDo') : '');
    return html`${this.#ties.draw(ties, t, this.language)}
    ${this.#around.capped ? html`<p class="hint capped">${t('capped')}</p>` : nothing}`;
  }
}
