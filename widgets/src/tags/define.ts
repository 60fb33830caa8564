// Registers <kith-tags>; a second registration on the page is left alone.
import { KithTags } from './tags.ts';

if (!customElements.get('kith-tags')) customElements.define('kith-tags', KithTags);

declare global {
  interface HTMLElementTagNameMap {
    'kith-tags': KithTags;
  }
}
