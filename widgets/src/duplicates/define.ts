// Registers <kith-duplicates>; a second registration on the page is left alone.
import { KithDuplicates } from './duplicates.ts';

if (!customElements.get('kith-duplicates')) customElements.define('kith-duplicates', KithDuplicates);

declare global {
  interface HTMLElementTagNameMap {
    'kith-duplicates': KithDuplicates;
  }
}
