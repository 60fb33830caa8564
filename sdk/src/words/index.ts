// Owns how Kith speaks: phrases per language with plural rules, amounts, dates relative under a week, and times on the wall.

export { minorDigits, moneyText } from './money.ts';
export { stageName } from './stages.ts';
export { fullTime, relativeTime } from './time.ts';
export { addDays, dayOf, laterToday, mondayMorning, nearTime, tomorrowMorning, wallAt, zoneHere } from './wall.ts';
export { createWords, type Language, languageOf, type Phrases, type Words } from './words.ts';
