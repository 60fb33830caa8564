// Owns the page of API keys: make one, copy it once, replace it, revoke it.
import { type ApiKey, type CreatedApiKey, KithError, unwrap } from '@kith/sdk';
import { fullTime, relativeTime } from '@kith/sdk/words';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { keyForm, readKeyForm, type Scope } from './api-key-form.ts';
import { apiKeysSheet } from './api-keys.styles.ts';
import { pageSheet } from './page.styles.ts';
import { PersonPart } from './person-part.ts';
import { copyText, secretCard } from './secret-card.ts';

type Act = 'rotate' | 'revoke';

/** `<kith-api-keys>`: the organization's API keys. */
export class KithApiKeys extends PersonPart {
  static override styles = [...[PersonPart.styles].flat(), stateSheet, pageSheet, apiKeysSheet];
  static override properties: PropertyDeclarations = {
    keys: { state: true },
    offered: { state: true },
    scope: { state: true },
    made: { state: true },
    copied: { state: true },
    problem: { state: true },
    formProblem: { state: true },
    busy: { state: true },
    asking: { state: true },
  };

  declare private keys: ApiKey[] | undefined;
  /** What may be given to a key. */
  declare private offered: readonly string[];
  declare private scope: Scope;
  /** The key that was just made; its secret is shown until it is put away. */
  declare private made: CreatedApiKey | undefined;
  declare private copied: boolean | undefined;
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  declare private busy: boolean;
  /** What is about to be done with which key. */
  declare private asking: { id: string; act: Act } | undefined;

  constructor() {
    super();
    this.busy = false;
    this.offered = [];
    this.scope = 'reads';
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('person') && this.person) void this.#load();
  }

  async #load() {
    this.problem = undefined;
    try {
      const [page, { permissions }] = await Promise.all([
        unwrap(this.client.GET('/v1/api-keys', { params: { query: { limit: 200 } } })),
        unwrap(this.client.GET('/v1/api-keys/permissions')),
      ]);
      this.offered = permissions;
      this.keys = page.items.filter(isOpen);
    } catch (error) {
      this.problem = error;
    }
  }

  async #create(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    const wish = readKeyForm(form, this.offered);
    this.formProblem = typeof wish === 'string' ? this.t(wish) : undefined;
    if (typeof wish === 'string') return;
    if (await this.#make(() => unwrap(this.client.POST('/v1/api-keys', { body: wish })))) {
      form.reset();
      this.scope = 'reads';
    }
  }

  /** Makes a key and shows it. @returns false when it was not made. */
  async #make(make: () => Promise<CreatedApiKey>): Promise<boolean> {
    this.busy = true;
    this.asking = undefined;
    this.formProblem = undefined;
    try {
      this.made = await make();
      this.copied = undefined;
      await this.#load();
    } catch (error) {
      this.formProblem = this.sentence(error);
    }
    this.busy = false;
    return this.formProblem === undefined;
  }

  async #revoke({ id }: ApiKey) {
    this.asking = undefined;
    try {
      await unwrap(this.client.DELETE('/v1/api-keys/{id}', { params: { path: { id } } }));
      this.keys = this.keys?.filter((key) => key.id !== id);
    } catch (error) {
      this.formProblem = this.sentence(error);
    }
  }

  protected override sentence(error: unknown): string {
    const badAddress =
      error instanceof KithError && error.problem?.errors?.some(({ path }) => path.startsWith('allowedIps'));
    return badAddress ? this.t('apiIpsBad') : super.sentence(error);
  }

  protected override render() {
    const { t } = this;
    return html`<div class="page">
      <h1>${t('apiTitle')}</h1>
      <p class="lead">${t('apiLead')}</p>
      ${this.made ? this.#secret(this.made) : this.#form()}
      <h2>${t('apiKeys')}</h2>
      ${this.#list()}
    </div>`;
  }

  #form() {
    return keyForm({
      t: this.t,
      scope: this.scope,
      offered: this.offered,
      busy: this.busy,
      problem: this.formProblem,
      choose: (scope) => {
        this.scope = scope;
      },
      create: (event) => void this.#create(event),
    });
  }

  #secret({ name, secret }: CreatedApiKey) {
    const { t, copied } = this;
    const shown = { title: t('apiSecret'), why: `${name}. ${t('secretWhy')}`, secret: secret ?? '', copied };
    return secretCard(shown, t, {
      copy: async () => {
        this.copied = await copyText(shown.secret);
      },
      kept: () => {
        this.made = undefined;
      },
    });
  }

  #list() {
    const { t, keys } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.#load());
    if (!keys) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    if (keys.length === 0) return html`<p class="card none"><strong>${t('apiNone')}</strong> ${t('apiNoneDo')}</p>`;
    return repeat(
      keys,
      ({ id }) => id,
      (key) => this.#key(key),
    );
  }

  #key(key: ApiKey) {
    const { t } = this;
    const ask = (act: Act) => () => {
      this.asking = { id: key.id, act };
    };
    return html`<section class="card" aria-label=${key.name}>
      <div class="key">
        <div class="about">
          <strong>${key.name} ${key.mode === 'test' ? html`<span class="mark">${t('apiTestMark')}</span>` : nothing}</strong>
          <span class="hint"><code>${key.prefix}…</code> · ${this.#facts(key).join(' · ')}</span>
        </div>
        <button class="button" type="button" ?disabled=${this.busy} @click=${ask('rotate')}>${t('apiRotate')}</button>
        <button class="button quiet" type="button" @click=${ask('revoke')}>${t('revoke')}</button>
      </div>
      ${this.asking?.id === key.id ? this.#question(key, this.asking.act) : nothing}
    </section>`;
  }

  #facts(key: ApiKey): string[] {
    const { t, language } = this;
    const used =
      key.lastUsedAt === null ? t('apiUnused') : t('apiUsed', { when: relativeTime(key.lastUsedAt, language) });
    const ends = key.expiresAt === null ? [] : [t('apiEnds', { when: fullTime(key.expiresAt, language) })];
    return [t('apiRights', { count: key.permissions.length }), used, ...ends];
  }

  #question(key: ApiKey, act: Act) {
    const { t } = this;
    const rotate = () =>
      void this.#make(() => unwrap(this.client.POST('/v1/api-keys/{id}/rotate', { params: { path: { id: key.id } } })));
    return html`<div class="confirm" role="alert">
      <p>${t(act === 'rotate' ? 'apiRotateAsk' : 'apiRevokeAsk')}</p>
      <button class="button" type="button" @click=${act === 'rotate' ? rotate : () => this.#revoke(key)}>
        ${t(act === 'rotate' ? 'apiRotateYes' : 'revokeYes')}
      </button>
      <button class="button quiet" type="button" @click=${() => {
        this.asking = undefined;
      }}>${t('keep')}</button>
    </div>`;
  }
}

/** Neither revoked nor over. */
const isOpen = ({ revokedAt, expiresAt }: ApiKey) =>
  revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > Date.now());
