// Owns the ticket of a framed widget. Its page is sandboxed, so its requests say `Origin: null`, as those of any sandboxed page do:
// the ticket says that this one came from us, for a key whose pages alone may frame it.
import { z } from 'zod';
import type { Deps } from '../deps.ts';

/** Seconds that a frame goes on before it has to be loaded again, as a visitor's session does. */
const lifetime = 12 * 3600;
/** What requests of sandboxed pages say of where they come from. */
export const sandboxOrigin = 'null';

const Ticket = z.strictObject({ until: z.number() });
const purposeOf = (keyId: string) => `embed-frame:${keyId}`;

/** A ticket for the frame of a key. */
export function frameTicket({ secrets, now }: Pick<Deps, 'secrets' | 'now'>, keyId: string): string {
  const until = Math.floor(now().getTime() / 1000) + lifetime;
  return secrets.seal(JSON.stringify({ until } satisfies z.infer<typeof Ticket>), purposeOf(keyId));
}

/** `over` when its time has run out, `none` when it is not one for this key. */
export function readTicket(
  { secrets, now }: Pick<Deps, 'secrets' | 'now'>,
  keyId: string,
  ticket: string,
): 'good' | 'over' | 'none' {
  try {
    const { until } = Ticket.parse(JSON.parse(secrets.open(ticket, purposeOf(keyId))));
    return until * 1000 > now().getTime() ? 'good' : 'over';
  } catch {
    return 'none';
  }
}
