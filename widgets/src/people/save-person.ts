// Owns adding a person, or what is new of them to somebody who is there.
import { type Captured, unwrap } from '@kith/sdk';
import { clientOf } from '../kit/client.ts';
import type { KithSession } from '../kit/session.ts';
import { candidateOf, type PersonFields } from './person-fields.ts';

/** @param sameAs whom somebody chose instead of a new contact. @throws KithError */
export function addPerson(session: KithSession, fields: PersonFields, sameAs: string | undefined): Promise<Captured> {
  const body = { ...candidateOf(fields), ...(sameAs !== undefined && { sameAs }) };
  return unwrap(clientOf(session).POST('/v1/contacts', { body }));
}

/** Brings back somebody who was deleted. */
export const restorePerson = (session: KithSession, id: string) =>
  unwrap(clientOf(session).POST('/v1/contacts/{id}/restore', { params: { path: { id } } }));
