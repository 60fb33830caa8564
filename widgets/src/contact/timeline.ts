// Owns how interactions are drawn, newest first.
import { type Interaction, type KithClient, unwrap } from '@kith/sdk';
import { fullTime, type Language, relativeTime, type Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LockKeyhole } from 'lucide';
import type { Feed, FetchPage } from '../kit/feed.ts';
import { icon } from '../kit/icons.ts';
import { moreButton } from '../kit/more-button.ts';
import { ghostRows } from './card.ts';
import { labelOf, pictureOf } from './channels.ts';
import type { RestKey } from './rest-words.ts';

/** Pages of a contact's interactions. */
export const interactionsOf =
  (client: KithClient, id: string): FetchPage<Interaction> =>
  ({ limit, cursor, signal }) => {
    const params = { path: { id }, query: { limit, ...(cursor ? { cursor } : {}) } };
    return unwrap(client.GET('/v1/contacts/{id}/interactions', { params, signal }));
  };

export interface TimelineView {
  feed: Feed<Interaction>;
  language: Language;
  t: Words<RestKey>;
}

export function timelineSection(view: TimelineView) {
  const { feed, t } = view;
  return html`<section part="timeline" aria-busy=${feed.busy}>
    <h3 class="label">${t('timeline')}</h3>
    ${rows(view)} ${moreButton(feed.more, t, () => void feed.loadMore())}
  </section>`;
}

function rows({ feed, language, t }: TimelineView) {
  if (feed.status === 'failed') {
    return html`<p class="problem" role="alert">
      ${t('timelineFailed')}
      <button class="button quiet" type="button" @click=${() => void feed.refresh()}>${t('retry')}</button>
    </p>`;
  }
  if (feed.status !== 'ready') {
    return ghostRows();
  }
  if (feed.items.length === 0) {
    return html`<p class="none" part="empty">${t('nothing')}. <span>${t('nothingDo')}</span></p>`;
  }
  return html`<ol class="timeline">
    ${repeat(
      feed.items,
      (item) => item.id,
      (item) => row(item, language, t),
    )}
  </ol>`;
}

function row(item: Interaction, language: Language, t: Words<RestKey>) {
  return html`<li class="event" part="interaction" data-id=${item.id}>
    <span class="sign">${icon(pictureOf(item.channel))}</span>
    ${item.body ? foldable(item, language, t) : html`<div class="what">${summary(item, language, t)}</div>`}
  </li>`;
}

function foldable(item: Interaction, language: Language, t: Words<RestKey>) {
  return html`<details class="what">
    <summary>${summary(item, language, t)}<span class="preview">${item.body}</span></summary>
    <div class="text" part="text">${item.body}</div>
  </details>`;
}

function summary(item: Interaction, language: Language, t: Words<RestKey>) {
  const kind = `${t(item.direction)} · ${labelOf(item.channel, t)}`;
  return html`<span class="line-1">
      <span class="subject" part="subject">${item.subject || kind}</span>
      <time datetime=${item.occurredAt} title=${fullTime(item.occurredAt, language)}
        >${relativeTime(item.occurredAt, language)}</time
      >
    </span>
    <span class="line-2">${item.subject ? kind : nothing} ${hidden(item, t)}</span>`;
}

const hidden = (item: Interaction, t: Words<RestKey>) =>
  item.bodyHidden ? html`<span class="locked">${icon(LockKeyhole)} ${t('hidden')}</span>` : nothing;
