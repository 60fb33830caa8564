// Owns how one person is drawn in the list, and what stands there before the data.
import type { ContactListItem } from '@kith/sdk';
import { fullTime, type Language, nearTime, relativeTime, type Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { CalendarClock } from 'lucide';
import { avatar } from '../kit/avatar.ts';
import { icon } from '../kit/icons.ts';
import { strengthDots } from '../kit/strength-dots.ts';
import type { PeopleKey } from './words.ts';

export interface RowView {
  person: ContactListItem;
  selected: boolean;
  active: boolean;
  language: Language;
  t: Words<PeopleKey>;
}

/** The id of a row's element, unique in its shadow root. */
export const rowId = (id: string) => `row-${id}`;

/** Company, then job title, as far as they are known. */
export const roleOf = (person: Pick<ContactListItem, 'company' | 'title'>) =>
  [person.company?.name, person.title].filter(Boolean).join(' · ');

export function personRow({ person, selected, active, language, t }: RowView) {
  return html`<li
    class="row ${active ? 'active' : ''}"
    part="row${selected ? ' row-selected' : ''}"
    role="option"
    id=${rowId(person.id)}
    aria-selected=${selected}
    data-id=${person.id}
  >
    ${avatar(person.name)}
    <span class="name" part="name" title=${person.name}>${person.name}</span>
    <span class="meta" part="meta">${roleOf(person) || person.points[0]?.value || nothing}</span>
    ${nextTask(person, language, t)} ${lastInteraction(person, language, t)} ${strength(person, t)}
  </li>`;
}

/** A place of the same width for whom nobody knows yet, so that the times stand in one column. */
function strength({ strength: known }: ContactListItem, t: Words<PeopleKey>) {
  if (!known) return html`<span class="strength none"></span>`;
  return strengthDots(known.grade, t('strength', { grade: known.grade }));
}

function nextTask({ nextTaskAt: at }: ContactListItem, language: Language, t: Words<PeopleKey>) {
  if (at === null) return nothing;
  const late = Date.parse(at) < Date.now();
  const name = t('nextTask', { when: fullTime(at, language) });
  return html`<span class="next ${late ? 'late' : ''}" part="next-task" title=${name}
    >${icon(CalendarClock)}<span class="unseen">${name}</span
    ><time datetime=${at} aria-hidden="true">${nearTime(at, language)}</time></span
  >`;
}

function lastInteraction(person: ContactListItem, language: Language, t: Words<PeopleKey>) {
  const at = person.lastInteractionAt;
  if (at === null) return html`<span class="when"><span class="unseen">${t('never')}</span></span>`;
  const when = relativeTime(at, language);
  return html`<time class="when" part="time" datetime=${at} title=${t('lastInteraction', { when: fullTime(at, language) })}
    >${when}</time
  >`;
}

/** Rows of the final size while nothing is known. */
export function ghostRows(count: number) {
  return Array.from(
    { length: count },
    () => html`<div class="row ghost" aria-hidden="true">
      <span class="avatar"></span><span class="skeleton bar wide"></span><span class="skeleton bar short"></span
      ><span class="skeleton bar tiny"></span>
    </div>`,
  );
}
