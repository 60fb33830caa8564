// Owns what parts of the portal share that act for somebody who is signed in: the API in their name, and what to say when it refuses.
import { type KithClient, KithError } from '@kith/sdk';
import { clientOf } from '@kith/widgets/kit/client.ts';
import type { PropertyDeclarations } from 'lit';
import type { SignedIn } from './account.ts';
import { PortalPart } from './part.ts';

export class PersonPart extends PortalPart {
  static override properties: PropertyDeclarations = { person: { attribute: false } };

  declare person: SignedIn | undefined;

  /** @throws KithError `no_session` before somebody is signed in. */
  protected get client(): KithClient {
    if (!this.person) throw new KithError('no_session', 'Nobody is signed in.');
    return clientOf(this.person.session);
  }

  /** What went wrong, in a sentence. */
  protected sentence(error: unknown): string {
    const code = error instanceof KithError ? error.code : 'unexpected';
    return code === 'unreachable' ? this.t('notReached') : this.t('notDone', { code });
  }
}
