// Registers <kith-board>; a second registration on the page is left alone.
import { KithBoard } from './board.ts';

if (!customElements.get('kith-board')) customElements.define('kith-board', KithBoard);

declare global {
  interface HTMLElementTagNameMap {
    'kith-board': KithBoard;
  }
}
