// Registers <kith-deals>; a second registration on the page is left alone.
import { KithDeals } from './deals.ts';

if (!customElements.get('kith-deals')) customElements.define('kith-deals', KithDeals);

declare global {
  interface HTMLElementTagNameMap {
    'kith-deals': KithDeals;
  }
}
