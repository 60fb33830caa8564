// Owns the HTTP face of mails about signing in: asking for one, and redeeming what it carried.
import type { Hono } from 'hono';
import { InviteBody, invite } from './admin-links.ts';
import { requireAdmin } from './admin-routes.ts';
import { answerSession } from './answer-session.ts';
import { readBody } from './body.ts';
import type { AuthContext, AuthEnv } from './context.ts';
import { OtpBody, RecoverBody, ResendBody, requestOtp, requestRecovery, resend } from './mail-requests.ts';
import { requestFacts } from './request-facts.ts';
import { VerifyBody, verifyOtp } from './verify.ts';

export function mailRoutes(auth: Hono<AuthEnv>, ctx: AuthContext): void {
  for (const path of ['/otp', '/magiclink']) {
    auth.post(path, async (c) => {
      await requestOtp(ctx, { body: await readBody(c, OtpBody), ...requestFacts(ctx, c) });
      return c.json({});
    });
  }
  auth.post('/recover', async (c) => {
    await requestRecovery(ctx, { body: await readBody(c, RecoverBody), ...requestFacts(ctx, c) });
    return c.json({});
  });
  auth.post('/resend', async (c) => {
    await resend(ctx, { body: await readBody(c, ResendBody), ...requestFacts(ctx, c) });
    return c.json({});
  });
  auth.post('/verify', async (c) =>
    answerSession(
      ctx,
      c,
      await verifyOtp(ctx, await readBody(c, VerifyBody), requestFacts(ctx, c), c.get('caller').bearer),
    ),
  );
  auth.post('/invite', async (c) => {
    requireAdmin(c.get('caller'));
    return c.json(await invite(ctx, await readBody(c, InviteBody), c.req.query('redirect_to')));
  });
}
