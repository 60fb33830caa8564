// Owns what the portal remembers in this browser: theme and language. Nothing else is stored by it.
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

function store(key: string, value: string) {
  try {
    localStorage.setItem(key, value);
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
