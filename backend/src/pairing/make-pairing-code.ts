// Owns showing a code: a signed-in session gets one, in place of the one before.
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { hashPairingCode, lifetime, newPairingCode } from './pairing-code.ts';
import type { PairingCode } from './schema.ts';

/** @throws AppError `pairing_not_offered`, `forbidden` for keys; KT007 for a session that is over, KT008 without the second factor. */
export async function makePairingCode({ tx, deps }: WriteCtx): Promise<PairingCode> {
  whoGives(deps);
  const code = newPairingCode();
  const [kept] = await tx<{ at: Date }[]>`select app.keep_pairing_code(${hashPairingCode(deps.keys, code)}) as at`;
  if (!kept) throw new Error('app.keep_pairing_code returned no row');
  return { code, expiresAt: new Date(kept.at.getTime() + lifetime).toISOString() };
}

/** @throws AppError `pairing_not_offered` */
export function whoGives({ giveSession }: Deps) {
  if (giveSession) return giveSession;
  throw new AppError(
    'pairing_not_offered',
    'This server works on a Supabase project without the project’s secret key. Whoever runs it can set SUPABASE_SECRET_KEY.',
  );
}
