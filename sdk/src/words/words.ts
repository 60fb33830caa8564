// Owns phrases: looked up by key, with `{name}` placeholders and plural forms chosen by Intl.PluralRules.
export type Language = 'en' | 'ru';
type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type Phrases = Record<string, string | Plural>;

/** Looks a phrase up. `count` chooses the plural form and fills `{count}`. */
export type Words<Key extends string> = (key: Key, values?: Record<string, string | number>) => string;

/** The language to speak for a list such as `navigator.languages`; English when none is ours. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'en' || language === 'ru') return language;
  }
  return 'en';
}

/**
 * Binds phrases to a language.
 * @example const t = createWords({ en: { rows: { one: '{count} row', other: '{count} rows' } }, ru: {…} }, 'en'); t('rows', { count: 2 })
 */
export function createWords<Dictionary extends Phrases>(
  dictionaries: Record<Language, { [Key in keyof Dictionary]: string | Plural }>,
  language: Language,
): Words<Extract<keyof Dictionary, string>> {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const phrase = dictionaries[language][key];
    const text =
      typeof phrase === 'string' ? phrase : (phrase[rules.select(Number(values['count'] ?? 0))] ?? phrase.other);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}
