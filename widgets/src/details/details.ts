// Owns <kith-details>: what is kept about a person, company or deal, editable in place and kept live.
import type { Contact, LiveChange, LiveResource } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { ListChecks } from 'lucide';
import { textAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import { KithElement } from '../kit/kith-element.ts';
import { type RecordRef, type RecordType, recordOf } from '../kit/record.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { DetailsDesk } from './desk.ts';
import { detailsSheet } from './details.styles.ts';
import { Known } from './known.ts';
import { type DetailRecord, ofPerson, readRecord } from './record-store.ts';
import { type Row, rowsOf } from './rows.ts';
import { isEmpty, shown } from './show.ts';
import { detailsWords } from './words.ts';

const resourceOf: Record<RecordType, LiveResource> = { contact: 'contacts', company: 'companies', deal: 'deals' };
/** What is offered even while it is empty. */
const usual = new Set(['tags', 'owner']);

/**
 * `<kith-details>`: tags, owner, employments, do-not-contact and the organization's own fields of one record. Whoever may
 * change the record edits in place: Enter saves, Escape leaves; a change is saved only over what was read.
 *
 * @attr record what to show: `contact:<id>`, `company:<id>` or `deal:<id>`.
 * @attr bare without frame and of its own height, for use inside another card.
 * @attr headless without its heading, where the page has one.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart row - one detail. @csspart value - its value.
 * @csspart editor - the form in its place. @csspart whole - the button for the empty ones, where the widget is bare. @csspart save - its button.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-details-height=320px] - height, the same before and after the data.
 * @cssprop --kith-surface - background. @cssprop --kith-ink - text. @cssprop --kith-line - hairlines.
 * @cssprop --kith-accent - focus and the button. @cssprop --kith-font - font family.
 */
export class KithDetails extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, detailsSheet];
  static override properties: PropertyDeclarations = {
    record: textAttribute,
    bare: { type: Boolean, reflect: true },
    headless: { type: Boolean, reflect: true },
    given: { attribute: false },
  };

  declare record: string;
  declare bare: boolean;
  declare headless: boolean;
  /** The person, where whoever holds this widget has them already; it is not fetched then. */
  declare given: Contact | undefined;

  /** What is given is kept fresh by whoever gives it. */
  protected override get resources(): readonly LiveResource[] {
    return this.given ? [] : ['contacts', 'companies', 'deals', 'fields'];
  }
  #request = new AbortController();
  #ref: RecordRef | null = null;
  #data: DetailRecord | undefined;
  #known = new Known();
  /** The empty details are asked for, too. */
  #whole = false;
  #error: unknown;
  readonly #desk = new DetailsDesk({
    element: this,
    session: () => this.active,
    changed: () => this.requestUpdate(),
    saved: (record) => this.#accept(record),
    reread: async () => {
      await this.#fetch(true);
      return this.#data;
    },
  });

  constructor() {
    super();
    this.record = '';
    this.bare = false;
    this.headless = false;
  }

  protected override load(): void {
    this.#ref = recordOf(this.record);
    this.#data = undefined;
    this.#error = undefined;
    this.#desk.close();
    void this.#fetch();
  }

  protected override resume(): void {
    if (this.#ref && !this.#data) void this.#fetch();
  }

  protected override pause(): void {
    this.#request.abort();
  }

  protected override forget(): void {
    this.#request.abort();
    this.#data = undefined;
    this.#known = new Known();
    this.#desk.close();
  }

  protected override changed(changes: readonly (LiveChange | null)[]): void {
    const ref = this.#ref;
    if (!ref) return;
    const mine = (change: LiveChange | null) =>
      change === null ||
      change.type === 'fields' ||
      (change.type === resourceOf[ref.type] && (change.id === null || change.id === ref.id));
    if (changes.some(mine)) void this.#fetch();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('record') && changes.get('record') !== undefined && this.active) this.load();
    else if (changes.has('given') && this.given && this.#data) this.#accept(ofPerson(this.given));
    this.#desk.focusEditor();
  }

  async #fetch(anew = false): Promise<void> {
    const [session, ref] = [this.active, this.#ref];
    this.#request.abort();
    if (!session || !ref) return this.requestUpdate();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const given = !anew && this.given?.id === ref.id ? ofPerson(this.given) : undefined;
    try {
      const [data, fields] = await Promise.all([
        given ?? readRecord(clientOf(session), ref, signal),
        this.#known.learn(session, ref.type),
      ]);
      if (signal.aborted) return;
      this.#known.fields = fields;
      this.#error = undefined;
      this.#accept(data);
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    }
    this.requestUpdate();
  }

  #accept(data: DetailRecord) {
    if (data.id !== this.#ref?.id || (this.#data && data.version < this.#data.version)) return;
    this.#data = data;
    if (this.#ref) this.#desk.rebase(data, rowsOf(this.#ref.type, data, this.#known.fields, this.#words));
    void this.#learnNames(data);
    this.requestUpdate();
  }

  async #learnNames(record: DetailRecord) {
    if (this.active && (await this.#known.learnNames(clientOf(this.active), record))) this.requestUpdate();
  }

  get #words() {
    return detailsWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t('details')} aria-busy=${!this.#data && !this.#error}>
      ${
        this.bare
          ? nothing
          : this.headless
            ? this.#stale()
            : html`<header class="head"><h3>${t('details')}</h3>${this.#stale()}</header>`
      }
      ${this.#content()}
    </section>`;
  }

  #stale() {
    const old = this.live === 'down' || (this.#error !== undefined && this.#data !== undefined);
    return staleBadge(old, this.#words);
  }

  #content() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    if (recordOf(this.record) === null) return emptyState(ListChecks, t('nothing'), t('nothingDo'));
    if (!this.#data && this.#error !== undefined) {
      if (['not_found', 'invalid_input'].includes(codeOf(this.#error))) {
        return emptyState(ListChecks, t('missing'), t('missingDo'));
      }
      return errorState(this.#error, t, () => void this.#fetch());
    }
    const { type } = this.#ref ?? { type: 'contact' as const };
    if (!this.#data)
      return html`<div class="rows">${[1, 2, 3, 4].map(() => html`<div class="skeleton ghost-row"></div>`)}</div>`;
    const rows = rowsOf(type, this.#data, this.#known.fields, t);
    const filled = rows.filter((row) => !isEmpty(row) || this.#desk.edits(row));
    // Inside another card, what is empty gives room to the rest of the card until somebody asks for it.
    const all = this.#known.writes && (!this.bare || this.#whole);
    const first = this.#known.writes ? rows.filter((row) => filled.includes(row) || usual.has(row.key)) : filled;
    const shownRows = all ? rows : first;
    return html`<dl class="rows">${shownRows.map((row) => this.#row(row))}</dl>
      ${this.#known.writes && this.bare && (this.#whole || first.length < rows.length) ? this.#wholeButton() : nothing}`;
  }

  #wholeButton() {
    const t = this.#words;
    return html`<button class="button quiet whole" part="whole" type="button" aria-expanded=${this.#whole} @click=${() => {
      this.#whole = !this.#whole;
      this.requestUpdate();
    }}>${this.#whole ? t('less') : t('more')}</button>`;
  }

  #row(row: Row) {
    const [t, ref, record] = [this.#words, this.#ref, this.#data];
    if (!ref || !record) return nothing;
    const { members, names } = this.#known;
    const scene = { t, language: this.language, record, names };
    const blank = isEmpty(row);
    const value = blank ? html`<span class="blank">${this.#known.writes ? t('empty') : '—'}</span>` : shown(row, scene);
    const open = () => this.#desk.open(row, { ref, record, members, names });
    const still =
      this.#known.writes && record.deletedAt === null
        ? html`<button class="value" part="value" type="button" @click=${open}><span class="unseen">${t('edit', { field: row.label })}</span>${value}</button>`
        : html`<div class="value" part="value">${value}</div>`;
    return html`<div class="row" part="row" data-key=${row.key}>
      <dt>${row.label}</dt>
      <dd>${this.#desk.editorOf(row, { t, language: this.language }) ?? still}</dd>
    </div>`;
  }
}
