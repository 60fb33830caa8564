// Owns how one stage is drawn: its head with count and sums, its cards, and the way to more of them.
import type { BoardStage } from '@kith/sdk';
import { type Language, moneyText, stageName, type Words } from '@kith/sdk/words';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CircleCheck, CircleX, Plus } from 'lucide';
import { icon } from '../kit/icons.ts';
import { dealCard } from './card.ts';
import type { BoardKey } from './words.ts';

export interface ColumnView {
  column: BoardStage;
  language: Language;
  t: Words<BoardKey>;
  /** Id of the card where the keyboard enters the board. */
  first: string;
  /** Id of the card in hand, empty for none. */
  lifted: string;
  mayWrite: boolean;
  more: 'loading' | 'failed' | undefined;
  /** The form for a new deal, when it is open here. */
  form: TemplateResult | typeof nothing;
  ownerOf(id: string | null): string | undefined;
  add(): void;
  loadMore(): void;
}

export function stageColumn(view: ColumnView) {
  const { column, t, form } = view;
  const heading = `stage-${column.id}`;
  return html`<section class="column" part="column" data-stage=${column.id} aria-labelledby=${heading}>
    ${head(view, heading)} ${form}
    <div class="cards" tabindex="-1" @scroll=${(event: Event) => onScroll(event, view)}>
      ${
        column.deals.length === 0
          ? html`<p class="none" part="empty-stage">${t('emptyStage')}</p>`
          : html`<ul aria-labelledby=${heading}>
              ${repeat(
                column.deals,
                ({ id }) => id,
                (deal) =>
                  dealCard({
                    ...view,
                    deal,
                    owner: view.ownerOf(deal.ownerId),
                    first: deal.id === view.first,
                    lifted: deal.id === view.lifted,
                    movable: view.mayWrite,
                  }),
              )}
            </ul>`
      }
      ${more(view)}
    </div>
  </section>`;
}

function head({ column, t, language, mayWrite, add }: ColumnView, heading: string) {
  const { kind, count, sums, probability } = column;
  const name = stageName(column.name, language);
  const sum = (short: boolean) => sums.map((one) => moneyText(one.amount, one.currency, language, short)).join(' + ');
  return html`<header class="stage" part="stage">
    <div class="line">
      ${kind === 'won' ? icon(CircleCheck) : kind === 'lost' ? icon(CircleX) : nothing}
      <h3 id=${heading} title=${kind === 'open' ? t('chance', { count: probability }) : nothing}>${name}</h3>
      <span class="count" part="count" aria-label=${t('deals', { count })}>${new Intl.NumberFormat(language).format(count)}</span>
      ${
        mayWrite && kind === 'open'
          ? html`<button class="button quiet tool" part="add" type="button" aria-label=${t('addTo', { stage: name })} title=${t('addTo', { stage: name })} @click=${add}>${icon(Plus)}</button>`
          : nothing
      }
    </div>
    <p class="sum" part="sum" title=${sum(false)}>${sums.length > 0 ? sum(true) : t('noSum')}</p>
  </header>`;
}

function more({ column, more: state, t, loadMore }: ColumnView) {
  if (!column.nextCursor) return nothing;
  const words = state === 'loading' ? 'loadingMore' : state === 'failed' ? 'moreFailed' : 'showMore';
  return html`<button class="button quiet more" part="more" type="button" ?disabled=${state === 'loading'} @click=${loadMore}>${t(words)}</button>`;
}

/** The next cards come before the end is reached. */
function onScroll(event: Event, { more: state, column, loadMore }: ColumnView) {
  const { currentTarget } = event;
  if (!(currentTarget instanceof HTMLElement) || state !== undefined || !column.nextCursor) return;
  const { scrollTop, scrollHeight, clientHeight } = currentTarget;
  if (scrollHeight - scrollTop - clientHeight < 240) loadMore();
}

/** Columns of the final size while nothing is known. */
export function ghostColumns(count: number) {
  return Array.from(
    { length: count },
    (_, nth) => html`<div class="column ghost" aria-hidden="true">
      <div class="stage"><div class="skeleton bar"></div><div class="skeleton bar short"></div></div>
      <div class="cards">${Array.from({ length: 3 - (nth % 3) }, () => html`<div class="skeleton block"></div>`)}</div>
    </div>`,
  );
}
