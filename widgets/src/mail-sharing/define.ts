// Registers <kith-mail-sharing>; a second registration on the page is left alone.
import { KithMailSharing } from './mail-sharing.ts';

if (!customElements.get('kith-mail-sharing')) customElements.define('kith-mail-sharing', KithMailSharing);

declare global {
  interface HTMLElementTagNameMap {
    'kith-mail-sharing': KithMailSharing;
  }
}
