// Registers <kith-companies>; a second registration on the page is left alone.
import { KithCompanies } from './companies.ts';

if (!customElements.get('kith-companies')) customElements.define('kith-companies', KithCompanies);

declare global {
  interface HTMLElementTagNameMap {
    'kith-companies': KithCompanies;
  }
}
