// Owns telling a device by what its browser calls itself.
import Bowser from 'bowser';
import type { AccountSession } from './schema.ts';

type Device = AccountSession['device'];

const kinds: Record<string, Device['kind']> = { desktop: 'desktop', mobile: 'mobile', tablet: 'tablet' };

/** @param userAgent as the browser sent it; whoever writes one may write anything. @param paired whether a code of pairing began it. */
export function deviceOf(userAgent: string | null, paired: boolean): Device {
  if (!userAgent) return { kind: paired ? 'extension' : 'unknown', browser: null, system: null };
  const parser = Bowser.getParser(userAgent);
  return {
    kind: paired ? 'extension' : (kinds[parser.getPlatformType(true)] ?? 'unknown'),
    browser: parser.getBrowserName().slice(0, 60) || null,
    system: parser.getOSName().slice(0, 60) || null,
  };
}
