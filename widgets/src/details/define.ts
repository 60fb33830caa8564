// Registers <kith-details>; a second registration on the page is left alone.
import { KithDetails } from './details.ts';

if (!customElements.get('kith-details')) customElements.define('kith-details', KithDetails);

declare global {
  interface HTMLElementTagNameMap {
    'kith-details': KithDetails;
  }
}
