// Owns putting one of the extension's own pages on screen: tokens, styles, language, view.
import { tokensCss } from '@kith/sdk/theme';
import { type ComponentType, h, render } from 'preact';
import { language } from '../words/words.ts';
import { pageCss } from './page-styles.ts';

/** Renders a page into `#root`. It follows the browser's colour scheme. */
export function showPage(View: ComponentType, layout: 'page' | 'popup'): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokensCss(':root') + pageCss);
  document.adoptedStyleSheets = [sheet];
  document.documentElement.lang = language;
  document.body.className = layout;
  const root = document.getElementById('root');
  if (root !== null) render(h(View, {}), root);
}
