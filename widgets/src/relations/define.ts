// Registers <kith-relations>; a second registration on the page is left alone.
import { KithRelations } from './relations.ts';

if (!customElements.get('kith-relations')) customElements.define('kith-relations', KithRelations);

declare global {
  interface HTMLElementTagNameMap {
    'kith-relations': KithRelations;
  }
}
