// Owns the page for embed keys: make one for an origin, copy its snippet, revoke it.
import { type CreatedEmbedKey, type EmbedKey, unwrap, type View } from '@kith/sdk';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { pageSheet } from './page.styles.ts';
import { PersonPart } from './person-part.ts';
import { copyText, secretCard } from './secret-card.ts';
import { originOf, snippetOf } from './snippet.ts';

/** What a key needs for the board; without it the server's defaults are people alone. */
const peopleAndBoard: Pick<EmbedKey, 'widgets' | 'permissions'> = {
  widgets: ['kith-people', 'kith-contact', 'kith-board'],
  permissions: ['contacts.read', 'companies.read', 'interactions.read', 'deals.read', 'pipelines.read'],
};

/** What pages of a view's records are given; deals are shown on the board. */
const kinds = { contacts: 'viewsPeople', companies: 'viewsCompanies', deals: 'viewsDeals' } as const;

/** `<kith-embed>`: the organization's embed keys. */
export class KithEmbed extends PersonPart {
  static override styles = [...[PersonPart.styles].flat(), stateSheet, pageSheet];
  static override properties: PropertyDeclarations = {
    keys: { state: true },
    views: { state: true },
    problem: { state: true },
    formProblem: { state: true },
    busy: { state: true },
    copied: { state: true },
    asking: { state: true },
    made: { state: true },
    secretCopied: { state: true },
  };

  declare private keys: EmbedKey[] | undefined;
  /** The team's views: a key can be bound to one. */
  declare private views: View[];
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  declare private busy: boolean;
  /** Key whose snippet was copied, or could not be. */
  declare private copied: { id: string; done: boolean } | undefined;
  /** The key that was just made for visitors who are vouched for; its secret is shown until it is put away. */
  declare private made: CreatedEmbedKey | undefined;
  declare private secretCopied: boolean | undefined;
  /** Key about to be revoked. */
  declare private asking: string | undefined;

  constructor() {
    super();
    this.busy = false;
    this.views = [];
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('person') && this.person) void this.#load();
  }

  async #load() {
    this.problem = undefined;
    try {
      const params = { query: { limit: 200 } };
      const [page, views] = await Promise.all([
        unwrap(this.client.GET('/v1/embed-keys', { params })),
        unwrap(this.client.GET('/v1/views', { params })),
      ]);
      this.views = views.items.filter(({ shared, problems }) => shared && problems.length === 0);
      this.keys = page.items.filter((key) => key.revokedAt === null);
    } catch (error) {
      this.problem = error;
    }
  }

  async #create(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    const data = new FormData(form);
    const origin = originOf(String(data.get('origin') ?? ''));
    this.formProblem = origin === null ? this.t('badOrigin') : undefined;
    if (origin === null) return;
    this.busy = true;
    try {
      const segment = this.views.find(({ id }) => id === data.get('segment'));
      const shown = data.has('board') || segment?.resource === 'deals' ? peopleAndBoard : {};
      const bound = { segmentId: segment?.id ?? null, identified: data.has('identified') };
      const body = { name: origin.replace(/^https?:\/\//, ''), allowedOrigins: [origin], ...shown, ...bound };
      const key = await unwrap(this.client.POST('/v1/embed-keys', { body }));
      this.keys = [key, ...(this.keys ?? [])];
      this.made = key.identitySecret === null ? undefined : key;
      this.secretCopied = undefined;
      form.reset();
    } catch (error) {
      this.formProblem = this.sentence(error);
    }
    this.busy = false;
  }

  async #revoke(key: EmbedKey) {
    this.asking = undefined;
    try {
      await unwrap(this.client.DELETE('/v1/embed-keys/{id}', { params: { path: { id: key.id } } }));
      this.keys = this.keys?.filter(({ id }) => id !== key.id);
    } catch (error) {
      this.formProblem = this.sentence(error);
    }
  }

  async #copy(key: EmbedKey) {
    // When the browser says no, the words beside the button say how to go on.
    this.copied = { id: key.id, done: await copyText(snippetOf(location.origin, key)) };
  }

  protected override render() {
    const { t } = this;
    return html`<div class="page">
      <h1>${t('embedTitle')}</h1>
      <p class="lead">${t('embedLead')}</p>
      ${this.#manage()}
    </div>`;
  }

  #manage() {
    const { t } = this;
    return html`<form class="card" novalidate @submit=${this.#create}>
        <label for="origin">${t('origin')}</label>
        <div class="entry">
          <input class="field" id="origin" name="origin" type="url" inputmode="url" spellcheck="false" autocomplete="off"
            placeholder="https://intranet.example" aria-describedby="origin-hint" aria-invalid=${this.formProblem !== undefined} />
          <button class="button primary" type="submit" ?disabled=${this.busy}>${t('createKey')}</button>
        </div>
        <div id="origin-hint" role="status">
          ${this.formProblem ? html`<p class="problem">${this.formProblem}</p>` : html`<p class="hint">${t('originHint')}</p>`}
        </div>
        ${this.#segmentChoice()}
        <label class="choice"><input type="checkbox" name="board" /> ${t('withBoard')}</label>
        <label class="choice"><input type="checkbox" name="identified" aria-describedby="identified-hint" /> ${t('identified')}</label>
        <p class="hint" id="identified-hint">${t('identifiedHint')}</p>
      </form>
      ${this.made ? this.#secret(this.made) : nothing}
      <h2>${t('keys')}</h2>
      ${this.#list()}`;
  }

  #segmentChoice() {
    const { t, views } = this;
    if (views.length === 0) return nothing;
    const groups = Object.entries(kinds).map(([resource, name]) => {
      const of = views.filter((view) => view.resource === resource);
      return of.length === 0
        ? nothing
        : html`<optgroup label=${t(name)}>${of.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</optgroup>`;
    });
    return html`<label class="segment" for="segment">${t('segment')}</label>
      <select class="field" id="segment" name="segment" aria-describedby="segment-hint">
        <option value="">${t('segmentAll')}</option>
        ${groups}
      </select>
      <p class="hint" id="segment-hint">${t('segmentHint')}</p>`;
  }

  #list() {
    const { t, keys } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.#load());
    if (!keys) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    if (keys.length === 0) return html`<p class="card none"><strong>${t('noKeys')}</strong> ${t('noKeysDo')}</p>`;
    return repeat(
      keys,
      (key) => key.id,
      (key) => this.#key(key),
    );
  }

  #key(key: EmbedKey) {
    const { t } = this;
    const copied = this.copied?.id === key.id ? this.copied : undefined;
    return html`<section class="card" aria-label=${key.name}>
      <div class="key">
        <div class="about">
          <strong>${key.name}</strong>
          <span class="hint">${t('worksOn', { origins: key.allowedOrigins.join(', ') })}</span>
          ${this.#bounds(key)}
        </div>
        <button class="button" type="button" @click=${() => this.#copy(key)}>${t(copied?.done ? 'copied' : 'copy')}</button>
        <button class="button quiet" type="button" @click=${() => {
          this.asking = key.id;
        }}>${t('revoke')}</button>
      </div>
      <pre tabindex="0" aria-label=${t('snippet')}>${snippetOf(location.origin, key)}</pre>
      <div role="status">${copied && !copied.done ? html`<p class="problem">${t('notCopied')}</p>` : nothing}</div>
      ${this.asking === key.id ? this.#question(key) : nothing}
    </section>`;
  }

  #bounds({ segmentId, identified }: EmbedKey) {
    const segment = this.views.find(({ id }) => id === segmentId);
    const name = segment?.name ?? '…';
    return html`${segmentId === null ? nothing : html`<span class="hint">${this.t('segmentOf', { name })}</span>`}
      ${identified ? html`<span class="hint">${this.t('identifiedKey')}</span>` : nothing}`;
  }

  #secret({ name, identitySecret }: CreatedEmbedKey) {
    const { t, secretCopied: copied } = this;
    const shown = {
      title: t('identitySecret'),
      why: `${name}. ${t('secretWhy')}`,
      secret: identitySecret ?? '',
      copied,
    };
    return secretCard(shown, t, {
      copy: async () => {
        this.secretCopied = await copyText(shown.secret);
      },
      kept: () => {
        this.made = undefined;
      },
    });
  }

  #question(key: EmbedKey) {
    const { t } = this;
    return html`<div class="confirm" role="alert">
      <p>${t('revokeAsk')}</p>
      <button class="button" type="button" @click=${() => this.#revoke(key)}>${t('revokeYes')}</button>
      <button class="button quiet" type="button" @click=${() => {
        this.asking = undefined;
      }}>${t('keep')}</button>
    </div>`;
  }
}
