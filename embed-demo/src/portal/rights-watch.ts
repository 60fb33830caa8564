// Owns hearing that what the person may do, or what their organization is called, changed elsewhere, and reading it anew.
import { type LiveState, LiveWatch } from '@kith/widgets/kit/live.ts';
import type { Arrival, SignedIn } from './account.ts';

/** `names`: nothing that the person may do. `rights`: what they may do here. `place`: they are no longer here, or not let in. */
export type Change = 'names' | 'rights' | 'place';

interface Host {
  /** Reads who one is in this organization. May reject. */
  read(organizationId: string): Promise<Arrival | undefined>;
  /** Something is not as it was. */
  changed(arrival: Arrival, change: Change): void;
}

export class RightsWatch {
  readonly #host: Host;
  #person: SignedIn | undefined;
  #watch: LiveWatch | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Follows this person from now on; undefined: nobody. */
  follow(person: SignedIn | undefined): void {
    const same = person !== undefined && person.session === this.#person?.session;
    this.#person = person;
    if (same) return;
    this.#watch?.stop();
    this.#watch = undefined;
    if (!person) return;
    const onChange = () => {
      // One after the other: the last answer is the newest.
      this.#reading = this.#reading.then(() => this.#read());
    };
    // Who is let go while nothing is heard is refused the topic: that tells nothing, so it is read.
    const onState = (state: LiveState) => {
      if (state === 'down') onChange();
    };
    this.#watch = new LiveWatch(person.session, ['organization'], { onChange, onState });
    this.#watch.start();
  }

  async #read() {
    const before = this.#person;
    if (!before) return;
    try {
      const arrival = await this.#host.read(before.organization.id);
      if (!arrival || this.#person !== before) return;
      const change = changeOf(before, arrival);
      if (change) this.#host.changed(arrival, change);
    } catch (error) {
      // The server itself still refuses what is no longer allowed.
      console.info('Kith could not read anew what you may do.', error);
    }
  }
}

function changeOf(before: SignedIn, arrival: Arrival): Change | undefined {
  if (!('person' in arrival) || arrival.person.organization.id !== before.organization.id) return 'place';
  const { organization, organizations, permissions } = arrival.person;
  const rights = (one: SignedIn) => [one.organization.role, one.organization.reach, one.permissions];
  if (!same(rights(before), rights({ ...before, organization, permissions }))) return 'rights';
  return same(before.organizations, organizations) ? undefined : 'names';
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
