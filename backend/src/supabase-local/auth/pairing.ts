// Owns pairing: a signed-in session shows a code of eight characters, which the browser extension trades for a session of its
// own. Each works once, for ten minutes.
import { createHmac, hkdfSync, randomInt } from 'node:crypto';
import { z } from 'zod';
import { extensionMark } from '../../account/device.ts';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { noteSecurity } from './note-security.ts';
import type { RequestFacts } from './request-facts.ts';
import type { SessionCaller } from './session-caller.ts';
import { beginSession, issueSession, refuseBanned, type SessionRow } from './sessions.ts';
import { placeOf } from './sign-in-places.ts';
import { findUserById, hasSecondFactor } from './users.ts';

/** Without letters that read as digits or as each other. Eight of them are 40 random bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lifetime = 600_000;

export const PairingBody = z.looseObject({ code: z.string().min(1).max(50) });

/** Makes a code; the one that the session showed before ends. @throws AuthError 403 `insufficient_aal`. */
export async function makePairingCode(ctx: AuthContext, { user, sessionId, aal }: SessionCaller) {
  if (hasSecondFactor(user) && aal !== 'aal2') {
    throw new AuthError(403, 'insufficient_aal', 'Give your second factor first.');
  }
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  const now = ctx.deps.now();
  await ctx.deps.admin`insert into auth.pairing_codes (session_id, code_hash, user_id, created_at)
    values (${sessionId}, ${hashCode(ctx, letters)}, ${user.id}, ${now})
    on conflict (session_id) do update set code_hash = excluded.code_hash, created_at = excluded.created_at`;
  return {
    code: `${letters.slice(0, 4)}-${letters.slice(4)}`,
    expires_at: Math.floor((now.getTime() + lifetime) / 1000),
  };
}

/**
 * Trades a code for a session of the same assurance as the one that showed it.
 * @throws AuthError 400 `pairing_code_invalid`; 429 after many wrong codes from one network.
 */
export async function redeemPairing(ctx: AuthContext, { code }: z.infer<typeof PairingBody>, from: RequestFacts) {
  const guesser = `pairing from ${(await placeOf(ctx, null, from.address)).network}`;
  await ctx.guesses.spend(guesser);
  const userAgent = `${extensionMark}${from.userAgent ?? ''}`;
  const { user, session, refreshToken } = await ctx.deps.admin.begin(async (tx) => {
    const [taken] = await tx<{ user_id: string; session_id: string; created_at: Date }[]>`
      delete from auth.pairing_codes where code_hash = ${hashCode(ctx, code)} returning user_id, session_id, created_at`;
    const [parent] = taken
      ? await tx<SessionRow[]>`select id, aal, amr from auth.sessions where id = ${taken.session_id} for share`
      : [];
    const found = taken && (await findUserById(tx, taken.user_id));
    const late = taken && ctx.deps.now().getTime() - taken.created_at.getTime() > lifetime;
    if (!parent || !found || late) throw wrongCode();
    refuseBanned(ctx, found);
    const begun = await beginSession(ctx, tx, found, { method: 'pairing', from: { ...from, userAgent } });
    const amr = [...begun.session.amr, ...parent.amr];
    await tx`update auth.sessions set aal = ${parent.aal}, amr = ${JSON.stringify(amr)}::text::jsonb
      where id = ${begun.session.id}`;
    await noteSecurity(tx, found.id, 'extension_paired');
    return { ...begun, session: { ...begun.session, aal: parent.aal, amr } };
  });
  await ctx.guesses.forget(guesser);
  return issueSession(ctx, user, session, refreshToken);
}

const wrongCode = () => new AuthError(400, 'pairing_code_invalid', 'The code is wrong, was used or is too old');

/** Case, spaces and look-alikes do not matter. A plain hash of 40 bits would soon be undone, so it takes a key. */
function hashCode({ deps }: AuthContext, code: string): Buffer {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const key = Buffer.from(hkdfSync('sha256', deps.keys.secretKey, '', 'kith pairing codes', 32));
  return createHmac('sha256', key).update(plain).digest();
}
