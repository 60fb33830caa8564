// Registers <kith-deal>; a second registration on the page is left alone.
import { KithDeal } from './deal.ts';

if (!customElements.get('kith-deal')) customElements.define('kith-deal', KithDeal);

declare global {
  interface HTMLElementTagNameMap {
    'kith-deal': KithDeal;
  }
}
