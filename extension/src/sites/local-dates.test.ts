import { describe, expect, it } from 'vitest';
import { parseClock, parseLocalDateTime, parseLocalDay } from './local-dates.ts';

const now = new Date(2026, 2, 11, 12, 0);
const read = (text: string, language: string) => parseLocalDateTime(text, { languages: [language, 'en', 'ru'], now });
const day = (text: string, language: string) => parseLocalDay(text, { languages: [language, 'en', 'ru'], now });

describe('a whole date', () => {
  const moment = new Date(2025, 7, 20, 13, 19);
  it.each([
    ['en-GB', '20 Aug 2025, 13:19'],
    ['en-US', 'Aug 20, 2025, 1:19 PM'],
    ['en-US', 'Wed, Aug 20, 2025, 1:19\u202fPM'],
    ['ru', '20 авг. 2025 г., 13:19'],
    ['ru', 'ср, 20 августа 2025 г., 13:19'],
    ['de', '20. August 2025 um 13:19'],
    ['de', '20.08.2025, 13:19'],
    ['fr', '20 août 2025 à 13:19'],
    ['pl', '20 sierpnia 2025, 13:19'],
    ['ja', '2025年8月20日(水) 13:19'],
    ['ko', '2025년 8월 20일 (수) 오후 1:19'],
    ['en-US', '8/20/2025, 1:19 PM'],
    ['ru', 'Aug 20, 2025, 1:19 PM'],
  ])('in %s: %s', (language, text) => {
    expect(read(text, language)?.toString()).toBe(moment.toString());
  });

  it('is not guessed from other text', () => {
    expect(read('2 days ago', 'en')).toBeNull();
    expect(read('', 'en')).toBeNull();
    expect(read('31 Feb 2025, 10:00', 'en')).toBeNull();
  });
});

describe('a day', () => {
  it.each([
    ['en', 'Today', 11, 3, 2026],
    ['ru', 'Вчера', 10, 3, 2026],
    ['en', 'Monday', 9, 3, 2026],
    ['ru', 'Суббота', 7, 3, 2026],
    ['en', 'March 3', 3, 3, 2026],
    ['en', 'December 24', 24, 12, 2025],
    ['ru', '24 декабря', 24, 12, 2025],
    ['ru', '5 мая 2024 г.', 5, 5, 2024],
  ])('in %s: %s', (language, text, date, month, year) => {
    expect(day(text, language)).toEqual({ day: date, month, year });
  });
});

describe('a time of day', () => {
  it.each([
    ['14:15', 14, 15],
    ['2:15 PM', 14, 15],
    ['12:05 AM', 0, 5],
    ['edited 09:12', 9, 12],
    ['9.41 a.m.', 9, 41],
  ])('%s', (text, hour, minute) => {
    expect(parseClock(text, ['en'])).toEqual({ hour, minute });
  });

  it('is refused when it is none', () => {
    expect(parseClock('25:99', ['en'])).toBeNull();
    expect(parseClock('soon', ['en'])).toBeNull();
  });
});
