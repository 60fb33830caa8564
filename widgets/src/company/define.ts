// Registers <kith-company> and the details that it is made with; a second registration on the page is left alone.
import '../details/define.ts';
import { KithCompany } from './company.ts';

if (!customElements.get('kith-company')) customElements.define('kith-company', KithCompany);

declare global {
  interface HTMLElementTagNameMap {
    'kith-company': KithCompany;
  }
}
