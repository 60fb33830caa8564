// Registers <kith-import>; a second registration on the page is left alone.
import { KithImport } from './import.ts';

if (!customElements.get('kith-import')) customElements.define('kith-import', KithImport);

declare global {
  interface HTMLElementTagNameMap {
    'kith-import': KithImport;
  }
}
