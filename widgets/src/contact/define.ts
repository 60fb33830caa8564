// Registers <kith-contact>; a second registration on the page is left alone.
import { KithContact } from './contact.ts';

if (!customElements.get('kith-contact')) customElements.define('kith-contact', KithContact);

declare global {
  interface HTMLElementTagNameMap {
    'kith-contact': KithContact;
  }
}
