// Owns the stages that a deal went through, the latest first.
import { type KithClient, type StageChange, unwrap } from '@kith/sdk';
import { fullTime, type Language, relativeTime, stageName, type Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Feed, FetchPage } from '../kit/feed.ts';
import { moreButton } from '../kit/more-button.ts';
import type { DealKey } from './words.ts';

export const historyOf =
  (client: KithClient, id: string): FetchPage<StageChange> =>
  ({ limit, cursor, signal }) => {
    const params = { path: { id }, query: { limit, ...(cursor ? { cursor } : {}) } };
    return unwrap(client.GET('/v1/deals/{id}/stage-changes', { params, signal }));
  };

interface HistoryView {
  feed: Feed<StageChange>;
  t: Words<DealKey>;
  language: Language;
  nameOf(id: string | null): string | undefined;
}

export function historySection({ feed, t, language, nameOf }: HistoryView) {
  if (feed.status === 'failed') {
    return html`<p class="problem">${t('historyFailed')} <button class="link" type="button" @click=${() => void feed.refresh()}>${t('retry')}</button></p>`;
  }
  return html`<section part="history">
    <h3 class="label">${t('history')}</h3>
    <ol class="history" aria-busy=${feed.busy}>
      ${repeat(
        feed.items,
        ({ id }) => id,
        (change) => line(change, { t, language, who: nameOf(change.changedBy) }),
      )}
    </ol>
    ${moreButton(feed.more, t, () => void feed.loadMore())}
  </section>`;
}

function line(
  { from, to, changedAt, secondsBefore }: StageChange,
  { t, language, who }: { t: Words<DealKey>; language: Language; who: string | undefined },
) {
  return html`<li part="change">
    <span class="what">${from ? html`${stageName(from.name, language)} <span aria-hidden="true">→</span><span class="unseen">${t('leadsTo')}</span> ` : nothing}<strong>${stageName(to.name, language)}</strong></span>
    <span class="when">
      ${from && secondsBefore !== null ? html`<span>${secondsBefore < 1 ? t('atOnce') : t('after', { time: spell(secondsBefore, language) })}</span>` : html`<span>${t('created')}</span>`}
      ${who ? html`<span>${who}</span>` : nothing}
      <time datetime=${changedAt} title=${fullTime(changedAt, language)}>${relativeTime(changedAt, language)}</time>
    </span>
  </li>`;
}

/** A time span in its largest whole unit: `3 days`. */
function spell(seconds: number, language: Language): string {
  const [size, unit] =
    seconds >= 86_400
      ? [86_400, 'day']
      : seconds >= 3_600
        ? [3_600, 'hour']
        : seconds >= 60
          ? [60, 'minute']
          : [1, 'second'];
  const style = { style: 'unit', unit: String(unit), unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, style).format(Math.floor(seconds / Number(size)));
}
