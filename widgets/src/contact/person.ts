// Owns which person the card is about and what is known of them; late answers about somebody else are dropped.
import { type Contact, type KithClient, unwrap } from '@kith/sdk';
import { codeOf } from '../kit/code-of.ts';

export type Subject = { by: 'id'; id: string } | { by: 'email'; email: string } | null;

export const sameSubject = (one: Subject, other: Subject) => JSON.stringify(one) === JSON.stringify(other);

/** The person on the card. `changed` is called after each change of its fields. */
export class Person {
  subject: Subject = null;
  /** `none`: nobody asked for. `unknown`: no contact has that address. `missing`: no such contact here. */
  status: 'none' | 'loading' | 'ready' | 'unknown' | 'missing' | 'failed' = 'none';
  contact: Contact | undefined;
  /** Why the last fetch failed; a contact shown with it is not fresh. */
  error: unknown;
  #request = new AbortController();
  #busy = false;
  #again = false;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Shows somebody else, or nobody. The person before is gone at once. */
  show(subject: Subject, client: KithClient): Promise<void> {
    this.stop();
    this.subject = subject;
    this.contact = undefined;
    this.error = undefined;
    this.status = subject === null ? 'none' : 'loading';
    this.#changed();
    return this.#fetch(client);
  }

  /** Fetches again, leaving what is shown in place meanwhile. */
  refresh(client: KithClient): Promise<void> {
    if (this.#busy) {
      this.#again = true;
      return Promise.resolve();
    }
    if (this.status === 'failed') this.status = 'loading';
    this.#changed();
    return this.#fetch(client);
  }

  /** Goes on after `stop`, when nothing had come yet. */
  resume(client: KithClient): void {
    if (this.status === 'loading' && !this.#busy) void this.#fetch(client);
  }

  /** The contact as a write returned it. */
  accept(contact: Contact): void {
    if (contact.id !== this.contact?.id || contact.version < this.contact.version) return;
    this.contact = contact;
    this.#changed();
  }

  /** Drops what is under way. */
  stop(): void {
    this.#request.abort();
    this.#busy = false;
    this.#again = false;
  }

  /** Forgets everybody. */
  forget(): void {
    this.stop();
    this.subject = null;
    this.contact = undefined;
    this.error = undefined;
    this.status = 'none';
    this.#changed();
  }

  async #fetch(client: KithClient): Promise<void> {
    if (this.subject === null) return;
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.#busy = true;
    try {
      const contact = await find(client, this.subject, signal);
      if (signal.aborted) return;
      this.contact = contact ?? undefined;
      this.status = contact ? 'ready' : 'unknown';
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error);
    }
    this.#busy = false;
    this.#changed();
    if (this.#again) {
      this.#again = false;
      await this.refresh(client);
    }
  }

  #fail(error: unknown) {
    // An id that is none was never anybody's.
    const missing = ['not_found', 'invalid_input', 'bad_request'].includes(codeOf(error));
    if (missing) this.contact = undefined;
    this.error = missing ? undefined : error;
    this.status = missing ? 'missing' : this.contact ? 'ready' : 'failed';
  }
}

async function find(client: KithClient, subject: NonNullable<Subject>, signal: AbortSignal): Promise<Contact | null> {
  if (subject.by === 'id') {
    return unwrap(client.GET('/v1/contacts/{id}', { params: { path: { id: subject.id } }, signal }));
  }
  const query = { email: subject.email };
  return (await unwrap(client.GET('/v1/lookup', { params: { query }, signal }))).contact;
}
