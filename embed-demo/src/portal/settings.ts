// Owns what the portal remembers in this browser: theme, language, the organization one works in, and an invitation until it is
// answered. Nothing else is stored by it.
import { type Language, languageOf } from '@kith/sdk/words';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const stored = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

function store(key: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch (error) {
    // The choice holds until the page is left.
    console.info('Kith could not remember a setting in this browser.', error);
  }
}

export function readTheme(): Theme {
  const value = stored('kith-theme');
  return themes.find((theme) => theme === value) ?? 'auto';
}

export function chooseTheme(theme: Theme): void {
  store('kith-theme', theme);
  if (theme === 'auto') document.documentElement.removeAttribute('theme');
  else document.documentElement.setAttribute('theme', theme);
}

export function readLanguage(): Language {
  const value = stored('kith-language');
  return languageOf(value ? [value] : navigator.languages);
}

export function chooseLanguage(language: Language): void {
  store('kith-language', language);
  document.documentElement.lang = language;
}

/** Id of the organization that was chosen last; null for none. */
export const readOrganization = (): string | null => stored('kith-organization');
/** @param id null forgets the choice. */
export const chooseOrganization = (id: string | null): void => store('kith-organization', id);

/** Token of the invitation that waits for an answer; null for none. */
export const keptInvitation = (): string | null => stored('kith-invitation');
export const keepInvitation = (token: string): void => store('kith-invitation', token);
export const forgetInvitation = (): void => store('kith-invitation', null);
