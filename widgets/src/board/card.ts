// Owns how one deal is drawn on the board.
import type { DealListItem } from '@kith/sdk';
import { fullTime, type Language, moneyText, type Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { CircleCheck, CircleX } from 'lucide';
import { avatar } from '../kit/avatar.ts';
import { icon } from '../kit/icons.ts';
import type { BoardKey } from './words.ts';

export interface CardView {
  deal: DealListItem;
  language: Language;
  t: Words<BoardKey>;
  /** Name of the owner; undefined while it is not known, or for nobody. */
  owner: string | undefined;
  /** Whether the keyboard enters the board here. */
  first: boolean;
  /** Whether somebody has it in hand. */
  lifted: boolean;
  movable: boolean;
}

const dayMs = 86_400_000;

/** The first contact, then the company. */
const whoOf = ({ contacts, company }: DealListItem) =>
  [contacts[0]?.contact.name, company?.name].filter(Boolean).join(' · ');

export function dealCard({ deal, language, t, owner, first, lifted, movable }: CardView) {
  const who = whoOf(deal);
  return html`<li>
    <button
      class="card ${lifted ? 'lifted' : ''}"
      part="card"
      type="button"
      data-id=${deal.id}
      tabindex=${first ? 0 : -1}
      aria-roledescription=${movable ? t('cardRole') : nothing}
      aria-describedby=${movable ? 'how' : nothing}
    >
      <span class="title" part="title">${deal.name}</span>
      ${
        deal.amount === null || deal.currency === null
          ? nothing
          : html`<span class="amount" part="amount">${moneyText(deal.amount, deal.currency, language)}</span>`
      }
      ${who ? html`<span class="who" part="who">${who}</span>` : nothing}
      <span class="foot">${owner ? html`${avatar(owner)}<span class="owner" part="owner">${owner}</span>` : nothing} ${ending(deal, t)} ${age(deal, language, t)}</span>
    </button>
  </li>`;
}

function ending({ wonAt, lostAt, lostReason }: DealListItem, t: Words<BoardKey>) {
  if (wonAt) return html`<span class="end good">${icon(CircleCheck)} ${t('won')}</span>`;
  if (lostAt) return html`<span class="end bad" title=${lostReason ?? nothing}>${icon(CircleX)} ${t('lost')}</span>`;
  return nothing;
}

function age({ stageSince }: DealListItem, language: Language, t: Words<BoardKey>) {
  const count = Math.max(0, Math.floor((Date.now() - Date.parse(stageSince)) / dayMs));
  const days = new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'short' }).format(count);
  return html`<time class="days" part="days" datetime=${stageSince} title=${t('since', { when: fullTime(stageSince, language) })}
    ><span aria-hidden="true">${count === 0 ? t('today') : days}</span><span class="unseen">${t('inStage', { count })}</span></time
  >`;
}
