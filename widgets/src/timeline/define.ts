// Registers <kith-timeline>; a second registration on the page is left alone.
import { KithTimeline } from './timeline.ts';

if (!customElements.get('kith-timeline')) customElements.define('kith-timeline', KithTimeline);

declare global {
  interface HTMLElementTagNameMap {
    'kith-timeline': KithTimeline;
  }
}
