// Owns asking, while a person is typed, who is in Kith already or may be the same: the server's one match answers.
import { type Match, unwrap } from '@kith/sdk';
import { clientOf } from '../kit/client.ts';
import type { KithSession } from '../kit/session.ts';
import { candidateOf, type PersonFields } from './person-fields.ts';

/** Wait after a key before asking, in milliseconds. */
const typingMs = 250;

export class Alikes {
  found: Match | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = new AbortController();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asks about what is typed now, when the keys pause. Answers about what was typed before are dropped. */
  ask(session: KithSession, fields: PersonFields): void {
    clearTimeout(this.#timer);
    this.#asking.abort();
    const candidate = candidateOf(fields);
    if (candidate.points.length === 0 && !('companyName' in candidate)) {
      this.stop();
      this.#changed();
      return;
    }
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.#timer = setTimeout(() => void this.#fetch(session, candidate, signal), typingMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.found = undefined;
  }

  async #fetch(session: KithSession, candidate: ReturnType<typeof candidateOf>, signal: AbortSignal): Promise<void> {
    const body = { candidates: [candidate] };
    const answer = await unwrap(clientOf(session).POST('/v1/contacts/match', { body, signal })).catch(() => undefined);
    if (signal.aborted) return;
    // An address that is half typed is refused; then nobody is known.
    this.found = answer?.items[0];
    this.#changed();
  }
}
