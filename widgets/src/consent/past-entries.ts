// Owns every entry of a person, the newest first: fetched when it is first opened.
import type { Consent, KithClient } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing, type TemplateResult } from 'lit';
import { Feed } from '../kit/feed.ts';
import { feedState } from '../kit/feed-state.ts';
import { moreButton } from '../kit/more-button.ts';
import { historyOf } from './consent-data.ts';
import type { ConsentKey } from './words.ts';

const pageSize = 20;

export class PastEntries {
  #open = false;
  readonly #feed: Feed<Consent>;

  constructor(changed: () => void) {
    this.#feed = new Feed<Consent>(changed);
  }

  get open(): boolean {
    return this.#open;
  }

  toggle(client: KithClient, contactId: string): void {
    this.#open = !this.#open;
    if (this.#open) void this.#feed.load(historyOf(client, contactId), { pageSize, keep: false });
  }

  refresh(): void {
    if (this.#open) void this.#feed.refresh();
  }

  /** Drops what is under way. */
  stop(): void {
    this.#feed.stop();
  }

  clear(): void {
    this.#open = false;
    this.#feed.clear();
  }

  draw(t: Words<ConsentKey>, entry: (entry: Consent) => TemplateResult) {
    if (!this.#open) return nothing;
    const feed = this.#feed;
    const ghosts = html`<div class="skeleton ghost" aria-hidden="true"></div>`;
    const rows =
      feed.items.length === 0
        ? html`<p class="advice">${t('noHistory')}</p>`
        : html`<ul class="rows">${feed.items.map(entry)}</ul>`;
    return html`<section class="past" part="history" aria-label=${t('historyOf')} aria-busy=${feed.busy}>
      <h3>${t('historyOf')}</h3>
      ${feedState(feed, t, ghosts) ?? rows} ${moreButton(feed.more, t, () => void feed.loadMore())}
    </section>`;
  }
}
