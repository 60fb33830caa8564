// Owns one list of whose messages are not logged, on the page of privacy.
import { KithError, type UnloggedAddress, unwrap } from '@kith/sdk';
import { LiveWatch } from '@kith/widgets/kit/live.ts';
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { showToast } from '@kith/widgets/kit/toast.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { pageSheet } from './page.styles.ts';
import { PersonPart } from './person-part.ts';
import { privacySheet } from './privacy.styles.ts';

/** What sets the lists apart: where they are, whose topic tells of changes, and their phrases. */
const lists = {
  'never-log': {
    path: '/v1/never-log',
    one: '/v1/never-log/{id}',
    topic: 'never_log',
    none: 'neverLogNone',
    field: 'neverLogAdd',
  },
  'protected-recipients': {
    path: '/v1/protected-recipients',
    one: '/v1/protected-recipients/{id}',
    topic: 'protected_recipients',
    none: 'protectedNone',
    field: 'protectedAdd',
  },
} as const;
export type ListName = keyof typeof lists;

/** `<kith-address-list>`: the addresses of one list; add one, take one away. */
export class KithAddressList extends PersonPart {
  static override styles = [...[PersonPart.styles].flat(), stateSheet, pageSheet, privacySheet];
  static override properties: PropertyDeclarations = {
    list: {},
    fixed: { type: Boolean },
    addresses: { state: true },
    problem: { state: true },
    formProblem: { state: true },
    busy: { state: true },
  };

  /** Which list. */
  declare list: ListName;
  /** The person may look only. */
  declare fixed: boolean;
  declare private addresses: UnloggedAddress[] | undefined;
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  declare private busy: boolean;
  #live: LiveWatch | undefined;

  constructor() {
    super();
    this.list = 'never-log';
    this.fixed = false;
    this.busy = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#live?.stop();
    this.#live = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#begin();
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('person') || changes.has('list')) this.#begin();
  }

  #begin() {
    this.#live?.stop();
    if (!this.person) return;
    this.#live = new LiveWatch(this.person.session, [lists[this.list].topic], {
      onChange: () => void this.#load(),
      onState: () => undefined,
    });
    this.#live.start();
    void this.#load();
  }

  async #load() {
    try {
      const { path } = lists[this.list];
      this.addresses = (await unwrap(this.client.GET(path, { params: { query: { limit: 200 } } }))).items;
      this.problem = undefined;
    } catch (error) {
      this.problem = error;
    }
  }

  async #add(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    const address = String(new FormData(form).get('address')).trim();
    this.formProblem = address === '' ? this.t('addressBad') : undefined;
    if (address === '') return;
    await this.#change(async () => {
      const added = await unwrap(this.client.POST(lists[this.list].path, { body: { address } }));
      form.reset();
      this.#tell(this.t('addressAdded', { value: added.value }), added.undoToken);
    });
    form.querySelector('input')?.focus();
  }

  #remove = ({ id, value }: UnloggedAddress) =>
    this.#change(async () => {
      const params = { path: { id } };
      const { undoToken } = await unwrap(this.client.DELETE(lists[this.list].one, { params }));
      this.#tell(this.t('addressRemoved', { value }), undoToken);
    });

  async #change(change: () => Promise<void>) {
    this.busy = true;
    this.formProblem = undefined;
    try {
      await change();
      await this.#load();
    } catch (error) {
      this.formProblem = this.sentence(error);
    }
    this.busy = false;
  }

  #tell(text: string, undoToken: string | null) {
    const { session } = this.person ?? {};
    void showToast({
      near: this,
      language: this.language,
      session,
      text,
      undoToken,
      onUndone: () => void this.#load(),
    });
  }

  protected override sentence(error: unknown): string {
    return error instanceof KithError && error.code === 'invalid_input' ? this.t('addressBad') : super.sentence(error);
  }

  protected override render() {
    return html`${this.fixed ? nothing : this.#form()} ${this.#rows()}`;
  }

  #form() {
    const { t } = this;
    const look = this.list === 'never-log' ? 'button primary' : 'button';
    return html`<form class="card" novalidate @submit=${(event: SubmitEvent) => void this.#add(event)}>
      <label for="address">${t(lists[this.list].field)}</label>
      <div class="entry">
        <input class="field" id="address" name="address" type="text" autocomplete="off" autocapitalize="off"
          spellcheck="false" maxlength="2000" aria-invalid=${this.formProblem !== undefined} aria-describedby="hint problem" />
        <button class=${look} type="submit" ?disabled=${this.busy}>${t('addressAdd')}</button>
      </div>
      <p class="hint" id="hint">${t('addressHint')}</p>
      <div id="problem" role="alert">${this.formProblem ? html`<p class="problem">${this.formProblem}</p>` : nothing}</div>
    </form>`;
  }

  #rows() {
    const { t, addresses } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.#load());
    if (!addresses) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    if (addresses.length === 0) return html`<p class="card none">${t(lists[this.list].none)}</p>`;
    return html`<ul class="card addresses">
      ${repeat(
        addresses,
        ({ id }) => id,
        (address) => this.#row(address),
      )}
    </ul>`;
  }

  #row(address: UnloggedAddress) {
    const { t } = this;
    const remove = html`<button class="button quiet" type="button" ?disabled=${this.busy}
      aria-label=${t('addressRemoveOne', { value: address.value })} @click=${() => void this.#remove(address)}>
      ${t('addressRemove')}
    </button>`;
    return html`<li>
      <span class="about">
        <span class="value">${address.value}</span>
        ${address.kind === 'domain' ? html`<span class="whole">${t('addressWhole')}</span>` : nothing}
      </span>
      ${this.fixed ? nothing : remove}
    </li>`;
  }
}
