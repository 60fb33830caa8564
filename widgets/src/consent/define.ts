// Registers <kith-consent>; a second registration on the page is left alone.
import { KithConsent } from './consent.ts';

if (!customElements.get('kith-consent')) customElements.define('kith-consent', KithConsent);

declare global {
  interface HTMLElementTagNameMap {
    'kith-consent': KithConsent;
  }
}
