// Owns telling a device by what its browser calls itself.
import Bowser from 'bowser';
import type { AccountSession } from './schema.ts';

type Device = AccountSession['device'];

/** Begins the user agent of a session that belongs to the extension. */
export const extensionMark = 'Kith extension; ';

const kinds: Record<string, Device['kind']> = { desktop: 'desktop', mobile: 'mobile', tablet: 'tablet' };

/** @param userAgent as the browser sent it; whoever writes one may write anything. */
export function deviceOf(userAgent: string | null): Device {
  if (!userAgent) return { kind: 'unknown', browser: null, system: null };
  const ours = userAgent.startsWith(extensionMark);
  const parser = Bowser.getParser(ours ? userAgent.slice(extensionMark.length) : userAgent);
  return {
    kind: ours ? 'extension' : (kinds[parser.getPlatformType(true)] ?? 'unknown'),
    browser: parser.getBrowserName().slice(0, 60) || null,
    system: parser.getOSName().slice(0, 60) || null,
  };
}
