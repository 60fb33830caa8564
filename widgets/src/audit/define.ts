// Registers <kith-audit>; a second registration on the page is left alone.
import { KithAudit } from './audit.ts';

if (!customElements.get('kith-audit')) customElements.define('kith-audit', KithAudit);

declare global {
  interface HTMLElementTagNameMap {
    'kith-audit': KithAudit;
  }
}
