// Owns how one pair of records is drawn in the list: both, why they may be the same, and what can be done.
import type { DuplicateRecord, MatchReason } from '@kith/sdk';
import { html, nothing } from 'lit';
import { hintOf } from './comparison.ts';
import type { Pair } from './pairs.ts';
import type { duplicateWords } from './words.ts';

interface Scene {
  /** True when the pair was marked as not the same. */
  apart: boolean;
  busy: boolean;
  t: ReturnType<typeof duplicateWords>;
  open(record: DuplicateRecord): void;
  compare(): void;
  tellApart(): void;
  takeBack(): void;
}

export function drawPair(pair: Pair, scene: Scene) {
  const { t } = scene;
  return html`<li class="row" part="row" data-id=${pair.id}>
    <div class="what">
      ${drawRecord(pair.first, scene)} ${drawRecord(pair.second, scene)}
      <div class="why">
        ${pair.certain ? html`<span class="sure">${t('certain')}</span>` : nothing}
        ${pair.reasons.map((reason) => html`<span>${inWords(reason, t)}</span>`)}
      </div>
    </div>
    <div class="acts">${drawActs(pair, scene)}</div>
  </li>`;
}

const drawRecord = (record: DuplicateRecord, { open }: Scene) => html`<div class="record">
  <button type="button" title=${record.name} @click=${() => open(record)}>${record.name}</button>
  <span class="meta">${hintOf(record)}</span>
</div>`;

function drawActs(pair: Pair, { apart, busy, t, compare, tellApart, takeBack }: Scene) {
  const names = { one: pair.first.name, other: pair.second.name };
  if (apart) {
    return html`<button class="button" type="button" aria-label=${t('takeBackNames', names)} ?disabled=${busy} @click=${takeBack}>
      ${t('takeBack')}
    </button>`;
  }
  return html`<button class="button" type="button" aria-label=${t('compareNames', names)} ?disabled=${busy} @click=${compare}>
      ${t('compare')}
    </button>
    <button class="button quiet" type="button" aria-label=${t('notSameNames', names)} ?disabled=${busy} @click=${tellApart}>
      ${t('notSame')}
    </button>`;
}

const whys = {
  name_and_company: 'whyContactCompany',
  name_and_domain: 'whyContactDomain',
  name_and_phone: 'whyContactPhone',
  name: 'whyName',
  domain: 'whyDomain',
  phone: 'whyPhone',
  email: 'whyEmail',
  linkedin: 'whyLinkedin',
} as const;

const inWords = ({ reason, shared }: MatchReason, t: Scene['t']): string => t(whys[reason], { shared });
