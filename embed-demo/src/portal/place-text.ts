// Owns what a place of a session is called.
import type { AccountSession } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import type { PortalWords } from './words.ts';

/** Empty where nothing is known. */
export function placeText(
  { kind, country, region }: AccountSession['place'],
  t: PortalWords,
  language: Language,
): string {
  if (kind === 'machine') return t('devicesAtMachine');
  if (kind === 'network') return t('devicesAtNetwork');
  if (country === null) return '';
  const name = new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
  const part = region?.[language] ?? region?.en;
  return part ? `${name}, ${part}` : name;
}
