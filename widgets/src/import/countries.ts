// Owns the countries whose numbers may be written without a country code: ISO 3166 codes; the browser knows their names.
import type { Language } from '@kith/sdk/words';

const codes =
  'AD AE AL AM AR AT AU AZ BA BD BE BG BH BO BR BY CA CH CL CN CO CR CY CZ DE DK DO DZ EC EE EG ES FI FR GB GE GH GR GT HK HN HR HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KR KW KZ LB LI LK LT LU LV MA MC MD ME MK MN MT MX MY NG NI NL NO NP NZ OM PA PE PH PK PL PT PY QA RO RS RU SA SE SG SI SK SV TH TJ TM TN TR TT TW TZ UA UG US UY UZ VE VN ZA';

/** Codes with their names, by name. */
export function countriesIn(language: Language): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return codes
    .split(' ')
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

/** The country that the browser's language speaks of; null when it speaks of none that is listed. */
export function likelyCountry(): string | null {
  const region = new Intl.Locale(navigator.language).maximize().region;
  return region !== undefined && codes.split(' ').includes(region) ? region : null;
}
