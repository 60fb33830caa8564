// Owns <kith-companies>: the searchable, live list of companies.
import { type Company, type LiveResource, unwrap } from '@kith/sdk';
import { fullTime, relativeTime } from '@kith/sdk/words';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Building2, Plus, Search } from 'lucide';
import { inputAttribute } from '../kit/attributes.ts';
import { avatar, avatarSheet } from '../kit/avatar.ts';
import { clientOf } from '../kit/client.ts';
import { Feed } from '../kit/feed.ts';
import { feedState } from '../kit/feed-state.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { moreButton } from '../kit/more-button.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { permissionsOf } from '../kit/who.ts';
import { peopleSheet } from '../people/people.styles.ts';
import { companiesSheet } from './companies.styles.ts';
import { NewCompanyForm } from './new-company.ts';
import { companiesWords } from './words.ts';

/** Wait after a key before searching, in milliseconds. */
const typingMs = 200;
const page = 50;
const orders = ['name', 'activity', 'created'] as const;
const orderWords = { name: 'byName', activity: 'byActivity', created: 'byCreation' } as const;

const ghosts = Array.from(
  { length: 8 },
  () =>
    html`<div class="row ghost" aria-hidden="true"><span class="avatar"></span><span class="skeleton bar wide"></span></div>`,
);

/**
 * `<kith-companies>`: a searchable list of the organization's companies, kept live. Whoever may change companies adds one.
 *
 * @attr search text to search for: part of a name or domain.
 * @attr sort `name` (default), `activity` or `created`.
 * @attr selected id of the selected company.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for rows of 32 px instead of 40.
 *
 * @fires kith-select - `selected` changed; `detail.id` is the company's id, null for none. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart search - the search field. @csspart sort - the order.
 * @csspart add - the button for a new company. @csspart form - its form. @csspart save - the form's button.
 * @csspart list - the list. @csspart row - one company. @csspart avatar - the initials. @csspart name - the name.
 * @csspart meta - domain and tags. @csspart time - last interaction. @csspart more - the button for the next rows.
 * @csspart empty - what stands for no rows. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-companies-height=480px] - height, the same before and after the data.
 * @cssprop --kith-surface - background. @cssprop --kith-ink - text. @cssprop --kith-line - hairlines.
 * @cssprop --kith-accent - focus and the button. @cssprop --kith-font - font family.
 */
export class KithCompanies extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, avatarSheet, stateSheet, peopleSheet, companiesSheet];
  static override properties: PropertyDeclarations = {
    search: inputAttribute,
    sort: inputAttribute,
    selected: inputAttribute,
  };

  declare search: string;
  declare sort: string;
  declare selected: string;

  protected override readonly resources: readonly LiveResource[] = ['companies'];
  #typing: ReturnType<typeof setTimeout> | undefined;
  #writes = false;
  readonly #feed = new Feed<Company>(() => this.requestUpdate());
  readonly #form = new NewCompanyForm({
    client: () => this.active && clientOf(this.active),
    language: () => this.language,
    changed: () => this.requestUpdate(),
    added: ({ id }) => {
      void this.#feed.refresh();
      this.selected = id;
    },
  });

  constructor() {
    super();
    this.search = '';
    this.sort = 'name';
    this.selected = '';
  }

  get #order() {
    return orders.find((order) => order === this.sort) ?? 'name';
  }

  protected override load(keep = false): void {
    clearTimeout(this.#typing);
    const session = this.active;
    if (!session) return;
    void this.#learnRights(session);
    const [search, sort] = [this.search.trim().slice(0, 200), this.#order];
    const fetchPage = ({
      limit,
      cursor,
      signal,
    }: {
      limit: number;
      cursor: string | undefined;
      signal: AbortSignal;
    }) => {
      const query = { limit, sort, ...(cursor ? { cursor } : {}), ...(search ? { search } : {}) };
      return unwrap(clientOf(session).GET('/v1/companies', { params: { query }, signal }));
    };
    void this.#feed.load(fetchPage, { pageSize: page, keep });
  }

  async #learnRights(session: KithSession) {
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    this.#writes = granted.includes('companies.write');
    this.requestUpdate();
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    clearTimeout(this.#typing);
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#feed.clear();
    this.#writes = false;
  }

  protected override changed(): void {
    void this.#feed.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('sort') && changes.get('sort') !== undefined) this.load(true);
    if (changes.has('search') && changes.get('search') !== undefined) {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.load(true), typingMs);
    }
    if (changes.has('selected') && (changes.get('selected') !== undefined || this.selected)) {
      const detail = { id: this.selected || null };
      this.dispatchEvent(new CustomEvent('kith-select', { bubbles: true, composed: true, detail }));
    }
  }

  get #words() {
    return companiesWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t('companies')}>
      ${this.#head()} ${this.#form.draw(t)}
      <div class="body" aria-busy=${this.#feed.busy}>${this.#body()}</div>
      <span class="unseen" role="status">${this.#feed.status === 'ready' ? t('found', { count: this.#feed.items.length }) : nothing}</span>
    </section>`;
  }

  #head() {
    const t = this.#words;
    return html`<div class="head">
      <div class="search">
        ${icon(Search)}
        <input class="field" part="search" type="search" autocomplete="off" spellcheck="false" maxlength="200"
          aria-label=${t('searchLabel')} placeholder=${t('searchHint')} .value=${this.search}
          @input=${(event: InputEvent & { currentTarget: HTMLInputElement }) => {
            this.search = event.currentTarget.value;
          }} />
      </div>
      <select class="field sort" part="sort" aria-label=${t('sortLabel')}
        @change=${(event: Event & { currentTarget: HTMLSelectElement }) => {
          this.sort = event.currentTarget.value;
        }}>
        ${orders.map((order) => html`<option value=${order} ?selected=${order === this.#order}>${t(orderWords[order])}</option>`)}
      </select>
      ${staleBadge(this.live === 'down' || (this.#feed.status === 'ready' && this.#feed.error !== undefined), t)}
      ${
        this.#writes
          ? html`<button class="button add" part="add" type="button" aria-label=${t('add')} title=${t('add')}
              aria-expanded=${this.#form.open} @click=${() => this.#form.show(!this.#form.open)}>${icon(Plus)}</button>`
          : nothing
      }
    </div>`;
  }

  #body() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    const state = feedState(this.#feed, t, ghosts);
    if (state) return state;
    const search = this.search.trim();
    if (this.#feed.items.length === 0) {
      return search === ''
        ? emptyState(Building2, t('none'), t('noneDo'))
        : emptyState(Search, t('noMatch', { search }), t('noMatchDo'));
    }
    return html`<ul class="list" part="list">${repeat(
      this.#feed.items,
      ({ id }) => id,
      (company) => html`<li>${this.#row(company)}</li>`,
    )}</ul>
    ${moreButton(this.#feed.more, t, () => void this.#feed.loadMore())}`;
  }

  #row(company: Company) {
    const t = this.#words;
    const { id, name, domain, tags, lastInteractionAt: at } = company;
    return html`<button class="row" part="row" type="button" aria-current=${id === this.selected} @click=${() => {
      this.selected = id;
    }}>
      ${avatar(name)}
      <span class="name" part="name" title=${name}>${name}</span>
      <span class="meta" part="meta">${[domain, ...tags].filter(Boolean).join(' · ')}</span>
      ${
        at === null
          ? nothing
          : html`<time class="when" part="time" datetime=${at} title=${t('lastInteraction', { when: fullTime(at, this.language) })}
              >${relativeTime(at, this.language)}</time>`
      }
    </button>`;
  }
}
