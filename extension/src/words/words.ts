// Owns choosing the language: the browser's, in words written by hand.
import { createWords, type Language, languageOf, type Words } from '@kith/sdk/words';
import { en } from './en.ts';
import { ru } from './ru.ts';

export type WordKey = keyof typeof en;
export type Say = Words<WordKey>;

export const language: Language = languageOf(navigator.languages);
export const say: Say = createWords<typeof en>({ en, ru }, language);
