// Registers <kith-fields>; a second registration on the page is left alone.
import { KithFields } from './fields.ts';

if (!customElements.get('kith-fields')) customElements.define('kith-fields', KithFields);

declare global {
  interface HTMLElementTagNameMap {
    'kith-fields': KithFields;
  }
}
