// Owns what a widget shows instead of data: an error with its way out, an empty place, and the badge of a lost live connection.
import type { Words } from '@kith/sdk/words';
import { css, html, nothing } from 'lit';
import { CloudOff, type IconNode, TriangleAlert } from 'lucide';
import { icon } from './icons.ts';
import { explain } from './problem.ts';
import { skeletonSheet } from './skeleton.styles.ts';
import type { KitKey } from './words.ts';

export const stateSheet = css`
  .state {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 24px;
    text-align: center;
    text-wrap: balance;
  }
  .state .title {
    margin: 0;
    font-weight: 600;
  }
  .state .advice {
    max-inline-size: 40ch;
    margin: 0;
    color: var(--_ink-2);
    overflow-wrap: anywhere;
  }
  .state .button {
    margin-block-start: 8px;
  }
  .state .mark {
    display: inline-flex;
    padding: 10px;
    border-radius: var(--_radius-chip);
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .state .mark.bad {
    background: var(--_bad-wash);
    color: var(--_bad);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 2px 8px;
    border-radius: var(--_radius-chip);
    background: var(--_warn-wash);
    color: var(--_warn);
    font-size: var(--_size-hint);
    font-weight: 500;
    white-space: nowrap;
  }
  ${skeletonSheet}
`;

/** An error in plain words. `retry` is called by its button. */
export function errorState(error: unknown, t: Words<KitKey>, retry: () => void) {
  const { title, advice } = explain(error, t);
  return html`<div class="state" role="alert" part="error">
    <span class="mark bad">${icon(TriangleAlert)}</span>
    <p class="title">${title}</p>
    <p class="advice">${advice}</p>
    <button class="button" type="button" part="retry" @click=${retry}>${t('retry')}</button>
  </div>`;
}

/** One line what goes here, one line how it gets there. */
export function emptyState(picture: IconNode, title: string, advice: string) {
  return html`<div class="state" part="empty">
    <span class="mark">${icon(picture)}</span>
    <p class="title">${title}</p>
    <p class="advice">${advice}</p>
  </div>`;
}

/** Shown while changes may be missed. */
export function staleBadge(stale: boolean, t: Words<KitKey>) {
  if (!stale) return nothing;
  return html`<span class="badge" part="stale" role="status" title=${t('notLiveWhy')}>${icon(CloudOff)} ${t('notLive')}</span>`;
}
