// Owns what fields, operators and options are called.
import type { ViewField } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { type RecordsKey, wordKey } from './words.ts';

type Told = Words<RecordsKey>;

export function fieldName(field: Pick<ViewField, 'key' | 'label'> | undefined, t: Told): string {
  if (!field) return t('goneField');
  const key = wordKey('f', field.key);
  return field.label ?? (key ? t(key) : field.key);
}

export function operatorName(op: string, t: Told): string {
  const key = wordKey('o', op);
  return key ? t(key) : op;
}

/** Standard fields whose options are words of Kith's own. */
const prefixes: Readonly<Record<string, 's' | 'c'>> = { state: 's', consentGiven: 'c', consentWithdrawn: 'c' };

export function optionName(field: ViewField, option: { key: string; label: string }, t: Told): string {
  if (field.key === 'consentBasis') return basisName(option.key, t);
  const prefix = prefixes[field.key];
  const key = prefix ? wordKey(prefix, option.key) : undefined;
  return key ? t(key) : option.label;
}

/** A purpose and the basis for it: `Newsletter: legitimate interests`. */
function basisName(key: string, t: Told): string {
  const end = key.lastIndexOf(':');
  const [purpose, basis] = [key.slice(0, end), key.slice(end + 1)];
  const [forWhat, onWhat] = [wordKey('c', purpose), wordKey('b', basis)];
  return `${forWhat ? t(forWhat) : purpose}: ${onWhat ? t(onWhat) : basis}`;
}

export function periodName(period: string, t: Told): string {
  const key = wordKey('p', period);
  return key ? t(key) : period;
}
