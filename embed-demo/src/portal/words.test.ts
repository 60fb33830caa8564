import { expect, test } from 'vitest';
import { phrases } from './words.ts';

test('the portal speaks both languages with the same phrases', () => {
  expect(Object.keys(phrases.ru).sort()).toEqual(Object.keys(phrases.en).sort());
  for (const [key, russian] of Object.entries(phrases.ru)) {
    expect(JSON.stringify(russian), key).not.toBe('""');
  }
});
