// Owns <kith-fields>: the settings view where an organization's own fields are added, changed, put in order and archived.
import { type CustomField, type LiveResource, unwrap } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, ListPlus, Plus } from 'lucide';
import { inputAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { progressBar, progressSheet, wholeNumber } from '../kit/progress.ts';
import { recordTypes } from '../kit/record.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { permissionsOf } from '../kit/who.ts';
import { FieldDesk } from './field-desk.ts';
import { fieldsSheet } from './fields.styles.ts';
import { OptionJobs } from './option-jobs.ts';
import { fieldsWords } from './words.ts';

/**
 * `<kith-fields>`: the organization's own fields of people, companies and deals. Owners and admins add them, rename them,
 * change their type after seeing what that would lose, put them in order, archive and restore them.
 *
 * @attr record-type `contact` (default), `company` or `deal`.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart type - a button that picks the record type. @csspart add - the button for a new field.
 * @csspart field - one field. @csspart form - the form of a field. @csspart save - its button. @csspart confirm - the button that goes on although values are lost.
 * @csspart job - how far search is behind renamed options.
 * @csspart empty - what stands for no fields. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-fields-height=560px] - height, the same before and after the data.
 * @cssprop --kith-surface - background. @cssprop --kith-ink - text. @cssprop --kith-line - hairlines.
 * @cssprop --kith-accent - focus and the button. @cssprop --kith-font - font family.
 */
export class KithFields extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, progressSheet, fieldsSheet];
  static override properties: PropertyDeclarations = {
    recordType: { ...inputAttribute, attribute: 'record-type' },
  };

  declare recordType: string;

  protected override readonly resources: readonly LiveResource[] = ['fields'];
  #request = new AbortController();
  #fields: readonly CustomField[] | undefined;
  #archived = false;
  #manages = false;
  #error: unknown;
  readonly #desk = new FieldDesk({
    element: this,
    session: () => this.active,
    recordType: () => this.#type,
    language: () => this.language,
    changed: () => this.requestUpdate(),
    saved: () => void this.#fetch(),
  });
  readonly #jobs = new OptionJobs({
    changed: () => this.requestUpdate(),
    done: ({ name }) =>
      void showToast({ near: this, language: this.language, text: this.#words('searchKnows', { name }) }),
  });

  constructor() {
    super();
    this.recordType = 'contact';
  }

  get #type() {
    return recordTypes.find((type) => type === this.recordType) ?? 'contact';
  }

  protected override load(): void {
    this.#fields = undefined;
    this.#error = undefined;
    void this.#fetch();
  }

  protected override resume(): void {
    if (this.#fields && this.active) this.#jobs.follow(this.active, this.#fields);
    else void this.#fetch();
  }

  protected override pause(): void {
    this.#request.abort();
    this.#jobs.leave();
  }

  protected override forget(): void {
    this.#request.abort();
    this.#jobs.leave();
    this.#fields = undefined;
    this.#manages = false;
    this.#desk.close();
  }

  protected override changed(): void {
    void this.#fetch();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('recordType') && changes.get('recordType') !== undefined && this.active) this.#reload();
    this.#desk.focusForm();
  }

  #reload() {
    this.#desk.close();
    this.load();
    this.requestUpdate();
  }

  async #fetch(): Promise<void> {
    const session = this.active;
    this.#request.abort();
    if (!session) return;
    this.#request = new AbortController();
    const { signal } = this.#request;
    const query = { recordType: this.#type, archived: this.#archived ? ('true' as const) : ('false' as const) };
    try {
      const [granted, { items }] = await Promise.all([
        permissionsOf(session).catch((): readonly string[] => []),
        unwrap(clientOf(session).GET('/v1/custom-fields', { params: { query }, signal })),
      ]);
      if (signal.aborted) return;
      this.#manages = granted.includes('fields.manage');
      this.#fields = items;
      this.#desk.rebase(items);
      this.#jobs.follow(session, items);
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    }
    this.requestUpdate();
  }

  get #words() {
    return fieldsWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t('fields')} aria-busy=${!this.#fields && !this.#error}>
      ${this.#head()}
      <div class="body">${this.#body()}</div>
    </section>`;
  }

  #head() {
    const t = this.#words;
    const stale = this.live === 'down' || (this.#error !== undefined && this.#fields !== undefined);
    return html`<header class="head">
      <div class="types" role="group" aria-label=${t('recordTypes')}>
        ${recordTypes.map(
          (type) => html`<button class="tab" part="type" type="button" aria-pressed=${type === this.#type}
            @click=${() => {
              this.recordType = type;
            }}>${t(type)}</button>`,
        )}
      </div>
      ${staleBadge(stale, t)}
      <button class="tab" type="button" aria-pressed=${this.#archived} @click=${() => {
        this.#archived = !this.#archived;
        this.#reload();
      }}>${t('showArchived')}</button>
      ${
        this.#manages && !this.#archived
          ? html`<button class="button ${this.#desk.opened ? '' : 'primary'}" part="add" type="button" ?disabled=${this.#desk.opened !== undefined}
              @click=${() => this.#desk.open(null)}>${icon(Plus)} ${t('add')}</button>`
          : nothing
      }
    </header>`;
  }

  #body() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    if (!this.#fields && this.#error !== undefined) return errorState(this.#error, t, () => void this.#fetch());
    if (!this.#fields) return [1, 2, 3, 4].map(() => html`<div class="skeleton ghost"></div>`);
    const fresh = this.#desk.formOf(null, t);
    if (this.#fields.length === 0 && !fresh) {
      return this.#archived
        ? emptyState(Archive, t('noArchived'), t('noArchivedDo'))
        : emptyState(ListPlus, t('noFields'), t('noFieldsDo'));
    }
    return html`${fresh ?? nothing}
      <ul class="list">${repeat(
        this.#fields,
        ({ id }) => id,
        (field, nth) => html`<li>${this.#desk.formOf(field, t) ?? this.#line(field, nth)} ${this.#job(field)}</li>`,
      )}</ul>`;
  }

  #line(field: CustomField, nth: number) {
    const t = this.#words;
    const what = html`<span class="title">${field.name}</span> <span class="hint">${t(field.type)}</span>
      ${field.required ? html`<span class="mark">${t('requiredShort')}</span>` : nothing}`;
    if (!this.#manages) return html`<div class="line" part="field"><span class="open">${what}</span></div>`;
    return html`<div class="line" part="field" data-id=${field.id}>
      ${
        this.#archived
          ? html`<span class="open">${what}</span>`
          : html`<button class="open" type="button" @click=${() => this.#desk.open(field)}><span class="unseen">${t('change')}</span> ${what}</button>`
      }
      ${this.#archived ? nothing : this.#arrows(field, nth)}
      <button class="bare" type="button" aria-label="${this.#archived ? t('restore') : t('archive')}: ${field.name}"
        title=${this.#archived ? t('restore') : t('archive')} @click=${() => void this.#archive(field)}>
        ${icon(this.#archived ? ArchiveRestore : Archive)}
      </button>
    </div>`;
  }

  /** How far search is behind renamed options. */
  #job(field: CustomField) {
    const t = this.#words;
    const job = this.#jobs.of(field);
    if (!job) return nothing;
    if (job.stopped) return html`<p class="warning job" part="job" role="alert">${t('searchStopped')}</p>`;
    const { done, total } = job;
    const text = total === null ? '' : t('searchDone', { done: wholeNumber(done, this.language), count: total });
    return html`<div class="job" part="job">
      ${progressBar({ label: t('searchLearns', { name: field.name }), done, total, text: `${t('searchLearning')} ${text}` })}
    </div>`;
  }

  #arrows(field: CustomField, nth: number) {
    const t = this.#words;
    const last = (this.#fields?.length ?? 0) - 1;
    return html`<button class="bare" type="button" ?disabled=${nth === 0} aria-label=${t('up', { name: field.name })}
        @click=${() => void this.#move(nth, nth - 1)}>${icon(ArrowUp)}</button>
      <button class="bare" type="button" ?disabled=${nth === last} aria-label=${t('down', { name: field.name })}
        @click=${() => void this.#move(nth, nth + 1)}>${icon(ArrowDown)}</button>`;
  }

  /** Shows the new order at once; the server's word replaces it. */
  async #move(from: number, to: number) {
    const session = this.active;
    const order = [...(this.#fields ?? [])];
    const [moved] = order.splice(from, 1);
    if (!session || !moved) return;
    order.splice(to, 0, moved);
    this.#fields = order;
    this.requestUpdate();
    const body = { recordType: this.#type, ids: order.map(({ id }) => id) };
    await unwrap(clientOf(session).POST('/v1/custom-fields/order', { body })).catch(() =>
      showToast({ near: this, language: this.language, text: this.#words('notSaved'), problem: true }),
    );
    await this.#fetch();
  }

  /** Archives or restores, whichever the list is not of; Undo does the other. */
  async #archive(field: CustomField) {
    const session = this.active;
    if (!session) return;
    const client = clientOf(session);
    const params = { path: { id: field.id } };
    const away = () => unwrap(client.DELETE('/v1/custom-fields/{id}', { params }));
    const back = () => unwrap(client.POST('/v1/custom-fields/{id}/restore', { params }));
    const t = this.#words;
    const [act, undo, text] = this.#archived
      ? [back, away, t('restored', { name: field.name })]
      : [away, back, t('archived', { name: field.name })];
    const near = { near: this, language: this.language };
    await act().then(
      () => showToast({ ...near, text, undo, onUndone: () => void this.#fetch() }),
      () => showToast({ ...near, text: t('notSaved'), problem: true }),
    );
    await this.#fetch();
  }
}
