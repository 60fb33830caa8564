// Owns the overlay's element in the page: a shadow root with adopted sheets, no markup strings, no style attributes.
import { tokensCss } from '@kith/sdk/theme';
import { overlayCss } from './styles.ts';

export const tagName = 'kith-overlay';

export interface Mounted {
  host: HTMLElement;
  /** Where the views are rendered. */
  root: HTMLElement;
  /** Replaces the rules that change while the overlay lives, such as its place. */
  setRules(css: string): void;
}

/** Makes the overlay's element and puts it into the page. One of an earlier script is replaced. */
export function mountOverlay(signal: AbortSignal): Mounted {
  for (const old of document.querySelectorAll(tagName)) old.remove();
  const host = document.createElement(tagName);
  host.setAttribute('role', 'complementary');
  host.setAttribute('aria-label', 'Kith');
  host.dataset['state'] = 'loading';
  host.dataset['subject'] = '';
  const shadow = host.attachShadow({ mode: 'open' });
  const root = document.createElement('div');
  root.className = 'root';
  const changing = sheetOf('');
  shadow.adoptedStyleSheets = [sheetOf(tokensCss() + overlayCss), changing];
  shadow.append(root);
  document.documentElement.append(host);
  signal.addEventListener('abort', () => host.remove());
  return { host, root, setRules: (css) => changing.replaceSync(css) };
}

/** Puts the element back when the page threw it out, but never beside a newer one. */
export function keepMounted(host: HTMLElement): void {
  if (!host.isConnected && document.querySelector(tagName) === null) document.documentElement.append(host);
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
