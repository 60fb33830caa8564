// Owns what a person does about consents: the form of an entry, loaded when it is first opened, withdrawing, and what is told of it.
import type { Consent, KithClient, NewConsent } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { type LitElement, nothing } from 'lit';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import { recordConsent, withdrawConsent } from './consent-data.ts';
import type { ConsentForm } from './consent-form.ts';
import { purposeName } from './consent-row.ts';
import type { ConsentKey } from './words.ts';

interface Host {
  element: LitElement;
  session(): KithSession | undefined;
  /** Whose consents they are; undefined for nobody's. */
  contactId(): string | undefined;
  language(): Language;
  words(): Words<ConsentKey>;
  /** Reads them again. */
  renew(): void;
}

export class ConsentDesk {
  #form: ConsentForm | undefined;
  #busy = false;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** True while an entry is withdrawn. */
  get busy(): boolean {
    return this.#busy;
  }

  get isOpen(): boolean {
    return this.#form !== undefined;
  }

  /** The form, while it is open. */
  draw() {
    return this.#form?.draw(this.#host.words(), this.#host.language()) ?? nothing;
  }

  forget(): void {
    this.#form = undefined;
  }

  /** @param purpose the one to begin with. */
  async open(purpose: string): Promise<void> {
    const { element, session } = this.#host;
    const active = session();
    const { ConsentForm } = await import('./consent-form.ts');
    if (!active || active !== session()) return;
    this.#form = new ConsentForm({
      client: clientOf(active),
      purpose,
      changed: () => element.requestUpdate(),
      save: (entry) => this.#save(entry),
      cancel: () => void this.#close(),
    });
    await this.#drawn();
    element.renderRoot.querySelector<HTMLElement>('form select')?.focus();
  }

  async withdraw({ purpose }: Consent): Promise<void> {
    const subject = this.#subject();
    if (!subject || this.#busy) return;
    this.#busy = true;
    this.#host.element.requestUpdate();
    try {
      const { undoToken } = await withdrawConsent(subject.client, subject.id, purpose);
      this.#tell('withdrew', purpose, undoToken);
    } catch (error) {
      const { element, language, words } = this.#host;
      const text = words()('notDone', { code: codeOf(error) });
      void showToast({ near: element, language: language(), text, problem: true });
    }
    this.#busy = false;
    this.#host.element.requestUpdate();
  }

  async #save(entry: NewConsent) {
    const subject = this.#subject();
    if (!subject) return;
    const { purpose, undoToken } = await recordConsent(subject.client, subject.id, entry);
    await this.#close();
    this.#tell(entry.state === 'withdrawn' ? 'withdrew' : 'recorded', purpose, undoToken);
  }

  async #close() {
    this.#form = undefined;
    await this.#drawn();
    this.#host.element.renderRoot.querySelector<HTMLElement>('[part~="add"]')?.focus();
  }

  #drawn(): Promise<boolean> {
    this.#host.element.requestUpdate();
    return this.#host.element.updateComplete;
  }

  #subject(): { client: KithClient; id: string } | undefined {
    const [session, id] = [this.#host.session(), this.#host.contactId()];
    return session && id !== undefined ? { client: clientOf(session), id } : undefined;
  }

  #tell(key: 'withdrew' | 'recorded', purpose: string, undoToken: string | null) {
    const { element, session, language, words, renew } = this.#host;
    const t = words();
    renew();
    void showToast({
      near: element,
      language: language(),
      session: session(),
      text: t(key, { purpose: purposeName(purpose, t) }),
      undoToken,
      onUndone: renew,
    });
  }
}
