// Owns how a widget gets its words in the language it speaks.
import { createWords, type Language, type Phrases, type Words } from '@kith/sdk/words';

/** The same keys in another language. */
export type Translation<Dictionary extends Phrases> = { [Key in keyof Dictionary]: Phrases[string] };

/**
 * Binds phrases once a language. English is there at once; Russian is loaded when it is first spoken.
 * @returns words for a language. While they are on their way they are silent, and `loaded` is called when they have come.
 */
export function wordsIn<Dictionary extends Phrases>(
  english: Dictionary,
  loadRussian: () => Promise<Translation<Dictionary>>,
) {
  type Key = Extract<keyof Dictionary, string>;
  const bind = (phrases: Translation<Dictionary>, language: Language): Words<Key> =>
    createWords<Dictionary>({ en: phrases, ru: phrases }, language);
  const made = new Map<Language, Words<Key>>([['en', bind(english, 'en')]]);
  const silent: Words<Key> = () => '';
  let coming: Promise<void> | undefined;

  return (language: Language, loaded: () => void): Words<Key> => {
    const words = made.get(language);
    if (words) return words;
    coming ??= loadRussian().then(
      (russian) => void made.set('ru', bind(russian, 'ru')),
      // English is better than nothing.
      () => void made.set('ru', bind(english, 'en')),
    );
    void coming.then(loaded);
    return silent;
  };
}
