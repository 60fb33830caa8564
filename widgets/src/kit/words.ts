// Owns the phrases that every widget needs, in English, and how a widget gets words in the language it speaks.
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

export const english = {
  retry: 'Retry',
  showMore: 'Show more',
  loadingMore: 'Loading…',
  moreFailed: 'The next rows did not arrive. Retry',
  notLive: 'Not live',
  notLiveWhy: 'The live connection is down. What you see may be out of date; it catches up by itself.',
  unreachable: 'The server did not answer',
  unreachableDo: 'Nothing is lost. Check your connection, then retry.',
  originNotAllowed: 'This page is not allowed to show Kith yet',
  originNotAllowedDo: 'In Kith, under Embed, add {origin} to the allowed origins of this key.',
  keyUnknown: 'The embed key of this page is not known',
  keyUnknownDo: 'It may have been revoked. Copy the current snippet from Kith, under Embed.',
  noSession: 'This widget is not connected to Kith',
  noSessionDo: 'Add kith.js with a data-key to the page, or answer the kith-session event.',
  signedOut: 'Your session has ended',
  signedOutDo: 'Sign in again to go on. Nothing is lost.',
  forbidden: 'You are not allowed to see this',
  forbiddenDo: 'Ask an owner of the organization for access.',
  failed: 'The server could not answer this',
  failedDo: 'Nothing is lost. Retry, and if it stays so tell whoever runs Kith: {code}.',
};

export type KitKey = keyof typeof english;
