// Owns answering a sign-in: the device is remembered when it led to a session.
import type { Context } from 'hono';
import type { AuthContext } from './context.ts';
import { rememberDevice } from './known-device.ts';
import type { issueSession } from './sessions.ts';

type Session = Awaited<ReturnType<typeof issueSession>>;

/** @param result a session, or what else a sign-in may come to, such as a mail that was sent. */
export function answerSession(ctx: AuthContext, c: Context, result: Session | object): Response {
  if ('access_token' in result) rememberDevice(ctx, c, result.user.id);
  return c.json(result);
}
