// Registers <kith-record-acts>; a second registration on the page is left alone.
import { KithRecordActs } from './record-acts.ts';

if (!customElements.get('kith-record-acts')) customElements.define('kith-record-acts', KithRecordActs);

declare global {
  interface HTMLElementTagNameMap {
    'kith-record-acts': KithRecordActs;
  }
}
