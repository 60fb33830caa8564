// Owns how Kith speaks: phrases per language with plural rules, and dates relative under a week.

export { fullTime, relativeTime } from './time.ts';
export { createWords, type Language, languageOf, type Phrases, type Words } from './words.ts';
