// Owns the HTTP face of second factors.
import type { Context, Hono } from 'hono';
import { readBody } from './body.ts';
import type { AuthContext, AuthEnv } from './context.ts';
import { challenge, FactorVerifyBody, verifyFactor } from './factor-verify.ts';
import { EnrollBody, enroll, unenroll } from './factors.ts';
import { RecoveryCodeBody, useRecoveryCode } from './recovery-code-use.ts';
import { dropCodes, GenerateBody, generateCodes, recoveryState, regenerateCodes } from './recovery-codes.ts';
import { requireSession } from './session-caller.ts';

export function factorRoutes(auth: Hono<AuthEnv>, ctx: AuthContext): void {
  const callerOf = (c: Context<AuthEnv>) => requireSession(ctx, c.get('caller').bearer);
  recoveryRoutes(auth, ctx);
  auth.post('/factors', async (c) => c.json(await enroll(ctx, await callerOf(c), await readBody(c, EnrollBody))));
  auth.post('/factors/:id/challenge', async (c) => c.json(await challenge(ctx, await callerOf(c), c.req.param('id'))));
  auth.post('/factors/:id/verify', async (c) => {
    const caller = await callerOf(c);
    return c.json(await verifyFactor(ctx, caller, c.req.param('id'), await readBody(c, FactorVerifyBody)));
  });
  auth.delete('/factors/:id', async (c) => c.json(await unenroll(ctx, await callerOf(c), c.req.param('id'))));
}

/** Before the routes of one factor, of which `recovery-codes` would be read as the id. */
function recoveryRoutes(auth: Hono<AuthEnv>, ctx: AuthContext): void {
  const callerOf = (c: Context<AuthEnv>) => requireSession(ctx, c.get('caller').bearer);
  const path = '/factors/recovery-codes';
  auth.get(path, async (c) => c.json(await recoveryState(ctx, await callerOf(c))));
  auth.post(path, async (c) => {
    const caller = await callerOf(c);
    await readBody(c, GenerateBody);
    return c.json(await generateCodes(ctx, caller));
  });
  auth.post(`${path}/regenerate`, async (c) => c.json(await regenerateCodes(ctx, await callerOf(c))));
  auth.post(`${path}/verify`, async (c) => {
    const caller = await callerOf(c);
    return c.json(await useRecoveryCode(ctx, caller, await readBody(c, RecoveryCodeBody)));
  });
  auth.delete(path, async (c) => c.json(await dropCodes(ctx, await callerOf(c))));
}
