// Owns how one pair of records is drawn in the list: both, why they may be the same, and what can be done.
import type { DuplicateRecord, MatchReason } from '@kith/sdk';
import { fullTime, type Language, relativeTime } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { hintOf } from './comparison.ts';
import type { Pair } from './pairs.ts';
import type { duplicateWords } from './words.ts';

interface Scene {
  /** True when the pair was marked as not the same. */
  apart: boolean;
  busy: boolean;
  /** Whether the Tab key comes to this row. */
  reached: boolean;
  language: Language;
  /** Name of a member; undefined when it is not known. */
  memberName(id: string | null): string | undefined;
  t: ReturnType<typeof duplicateWords>;
  open(record: DuplicateRecord): void;
  /** The focus came here. */
  reach(): void;
  compare(): void;
  tellApart(): void;
  takeBack(): void;
}

export function drawPair(pair: Pair, scene: Scene) {
  const { t } = scene;
  // One row at a time is a stop of the Tab key; the arrows lead from row to row.
  return html`<li class="row" part="row" data-id=${pair.id} tabindex=${scene.reached ? 0 : -1}
    aria-label=${t('pairOf', { one: pair.first.name, other: pair.second.name })} @focus=${scene.reach}>
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

const drawRecord = (record: DuplicateRecord, scene: Scene) => html`<div class="record">
  <button type="button" tabindex=${scene.reached ? 0 : -1} title=${record.name} @click=${() => scene.open(record)}>${record.name}</button>
  <span class="meta">${hintOf(record)}</span>
  ${drawBond(record, scene)}
</div>`;

/** Who looks after a record, and when it was heard of last: what speaks for keeping it. */
function drawBond({ ownerId, lastInteractionAt }: DuplicateRecord, { t, language, memberName }: Scene) {
  const owner = memberName(ownerId);
  const parts = [
    ...(lastInteractionAt ? [t('heardOf', { when: relativeTime(lastInteractionAt, language) })] : []),
    ...(owner ? [t('ownedBy', { name: owner })] : []),
  ];
  if (parts.length === 0) return nothing;
  return html`<span class="meta" title=${lastInteractionAt ? fullTime(lastInteractionAt, language) : nothing}>${parts.join(' · ')}</span>`;
}

function drawActs(pair: Pair, { apart, busy, reached, t, compare, tellApart, takeBack }: Scene) {
  const stop = reached ? 0 : -1;
  const names = { one: pair.first.name, other: pair.second.name };
  if (apart) {
    return html`<button class="button" type="button" tabindex=${stop} aria-label=${t('takeBackNames', names)} ?disabled=${busy} @click=${takeBack}>
      ${t('takeBack')}
    </button>`;
  }
  return html`<button class="button" type="button" tabindex=${stop} aria-label=${t('compareNames', names)} ?disabled=${busy} @click=${compare}>
      ${t('compare')}
    </button>
    <button class="button quiet" type="button" tabindex=${stop} aria-label=${t('notSameNames', names)} ?disabled=${busy} @click=${tellApart}>
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
