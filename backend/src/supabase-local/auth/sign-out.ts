// Owns signing out: which sessions end, and that it is noted.
import type { AuthContext } from './context.ts';
import { noteSecurity } from './note-security.ts';
import type { SessionCaller } from './session-caller.ts';
import { endSessions, type Scope } from './sessions.ts';

/** Ends the sessions that the scope names. */
export async function signOut(ctx: AuthContext, { user, sessionId }: SessionCaller, scope: Scope): Promise<void> {
  await ctx.deps.admin.begin(async (tx) => {
    const ended = await endSessions(tx, user.id, sessionId, scope);
    if (ended === 0) return;
    const event = scope === 'others' ? 'sessions_ended' : 'signed_out';
    await noteSecurity(tx, user.id, event, { sessions: [null, ended] });
  });
  await ctx.deps.sessions.doubt();
}
