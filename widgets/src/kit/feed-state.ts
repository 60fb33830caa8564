// Owns what stands in place of a list's rows while there are none to draw.
import type { Words } from '@kith/sdk/words';
import type { TemplateResult } from 'lit';
import type { Feed } from './feed.ts';
import { errorState } from './states.ts';
import type { KitKey } from './words.ts';

/** The error of a list that failed, or its ghosts until it is there; undefined when its rows, or their absence, can be drawn. */
export function feedState<Ghosts>(
  feed: Feed<{ id: string }>,
  t: Words<KitKey>,
  ghosts: Ghosts,
): TemplateResult | Ghosts | undefined {
  if (feed.status === 'failed') return errorState(feed.error, t, () => void feed.refresh());
  return feed.status === 'ready' ? undefined : ghosts;
}
