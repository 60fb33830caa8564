// Owns reading phone numbers as they stand in address books, often without the country.
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

export const isCountry = (code: string): code is CountryCode => isSupportedCountry(code);

/** The number as E.164, or null. @param country ISO 3166 code of numbers without one. */
export function parsePhone(written: string, country: CountryCode | null): string | null {
  const text = written.replace(/^tel:/i, '').replace(/^\s*00(?=[1-9])/, '+');
  const parsed = parsePhoneNumberFromString(text, country ?? undefined);
  return parsed?.isPossible() ? parsed.number : null;
}
