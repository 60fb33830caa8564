// Owns what stands in a widget's place when its code could not be fetched. It goes when the widget comes.

const phrases = {
  en: {
    failed:
      'Kith could not be loaded from {server}. Check your connection and this page’s Content-Security-Policy, then retry.',
    retry: 'Retry',
  },
  ru: {
    failed:
      'Не удалось загрузить Kith с {server}. Проверьте соединение и Content-Security-Policy страницы и повторите.',
    retry: 'Повторить',
  },
};

/** Says in the element that its code did not come, with a button to try again. */
export function apology(element: Element, server: string, retry: () => void): void {
  const spoken = element.closest('[lang]')?.getAttribute('lang') ?? navigator.language;
  const { failed, retry: label } = spoken.startsWith('ru') ? phrases.ru : phrases.en;
  const words = document.createElement('p');
  words.setAttribute('role', 'alert');
  words.textContent = failed.replace('{server}', server);
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', () => {
    element.replaceChildren();
    retry();
  });
  element.replaceChildren(words, button);
}
