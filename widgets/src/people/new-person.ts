// Owns the form that adds a person. While it is filled in, it says who is in Kith already, or may be the same.
import { type Captured, KithError } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { codeOf } from '../kit/code-of.ts';
import { FormAct } from '../kit/form-act.ts';
import { messageOf } from '../kit/refusal.ts';
import type { KithSession } from '../kit/session.ts';
import { alikeList } from './alike.ts';
import { Alikes } from './alikes.ts';
import { type NewPersonKey, newPersonWords } from './new-person-words.ts';
import { emptyPerson, fieldNames, type PersonFields } from './person-fields.ts';
import { addPerson, restorePerson } from './save-person.ts';

export interface NewPersonHost {
  session(): KithSession | undefined;
  language(): Language;
  changed(): void;
  /** They are there, new or not. */
  added(captured: Captured, told: string): void;
  /** Somebody who is there already is to be shown. */
  chosen(id: string): void;
  closed(): void;
}

const types = { name: 'text', email: 'email', phone: 'tel', company: 'text' } as const;
const longest = { name: 1000, email: 320, phone: 50, company: 300 } as const;

export class NewPersonForm {
  open = false;
  #fields: PersonFields = emptyPerson;
  readonly #host: NewPersonHost;
  readonly #act: FormAct;
  readonly #alikes: Alikes;

  constructor(host: NewPersonHost) {
    this.#host = host;
    this.#act = new FormAct({ changed: () => host.changed(), cancel: () => this.show(false) });
    this.#alikes = new Alikes(() => host.changed());
  }

  show(open: boolean): void {
    this.open = open;
    this.#act.error = undefined;
    if (!open) {
      this.#alikes.stop();
      this.#host.closed();
    }
    this.#host.changed();
  }

  /** Forgets what was typed: somebody else is signed in. */
  forget(): void {
    this.open = false;
    this.#fields = emptyPerson;
    this.#alikes.stop();
  }

  get #t() {
    return newPersonWords(this.#host.language(), () => this.#host.changed());
  }

  draw() {
    if (!this.open) return nothing;
    const t = this.#t;
    return html`<form class="new" part="form" aria-label=${t('add')} @submit=${this.#onSubmit} @keydown=${this.#act.onKey}>
      <div class="fields">${fieldNames.map((name) => this.#field(name, t))}</div>
      ${alikeList(this.#alikes.found, {
        t,
        busy: this.#act.busy,
        show: (id) => this.#choose(id),
        same: (id) => (this.#hasPoint ? this.#save(id) : this.#choose(id)),
        restore: (id) => this.#restore(id),
      })}
      ${this.#problem(t)}
      <div class="actions">
        <button class="button primary" part="save" type="submit" ?disabled=${this.#act.busy}>${t(this.#act.busy ? 'adding' : 'create')}</button>
        <button class="button quiet" type="button" @click=${() => this.show(false)}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  #field(name: keyof PersonFields, t: Words<NewPersonKey>) {
    return html`<label><span class="label">${t(name)}</span>
      <input class="field" name=${name} type=${types[name]} maxlength=${longest[name]} autocomplete="off"
        ?required=${name === 'name'} .value=${this.#fields[name]}
        @input=${(event: Event & { currentTarget: HTMLInputElement }) => {
          this.#fields = { ...this.#fields, [name]: event.currentTarget.value };
          const session = this.#host.session();
          if (session) this.#alikes.ask(session, this.#fields);
        }} /></label>`;
  }

  #problem(t: Words<NewPersonKey>) {
    const { error } = this.#act;
    if (error === undefined) return nothing;
    const code = codeOf(error);
    const known = {
      unreachable: 'notSaved',
      contact_ambiguous: 'severalPeople',
      contact_deleted: 'wasDeleted',
    } as const;
    const key = Object.entries(known).find(([one]) => one === code)?.[1];
    const words = key ? t(key) : (messageOf(error, this.#host.language()) ?? t('refused', { code }));
    return html`<p class="problem" role="alert">${words}</p>`;
  }

  get #hasPoint() {
    return this.#fields.email.trim() !== '' || this.#fields.phone.trim() !== '';
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.#save();
  };

  #save(sameAs?: string): void {
    const t = this.#t;
    this.#run(async (session) => {
      const captured = await addPerson(session, this.#fields, sameAs);
      this.#done();
      const told = captured.created ? 'added' : sameAs === undefined ? 'alreadyThere' : 'addedTo';
      this.#host.added(captured, t(told, { name: captured.contact.name }));
    });
  }

  #restore(id: string): void {
    this.#run(async (session) => {
      await restorePerson(session, id);
      this.#choose(id);
    });
  }

  #choose(id: string): void {
    this.#done();
    this.#host.chosen(id);
  }

  #done(): void {
    this.forget();
    this.#host.closed();
    this.#host.changed();
  }

  #run(work: (session: KithSession) => Promise<void>): void {
    const session = this.#host.session();
    if (!session) return;
    void this.#act.run(() => work(session)).then(() => this.#lookAgain(session));
  }

  /** Who stands in the way was perhaps deleted, or came, since the list was asked for. */
  #lookAgain(session: KithSession): void {
    if (this.open && this.#act.error instanceof KithError && this.#act.error.status === 409)
      this.#alikes.ask(session, this.#fields);
  }
}
