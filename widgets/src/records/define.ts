// Registers <kith-records>; a second registration on the page is left alone.
import { KithRecords } from './records.ts';

if (!customElements.get('kith-records')) customElements.define('kith-records', KithRecords);

declare global {
  interface HTMLElementTagNameMap {
    'kith-records': KithRecords;
  }
}
