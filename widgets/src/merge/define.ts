// Registers <kith-merge>; a second registration on the page is left alone.
import { KithMerge } from './merge.ts';

if (!customElements.get('kith-merge')) customElements.define('kith-merge', KithMerge);

declare global {
  interface HTMLElementTagNameMap {
    'kith-merge': KithMerge;
  }
}
