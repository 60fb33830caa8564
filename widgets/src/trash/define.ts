// Registers <kith-trash>; a second registration on the page is left alone.
import { KithTrash } from './trash.ts';

if (!customElements.get('kith-trash')) customElements.define('kith-trash', KithTrash);

declare global {
  interface HTMLElementTagNameMap {
    'kith-trash': KithTrash;
  }
}
