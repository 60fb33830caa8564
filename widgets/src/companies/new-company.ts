// Owns the form that adds a company.
import { type Company, type KithClient, unwrap } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { codeOf } from '../kit/code-of.ts';
import { messageOf } from '../kit/refusal.ts';
import type { CompaniesKey } from './words.ts';

interface Host {
  client(): KithClient | undefined;
  language(): Language;
  changed(): void;
  added(company: Company): void;
}

type Typed = Event & { currentTarget: HTMLInputElement };

export class NewCompanyForm {
  open = false;
  #name = '';
  #domain = '';
  #problem = '';
  #saving = false;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  show(open: boolean): void {
    this.open = open;
    this.#problem = '';
    this.#host.changed();
  }

  draw(t: Words<CompaniesKey>) {
    if (!this.open) return nothing;
    return html`<form class="new" part="form" aria-label=${t('add')}
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#save(t);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        this.show(false);
      }}>
      <label><span class="label">${t('name')}</span>
        <input class="field name-field" required maxlength="300" autocomplete="off" .value=${this.#name}
          @input=${(event: Typed) => {
            this.#name = event.currentTarget.value;
          }} /></label>
      <label><span class="label">${t('domain')}</span>
        <input class="field" maxlength="253" autocomplete="off" placeholder="acme.example" .value=${this.#domain}
          @input=${(event: Typed) => {
            this.#domain = event.currentTarget.value;
          }} /></label>
      ${this.#problem === '' ? nothing : html`<p class="problem" role="alert">${this.#problem}</p>`}
      <div class="actions">
        <button class="button primary" part="save" type="submit" ?disabled=${this.#saving}>${t('create')}</button>
        <button class="button quiet" type="button" @click=${() => this.show(false)}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  async #save(t: Words<CompaniesKey>) {
    const client = this.#host.client();
    if (!client || this.#saving) return;
    this.#saving = true;
    this.#problem = '';
    this.#host.changed();
    const domain = this.#domain.trim();
    const body = { name: this.#name.trim(), ...(domain === '' ? {} : { domain }) };
    try {
      const company = await unwrap(client.POST('/v1/companies', { body }));
      this.open = false;
      [this.#name, this.#domain] = ['', ''];
      this.#host.added(company);
    } catch (error) {
      const code = codeOf(error);
      this.#problem =
        code === 'unreachable'
          ? t('notSaved')
          : code === 'domain_taken'
            ? t('domainTaken')
            : (messageOf(error, this.#host.language()) ?? t('refused', { code }));
    }
    this.#saving = false;
    this.#host.changed();
  }
}
