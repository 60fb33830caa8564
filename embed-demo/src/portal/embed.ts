// Owns the page for embed keys: make one for an origin and some widgets, copy its snippets, revoke it.
import { type CreatedEmbedKey, type EmbedKey, type EmbedWidget, unwrap, type View } from '@kith/sdk';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { embedSheet } from './embed.styles.ts';
import { embedKeyCard } from './embed-key-card.ts';
import { widgetName, widgetOrder } from './embed-widget-words.ts';
import { pageSheet } from './page.styles.ts';
import { PersonPart } from './person-part.ts';
import { copyText, secretCard } from './secret-card.ts';
import { originOf } from './snippet.ts';

/** Chosen until somebody chooses otherwise. */
const usual = ['kith-people', 'kith-contact'];

/** What pages of a view's records are given; deals are shown on the board. */
const kinds = { contacts: 'viewsPeople', companies: 'viewsCompanies', deals: 'viewsDeals' } as const;

/** `<kith-embed>`: the organization's embed keys. */
export class KithEmbed extends PersonPart {
  static override styles = [...[PersonPart.styles].flat(), stateSheet, pageSheet, embedSheet];
  static override properties: PropertyDeclarations = {
    keys: { state: true },
    views: { state: true },
    widgets: { state: true },
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
  /** What pages can show: those that say something alone. */
  declare private widgets: EmbedWidget[];
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  declare private busy: boolean;
  /** Key whose snippet was copied, or could not be. */
  declare private copied: { id: string; frame: boolean; done: boolean } | undefined;
  /** The key that was just made for visitors who are vouched for; its secret is shown until it is put away. */
  declare private made: CreatedEmbedKey | undefined;
  declare private secretCopied: boolean | undefined;
  /** Key about to be revoked. */
  declare private asking: string | undefined;

  constructor() {
    super();
    this.busy = false;
    this.views = [];
    this.widgets = [];
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('person') && this.person) void this.#load();
  }

  async #load() {
    this.problem = undefined;
    try {
      const params = { query: { limit: 200 } };
      const [page, views, widgets] = await Promise.all([
        unwrap(this.client.GET('/v1/embed-keys', { params })),
        unwrap(this.client.GET('/v1/views', { params })),
        unwrap(this.client.GET('/v1/embed-keys/widgets')),
      ]);
      const place = ({ tag }: EmbedWidget) => widgetOrder.indexOf(tag);
      this.widgets = widgets.items.filter(({ frame }) => frame).sort((one, other) => place(one) - place(other));
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
    const segment = this.views.find(({ id }) => id === data.get('segment'));
    const chosen = new Set([
      ...data.getAll('widget').map(String),
      ...(segment?.resource === 'deals' ? ['kith-board'] : []),
    ]);
    const words = origin === null ? 'badOrigin' : chosen.size === 0 ? 'embedNone' : undefined;
    this.formProblem = words && this.t(words);
    if (origin === null || words) return;
    this.busy = true;
    try {
      const bound = { segmentId: segment?.id ?? null, identified: data.has('identified') };
      const body = {
        name: origin.replace(/^https?:\/\//, ''),
        allowedOrigins: [origin],
        ...this.#opened(chosen),
        ...bound,
      };
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

  /** What a key for these widgets opens: what they read, as far as its maker may. */
  #opened(chosen: ReadonlySet<string>): Pick<EmbedKey, 'widgets' | 'permissions'> {
    const shown = this.widgets.filter(({ tag }) => chosen.has(tag));
    const needed = [...new Set(shown.flatMap(({ permissions }) => permissions))];
    const permissions = needed.filter((permission) => this.person?.permissions.includes(permission));
    return { widgets: shown.map(({ tag }) => tag), permissions };
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

  async #copy({ id }: EmbedKey, text: string, frame: boolean) {
    // When the browser says no, the words beside the button say how to go on.
    this.copied = { id, frame, done: await copyText(text) };
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
        ${this.#widgetChoice()}
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

  #widgetChoice() {
    const { t, widgets, language } = this;
    return html`<fieldset aria-describedby="reads-hint">
      <legend>${t('embedWidgets')}</legend>
      <div class="widgets">
        ${widgets.map(
          ({ tag }) => html`<label class="choice">
            <input type="checkbox" name="widget" value=${tag} ?checked=${usual.includes(tag)} /> ${widgetName(tag, language)}
          </label>`,
        )}
      </div>
      <p class="hint" id="reads-hint">${t('embedReads')}</p>
    </fieldset>`;
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
    const { t, language, copied } = this;
    return embedKeyCard({
      key,
      t,
      language,
      segmentName: this.views.find(({ id }) => id === key.segmentId)?.name,
      copied: copied?.id === key.id ? copied : undefined,
      asking: this.asking === key.id,
      copy: (text, frame) => void this.#copy(key, text, frame),
      ask: (asking) => {
        this.asking = asking ? key.id : undefined;
      },
      revoke: () => void this.#revoke(key),
    });
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
}
