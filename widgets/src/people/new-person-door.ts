// Owns the way to the form for a new person: its code comes when somebody first asks for it.
import type { Language } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { Plus } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import { permissionsOf } from '../kit/who.ts';
import type { NewPersonForm } from './new-person.ts';

interface Host {
  element: Element & { renderRoot: ParentNode; updateComplete: Promise<boolean> };
  session(): KithSession | undefined;
  language(): Language;
  changed(): void;
  /** Shows a person, who may be new to the list. */
  show(id: string): void;
  closed(): void;
}

export class NewPersonDoor {
  #form: NewPersonForm | undefined;
  #writes = false;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Asks whether the session may add people. */
  async learn(session: KithSession): Promise<void> {
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    if (session !== this.#host.session()) return;
    this.#writes = granted.includes('contacts.write');
    this.#host.changed();
  }

  /** The button, for those who may. */
  button(label: string) {
    if (!this.#writes) return nothing;
    return html`<button class="button add" part="add" type="button" aria-label=${label} title=${label}
      aria-expanded=${this.#form?.open ?? false} @click=${() => void this.#toggle()}>${icon(Plus)}</button>`;
  }

  /** The form, while it is open. */
  draw() {
    return this.#form?.draw() ?? nothing;
  }

  forget(): void {
    this.#form?.forget();
    this.#writes = false;
  }

  async #toggle(): Promise<void> {
    const { element } = this.#host;
    const { NewPersonForm } = await import('./new-person.ts');
    this.#form ??= new NewPersonForm({
      ...this.#host,
      added: ({ contact, undoToken }, text) => {
        this.#host.show(contact.id);
        const [session, language] = [this.#host.session(), this.#host.language()];
        void showToast({ near: element, language, text, session, undoToken });
      },
      chosen: (id) => this.#host.show(id),
    });
    this.#form.show(!this.#form.open);
    await element.updateComplete;
    if (this.#form.open) element.renderRoot.querySelector<HTMLElement>('.new .field')?.focus();
  }
}
