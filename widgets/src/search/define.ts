// Registers <kith-search>; a second registration on the page is left alone.
import { KithSearch } from './search.ts';

if (!customElements.get('kith-search')) customElements.define('kith-search', KithSearch);

declare global {
  interface HTMLElementTagNameMap {
    'kith-search': KithSearch;
  }
}
