// Owns times that people write down: what the clock on the wall shows, and the zone of that wall. The zone's rules say which
// instant it is: a time that a spring night skips comes an hour later, of two equal ones in autumn the first counts.
import { z } from '@hono/zod-openapi';
import { Temporal } from 'temporal-polyfill';

export function isZone(zone: string): boolean {
  // Offsets such as +02:00 are no places: they know no summer time.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isLocal(text: string): boolean {
  try {
    const { year } = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return year >= 1900 && year <= 2200;
  } catch {
    return false;
  }
}

export const Zone = z
  .string()
  .max(64)
  .refine(isZone, { message: 'Name a time zone of the IANA database, such as `Europe/Berlin`.' })
  .openapi({ description: 'IANA time zone: `Europe/Berlin`.' });

export const WallTime = z
  .object({
    local: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, { message: 'Write date and time as 2026-12-24T09:30.' })
      .refine(isLocal, { message: 'There is no such date and time.' })
      .openapi({ description: 'What the clock shows, without an offset: `2026-12-24T09:30`.' }),
    zone: Zone,
  })
  .openapi('WallTime', {
    description: 'A time as people write it down. It keeps its hour over changes of summer time.',
  });
export type WallTime = z.infer<typeof WallTime>;

const zoned = ({ local, zone }: WallTime) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' });

/** The instant of a wall time, as RFC 3339 text in UTC. */
export const instantOf = (time: WallTime): string => zoned(time).toInstant().toString();

/** What the wall shows at an instant, to the minute. */
export const wallAt = (instant: Date, zone: string): WallTime => ({
  local: Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' }),
  zone,
});
