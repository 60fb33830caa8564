// Owns checking texts that must have a form: languages, time zones and addresses of pictures.
import type { Target } from '../targets.ts';

const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);

/** The text as it is stored; null when it has not the form. Free text has any. */
export function cleanText(target: Target, written: string): string | null {
  if (target === 'language') return cleanLanguage(written);
  if (target === 'timeZone') {
    const zone = written.replaceAll('_slash_', '/').toLowerCase();
    return [...zones].find((name) => name.toLowerCase() === zone) ?? null;
  }
  if (target === 'avatarUrl') return URL.canParse(written) && /^https?:/i.test(written) ? written : null;
  return written;
}

function cleanLanguage(written: string): string | null {
  try {
    const [language = null] = /^[a-z]{2,3}([-_][a-z0-9]+)*$/i.test(written)
      ? Intl.getCanonicalLocales(written.replaceAll('_', '-'))
      : [];
    return language;
  } catch {
    return null;
  }
}
