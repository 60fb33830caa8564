// Registers <kith-people>; a second registration on the page is left alone.
import { KithPeople } from './people.ts';

if (!customElements.get('kith-people')) customElements.define('kith-people', KithPeople);

declare global {
  interface HTMLElementTagNameMap {
    'kith-people': KithPeople;
  }
}
