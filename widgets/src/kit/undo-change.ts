// Owns taking a change back by the token that it answered.
import { unwrap } from '@kith/sdk';
import { clientOf } from './client.ts';
import type { KithSession } from './session.ts';

/** @throws KithError with the server's code: the token is used, too old, or somebody changed the same thing since. */
export async function undoChange(session: KithSession, undoToken: string): Promise<void> {
  await unwrap(clientOf(session).POST('/v1/undo', { body: { undoToken } }));
}
