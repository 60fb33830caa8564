// Owns how hits are drawn: groups with their headings, the places that matched marked without markup strings.
import type { SearchGroup, SearchHit } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { Building2, Handshake, type IconNode, Mail, StickyNote } from 'lucide';
import { avatar } from '../kit/avatar.ts';
import { icon } from '../kit/icons.ts';
import type { SearchKey } from './words.ts';

export interface HitsView {
  groups: readonly SearchGroup[];
  /** Key of the active hit, empty for none. */
  active: string;
  /** True while nothing was typed: what was active last. */
  recent: boolean;
  t: Words<SearchKey>;
}

/** Unique among the hits of an answer. */
export const keyOf = ({ kind, id }: SearchHit) => `${kind}-${id}`;

const pictures: Record<Exclude<SearchHit['kind'], 'contact'>, IconNode> = {
  company: Building2,
  deal: Handshake,
  note: StickyNote,
  message: Mail,
};

export function drawGroups({ groups, active, recent, t }: HitsView) {
  return groups.map(({ kind, hits, more }) => {
    const heading = recent ? t(kind === 'deal' ? 'recentDeals' : 'recentContacts') : t(kind);
    return html`<div class="group" part="group" role="group" aria-label=${heading}>
      <p class="heading" part="heading" aria-hidden="true">${heading}</p>
      ${hits.map((hit) => drawHit(hit, active, t))}
      ${more ? html`<p class="more" aria-hidden="true">${t('more')}</p>` : nothing}
    </div>`;
  });
}

function drawHit(hit: SearchHit, active: string, t: Words<SearchKey>) {
  const key = keyOf(hit);
  const { kind, title, subtitle, snippet } = hit;
  const picture = kind === 'contact' ? avatar(title) : html`<span class="picture">${icon(pictures[kind])}</span>`;
  const below = snippet ? marked(snippet.text, snippet.matches) : subtitle;
  return html`<div
    class="hit ${key === active ? 'active' : ''}"
    part="hit"
    role="option"
    id=${`hit-${key}`}
    aria-selected=${key === active}
    data-key=${key}
  >
    ${picture}
    <span class="lines">
      <span class="title">${kind === 'note' ? t('noteOn', { title }) : marked(title, hit.titleMatches)}</span>
      ${below ? html`<span class="below">${below}</span>` : nothing}
    </span>
  </div>`;
}

/** The text with its matches marked. Offsets that do not fit the text mark nothing. */
function marked(text: string, matches: readonly { start: number; end: number }[]) {
  let from = 0;
  const pieces = matches.flatMap(({ start, end }) => {
    if (start < from || end > text.length || start >= end) return [];
    const piece = [text.slice(from, start), html`<mark>${text.slice(start, end)}</mark>`];
    from = end;
    return piece;
  });
  return [...pieces, text.slice(from)];
}
