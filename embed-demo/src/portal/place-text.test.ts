import { expect, it } from 'vitest';
import { placeText } from './place-text.ts';
import { portalWords } from './words.ts';

const bavaria = { kind: 'country', country: 'DE', region: { en: 'Bavaria', ru: 'Бавария' } } as const;
const brittany = { kind: 'country', country: 'FR', region: { en: 'Brittany' } } as const;
const near = { country: null, region: null };

it.each([
  ['en', bavaria, 'Germany, Bavaria'],
  ['ru', bavaria, 'Германия, Бавария'],
  ['ru', brittany, 'Франция, Brittany'],
  ['en', { ...brittany, region: null }, 'France'],
  ['en', { kind: 'machine', ...near }, 'This server’s own machine'],
  ['ru', { kind: 'network', ...near }, 'Частная сеть'],
  ['en', { kind: 'unknown', ...near }, ''],
] as const)('A place is named in the reader’s language: %s, %o', (language, place, text) => {
  expect(placeText(place, portalWords(language), language)).toBe(text);
});
