// Owns <kith-company>: one company's card with its details and who works there, kept live.
import { type CompanyContact, type CompanyDetail, type LiveResource, unwrap } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Building2 } from 'lucide';
import { textAttribute } from '../kit/attributes.ts';
import { avatar, avatarSheet } from '../kit/avatar.ts';
import { cardSheet } from '../kit/card.styles.ts';
import { cardBodySheet } from '../kit/card-body.styles.ts';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import { Feed } from '../kit/feed.ts';
import { KithElement } from '../kit/kith-element.ts';
import { moreButton } from '../kit/more-button.ts';
import { openRecord, recordText } from '../kit/record.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { companySheet } from './company.styles.ts';
import { personRow, pointList } from './people.ts';
import { companyWords } from './words.ts';

type Person = CompanyContact & { id: string };
const page = 50;

/**
 * `<kith-company>`: who a company is, how to reach it, what is kept about it, and who works and worked there, kept live.
 *
 * @attr company-id id of the company.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-open - somebody picked a person; `detail` is `{type: 'contact', id}`. Bubbles, composed, cancelable.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart head - avatar, name and counts. @csspart avatar - the initials.
 * @csspart name - the name. @csspart role - counts of people and open deals. @csspart points - how to reach it. @csspart details - tags, owner and the like.
 * @csspart people - who works there. @csspart person - one of them. @csspart more - the button for the next people.
 * @csspart restore - the button that brings a deleted company back.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-company-height=560px] - height, the same before and after the data.
 * @cssprop --kith-surface - background. @cssprop --kith-ink - text. @cssprop --kith-line - hairlines.
 * @cssprop --kith-accent - links and focus. @cssprop --kith-font - font family.
 */
export class KithCompany extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    avatarSheet,
    stateSheet,
    cardSheet,
    cardBodySheet,
    companySheet,
  ];
  static override properties: PropertyDeclarations = { companyId: { ...textAttribute, attribute: 'company-id' } };

  declare companyId: string;

  protected override readonly resources: readonly LiveResource[] = ['companies', 'contacts'];
  #request = new AbortController();
  #company: CompanyDetail | undefined;
  #error: unknown;
  readonly #people = new Feed<Person>(() => this.requestUpdate());

  constructor() {
    super();
    this.companyId = '';
  }

  protected override load(): void {
    this.#company = undefined;
    this.#error = undefined;
    const [session, id] = [this.active, this.companyId];
    this.requestUpdate();
    if (!session || id === '') return;
    void this.#fetch();
    void this.#people.load(
      async ({ limit, cursor, signal }) => {
        const params = { path: { id }, query: { limit, ...(cursor ? { cursor } : {}) } };
        const answer = await unwrap(clientOf(session).GET('/v1/companies/{id}/contacts', { params, signal }));
        // Somebody may have worked there twice.
        return { ...answer, items: answer.items.map((item) => ({ ...item, id: item.employment.id })) };
      },
      { pageSize: page, keep: false },
    );
  }

  protected override resume(): void {
    if (!this.#company && this.companyId !== '') this.load();
  }

  protected override pause(): void {
    this.#request.abort();
    this.#people.stop();
  }

  protected override forget(): void {
    this.#request.abort();
    this.#company = undefined;
    this.#people.clear();
  }

  protected override changed(): void {
    void this.#fetch();
    void this.#people.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('companyId') && changes.get('companyId') !== undefined && this.active) this.load();
  }

  async #fetch(): Promise<void> {
    const [session, id] = [this.active, this.companyId];
    this.#request.abort();
    if (!session || id === '') return;
    this.#request = new AbortController();
    const { signal } = this.#request;
    try {
      const company = await unwrap(clientOf(session).GET('/v1/companies/{id}', { params: { path: { id } }, signal }));
      if (signal.aborted) return;
      this.#company = company;
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    }
    this.requestUpdate();
  }

  async #restore(id: string) {
    if (!this.active) return;
    // When nobody answers it stays deleted, and its button stays.
    await unwrap(clientOf(this.active).POST('/v1/companies/{id}/restore', { params: { path: { id } } })).catch(
      () => undefined,
    );
    await this.#fetch();
  }

  get #words() {
    return companyWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    return html`<article class="frame" part="frame" aria-label=${this.#company?.name ?? t('company')}
      aria-busy=${this.companyId !== '' && !this.#company && !this.#error}>${this.#content()}</article>`;
  }

  #content() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    if (this.companyId === '') return emptyState(Building2, t('nothing'), t('nothingDo'));
    if (!this.#company && this.#error !== undefined) {
      const missing = ['not_found', 'invalid_input'].includes(codeOf(this.#error));
      return missing
        ? emptyState(Building2, t('missing'), t('missingDo'))
        : errorState(this.#error, t, () => this.load());
    }
    if (!this.#company) return [1, 2, 3, 4, 5].map(() => html`<div class="skeleton ghost-line"></div>`);
    return this.#company.deletedAt === null ? this.#card(this.#company) : this.#deleted(this.#company);
  }

  #deleted({ id, name }: CompanyDetail) {
    const t = this.#words;
    return html`${emptyState(Building2, t('deleted', { name }), t('deletedDo'))}
      ${this.active?.readOnly ? nothing : html`<button class="button" part="restore" type="button" @click=${() => void this.#restore(id)}>${t('restore')}</button>`}`;
  }

  #card(company: CompanyDetail) {
    const t = this.#words;
    const { name, peopleCount, openDealCount } = company;
    const counts = [
      t('peopleCount', { count: peopleCount }),
      ...(openDealCount > 0 ? [t('deals', { count: openDealCount })] : []),
    ];
    return html`<header class="head" part="head">
        ${avatar(name, 'large')}
        <div class="who">
          <h2 class="name" part="name" title=${name}>${name}</h2>
          <p class="role" part="role">${counts.join(' · ')}</p>
        </div>
        ${staleBadge(this.live === 'down' || this.#error !== undefined, t)}
      </header>
      <div class="body" tabindex="0" role="group" aria-label=${name}>
        ${pointList(company, t)}
        <kith-details bare part="details" lang=${this.language} record=${recordText({ type: 'company', id: company.id })}
          .session=${this.active}></kith-details>
        <section part="people">
          <h3 class="label">${t('people')}</h3>
          ${this.#peopleList()}
        </section>
      </div>`;
  }

  #peopleList() {
    const t = this.#words;
    if (this.#people.status === 'failed') return errorState(this.#people.error, t, () => void this.#people.refresh());
    if (this.#people.status !== 'ready') return html`<div class="skeleton ghost-line"></div>`;
    if (this.#people.items.length === 0)
      return html`<p class="none">${t('nobody')} <span class="hint">${t('nobodyDo')}</span></p>`;
    const scene = { t, language: this.language, open: (id: string) => void openRecord(this, { type: 'contact', id }) };
    return html`<ul class="people">${repeat(
      this.#people.items,
      ({ id }) => id,
      (person) => html`<li>${personRow(person, scene)}</li>`,
    )}</ul>
    ${moreButton(this.#people.more, t, () => void this.#people.loadMore())}`;
  }
}
