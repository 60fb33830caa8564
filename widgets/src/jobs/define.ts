// Registers <kith-jobs>; a second registration on the page is left alone.
import { KithJobs } from './jobs.ts';

if (!customElements.get('kith-jobs')) customElements.define('kith-jobs', KithJobs);

declare global {
  interface HTMLElementTagNameMap {
    'kith-jobs': KithJobs;
  }
}
