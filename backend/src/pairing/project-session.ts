// Owns beginning a session on a Supabase project: its documented way for whoever holds the secret key is a link for the person's
// address, made without sending it, and redeemed at once.
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { LibraryFetch } from '../outbound/library-fetch.ts';
import { readAnswer } from '../outbound/read-answer.ts';
import type { GiveSession } from './give-session.ts';

const Link = z.looseObject({ hashed_token: z.string(), verification_type: z.string() });
const Session = z.looseObject({ access_token: z.string(), refresh_token: z.string() });

interface Ask<T> {
  path: string;
  key: string;
  body: object;
  answer: z.ZodType<T>;
  headers?: Record<string, string>;
}

/**
 * The session begins with one factor: a project lifts it for nobody but who gives the second, so the extension asks for that.
 * @param fetchProject the only thing that the secret key is ever handed to. @param secretKey the project's.
 */
export function createProjectSessions(fetchProject: LibraryFetch, secretKey: string): GiveSession {
  const ask = async <T>({ supabaseUrl }: Deps, { path, key, body, answer, headers }: Ask<T>): Promise<T> => {
    const response = await fetchProject(`${supabaseUrl}/auth/v1/${path}`, {
      method: 'POST',
      headers: { ...headers, apikey: key, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const read = await readAnswer(response, answer);
    if (read !== null) return read;
    throw new AppError(
      'answer_unexpected',
      `The Supabase project gave no session (it answered ${path} with ${response.status}). kith doctor looks at its keys.`,
    );
  };
  return async (deps, tx, { userId, from }) => {
    const [person] = await tx<{ email: string | null }[]>`select email::text from auth.users where id = ${userId}`;
    if (!person?.email) throw new AppError('pairing_not_offered', 'Your account has no address to begin a session by.');
    const link = await ask(deps, {
      path: 'admin/generate_link',
      key: secretKey,
      body: { type: 'magiclink', email: person.email },
      answer: Link,
    });
    const session = await ask(deps, {
      path: 'verify',
      key: deps.env.SUPABASE_PUBLISHABLE_KEY ?? '',
      body: { type: link.verification_type, token_hash: link.hashed_token },
      answer: Session,
      ...(from.userAgent && { headers: { 'user-agent': from.userAgent } }),
    });
    const claims = await deps.tokens.read(session.access_token);
    // Should the address have changed hands in between, the session would be somebody else's.
    if (claims.sub !== userId || !claims.session_id) {
      throw new AppError('answer_unexpected', 'The Supabase project began another session than was asked for.');
    }
    return { id: claims.session_id, refreshToken: session.refresh_token };
  };
}
