// Owns saying that an address belongs to another user.
import postgres from 'postgres';
import { AuthError } from './errors.ts';

export const emailTaken = () =>
  new AuthError(422, 'email_exists', 'A user with this email address has already been registered');

/** Tells a taken address from other failures of the database. @throws AuthError 422 `email_exists`, or the error given. */
export function takenAsError(error: unknown): never {
  if (error instanceof postgres.PostgresError && error.code === '23505') throw emailTaken();
  throw error;
}
