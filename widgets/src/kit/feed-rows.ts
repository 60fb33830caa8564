// Owns how a list that is there is drawn: its rows and the button for more, or what stands for none.
import type { Words } from '@kith/sdk/words';
import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Feed } from './feed.ts';
import { feedState } from './feed-state.ts';
import { moreButton } from './more-button.ts';
import type { KitKey } from './words.ts';

interface Drawn<Item, Ghosts> {
  /** Stands there until the rows have come. */
  ghosts: Ghosts;
  /** Stands there when there are none. */
  empty(): TemplateResult;
  /** What screen readers call the list. */
  label: string;
  row(item: Item): TemplateResult;
}

/** Draws a list in whatever state it is: failed, on its way, empty, or with rows. */
export function feedRows<Item extends { id: string }, Ghosts>(
  feed: Feed<Item>,
  t: Words<KitKey>,
  { ghosts, empty, label, row }: Drawn<Item, Ghosts>,
) {
  const state = feedState(feed, t, ghosts);
  if (state) return state;
  if (feed.items.length === 0) return empty();
  return html`<ul class="rows" part="rows" aria-label=${label}>
      ${repeat(feed.items, ({ id }) => id, row)}
    </ul>
    ${moreButton(feed.more, t, () => void feed.loadMore())}`;
}
