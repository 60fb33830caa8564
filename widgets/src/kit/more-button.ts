// Owns the button under a paged list.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import type { Feed } from './feed.ts';
import type { KitKey } from './words.ts';

const labels = { available: 'showMore', loading: 'loadingMore', failed: 'moreFailed' } as const;

/** Offers the next rows while there are any. */
export function moreButton(more: Feed<{ id: string }>['more'], t: Words<KitKey>, load: () => void) {
  if (more === 'none') return nothing;
  return html`<button class="button quiet more" type="button" part="more" ?disabled=${more === 'loading'} @click=${load}>
    ${t(labels[more])}
  </button>`;
}
