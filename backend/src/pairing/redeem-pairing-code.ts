// Owns trading a code for a session of the extension's own. Each works once, for ten minutes.
import { AppError } from '../errors.ts';
import type { OpenCtx } from '../http/context.ts';
import { networkOf } from '../http/network-of.ts';
import { whoGives } from './make-pairing-code.ts';
import { hashPairingCode } from './pairing-code.ts';
import type { Paired, PairingAnswer } from './schema.ts';

/** Wrong codes of one network without a wait after them. */
const free = 5;

/**
 * Takes the code and begins the session, both or neither: a project that does not answer leaves the code as it was.
 * @throws AppError `pairing_code_invalid`, `pairing_not_offered`; `too_many_requests` after many wrong codes from one network.
 */
export async function redeemPairingCode(ctx: OpenCtx, { code }: PairingAnswer): Promise<Paired> {
  const { deps, address, userAgent } = ctx;
  const give = whoGives(deps);
  const guesser = `pairing from ${networkOf(address)}`;
  const wait = await deps.counters.attempt([{ key: guesser, free }]);
  if (wait > 0) throw tooMany(Math.ceil(wait / 1000));
  const refreshToken = await deps.admin.begin(async (tx) => {
    const [taken] = await tx<{ userId: string; parentId: string }[]>`
      select user_id as "userId", session_id as "parentId"
      from app.take_pairing_code(${hashPairingCode(deps.keys, code)})`;
    if (!taken) throw new AppError('pairing_code_invalid', 'The code is wrong, was used or is too old.');
    const given = await give(deps, tx, { ...taken, from: { userAgent, address } });
    await tx`select app.note_pairing(${taken.userId}, ${given.id})`;
    return given.refreshToken;
  });
  await deps.counters.forget([guesser]);
  return { refreshToken };
}

const tooMany = (seconds: number) =>
  new AppError('too_many_requests', `Too many wrong codes. Go on in ${seconds} seconds.`, {
    headers: { 'retry-after': String(seconds) },
  });
