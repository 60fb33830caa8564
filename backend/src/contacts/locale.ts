// Owns which time zones and languages there are: those that this runtime knows.
import { z } from '@hono/zod-openapi';

const zones = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));

/** The zone's own spelling; null when there is none. Names that were given up, such as Europe/Kiev, stay as written. */
function knownZone(written: string): string | null {
  const listed = zones.get(written.toLowerCase());
  if (listed !== undefined) return listed;
  if (!/^(UTC|GMT|[A-Za-z_]+\/[A-Za-z0-9_+/-]+)$/.test(written)) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: written });
    return written;
  } catch {
    return null;
  }
}

function knownLanguage(written: string): string | null {
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

const checked =
  (known: (written: string) => string | null, message: string) => (written: string, ctx: z.core.$RefinementCtx) => {
    const found = known(written);
    if (found !== null) return found;
    ctx.addIssue({ code: 'custom', message });
    return z.NEVER;
  };

export const TimeZone = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .transform(checked(knownZone, 'There is no such time zone. Write an IANA name such as Europe/Berlin.'))
  .openapi({ type: 'string', description: 'IANA name: `Europe/Berlin`.' });

export const Language = z
  .string()
  .trim()
  .min(2)
  .max(35)
  .transform(checked(knownLanguage, 'Write a language tag such as en or pt-BR.'))
  .openapi({ type: 'string', description: 'BCP 47: `pt-BR`.' });
