// Owns noting that somebody failed to sign in to an account, which no answer waits for: its time tells nothing.
import type { AuthContext } from './context.ts';
import { noteFailedSignIn } from './note-security.ts';

/** @param way how they tried: `password`, `otp`, `totp`, `recovery_code`. */
export function noteFailure(ctx: AuthContext, userId: string | undefined, way: string): void {
  if (userId === undefined) return;
  ctx.later('noting a failed sign-in', async () => {
    await ctx.deps.admin.begin((tx) => noteFailedSignIn(tx, userId, way));
  });
}
