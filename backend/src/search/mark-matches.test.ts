import { describe, expect, it } from 'vitest';
import { markMatches, wordsOf } from './mark-matches.ts';

const marked = (text: string, query: string) =>
  markMatches(text, wordsOf(query)).map(({ start, end }) => text.slice(start, end));

describe('marking what matched', () => {
  it.each([
    ['Ada Prospect', 'pro ada', ['Ada', 'Pro']],
    ['Canada, Ada', 'ada', ['Ada']],
    ['Straße 5', 'strasse', ['Straße']],
    ['Пётр Ёлкин', 'елк', ['Ёлк']],
    ['José'.normalize('NFD'), 'jose', ['José'.normalize('NFD')]],
    ['👩‍👧 Ada 🎉', 'ada', ['Ada']],
    ['Ada', 'nobody', []],
    ['abcabc', 'abc bca', ['abca']],
    ['Smith-Li', 'li', ['Li']],
    ['Lila', 'ila', ['ila']],
    ['', 'a', []],
  ])('in “%s” for “%s”', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });
});
