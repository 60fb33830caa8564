// Owns the company of a deal and its people with their roles.
import type { DealContact, KithClient } from '@kith/sdk';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { X } from 'lucide';
import { avatar } from '../kit/avatar.ts';
import { icon } from '../kit/icons.ts';
import type { RecordRef } from '../kit/record.ts';
import { type Choice, RecordPicker } from '../kit/record-picker.ts';
import type { DealEditor } from './deal-editor.ts';
import { type DealView, problem } from './deal-view.ts';

interface Host {
  client(): KithClient | undefined;
  changed(): void;
  editor: DealEditor;
  contacts(): readonly DealContact[];
  open(record: RecordRef): void;
}

export class DealPeople {
  readonly #host: Host;
  readonly #companies: RecordPicker;
  readonly #contacts: RecordPicker;

  constructor(host: Host) {
    this.#host = host;
    const { client, changed, editor } = host;
    const company = ({ id }: Choice) => editor.commit('company', { companyId: id });
    this.#companies = new RecordPicker({ id: 'pick-company', type: 'company', client, changed, pick: company });
    const contact = (choice: Choice) => this.#add(choice);
    this.#contacts = new RecordPicker({ id: 'pick-contact', type: 'contact', client, changed, pick: contact });
  }

  draw(view: DealView) {
    const { deal, t, mayWrite } = view;
    return html`<section class="people" part="people">
      <h3 class="label">${t('company')}</h3>
      ${deal.company ? this.#company(view, deal.company) : mayWrite ? this.#companies.draw(t('findCompany'), t('noMatch')) : html`<p class="plain">—</p>`}
      ${problem(view, 'company')}
      <h3 class="label">${t('people')}</h3>
      <ul>
        ${repeat(
          deal.contacts,
          ({ contact }) => contact.id,
          (one) => this.#person(view, one),
        )}
      </ul>
      ${mayWrite ? this.#contacts.draw(t('findPerson'), t('noMatch')) : deal.contacts.length === 0 ? html`<p class="plain">—</p>` : nothing}
      ${problem(view, 'contacts')}
    </section>`;
  }

  #company({ t, mayWrite }: DealView, { id, name }: { id: string; name: string }) {
    return html`<div class="person">
      <button class="link" type="button" @click=${() => this.#host.open({ type: 'company', id })}>${name}</button>
      <span class="space"></span>
      ${mayWrite ? this.#remover(t('takeOff', { name }), () => this.#host.editor.commit('company', { companyId: null })) : nothing}
    </div>`;
  }

  #person({ t, mayWrite }: DealView, { contact, role }: DealContact) {
    const { id, name } = contact;
    return html`<li class="person">
      ${avatar(name)}
      <button class="link" type="button" @click=${() => this.#host.open({ type: 'contact', id })}>${name}</button>
      ${
        mayWrite
          ? html`<input class="field role" maxlength="100" autocomplete="off" aria-label=${t('roleOf', { name })} placeholder=${t('role')} .value=${role ?? ''}
              @change=${(event: Event) => event.currentTarget instanceof HTMLInputElement && this.#setRole(id, event.currentTarget.value)} />
            ${this.#remover(t('takeOff', { name }), () => this.#write(this.#host.contacts().filter((one) => one.contact.id !== id)))}`
          : html`<span class="role">${role ?? ''}</span>`
      }
    </li>`;
  }

  #remover(label: string, remove: () => void) {
    return html`<button class="button quiet tool" type="button" aria-label=${label} title=${label} @click=${remove}>${icon(X)}</button>`;
  }

  #add({ id, name }: Choice) {
    const contacts = this.#host.contacts();
    if (contacts.some(({ contact }) => contact.id === id)) return;
    this.#write([...contacts, { contact: { id, name }, role: null }]);
  }

  #setRole(id: string, text: string) {
    const role = text.trim() || null;
    this.#write(this.#host.contacts().map((one) => (one.contact.id === id ? { ...one, role } : one)));
  }

  #write(contacts: readonly DealContact[]) {
    this.#host.editor.commit('contacts', {
      contacts: contacts.map(({ contact, role }) => ({ contactId: contact.id, role })),
    });
  }
}
