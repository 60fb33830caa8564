// Owns trading the portal's code for a session of the extension's own. The server answers the same on its own auth and on a
// Supabase project.
import { type Install, KithError } from '@kith/sdk';
import * as z from 'zod/mini';

const Paired = z.object({ refreshToken: z.string() });
const Refusal = z.object({ code: z.string(), detail: z.string() });

/** @returns a refresh token, to be renewed at once. @throws KithError `unreachable`, `pairing_code_invalid`, or the server's own code. */
export async function tradeCode({ apiUrl }: Install, code: string): Promise<string> {
  const response = await fetch(`${apiUrl}/v1/pairing`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  }).catch((cause: unknown) => {
    throw new KithError('unreachable', 'The server did not answer.', { cause });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return Paired.parse(answer).refreshToken;
  const refusal = Refusal.safeParse(answer);
  const { code: reason, detail } = refusal.success
    ? refusal.data
    : { code: 'sign_in_failed', detail: response.statusText };
  throw new KithError(reason, detail, { status: response.status });
}
