// Owns how those are shown who are in Kith already, or may be the person that somebody types.
import type { Match } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { avatar } from '../kit/avatar.ts';
import type { NewPersonKey } from './new-person-words.ts';

interface Acts {
  t: Words<NewPersonKey>;
  busy: boolean;
  /** Shows them as they are. */
  show(id: string): void;
  /** Takes them for the person who is typed. */
  same(id: string): void;
  restore(id: string): void;
}

const reasons = {
  name_and_company: 'sameCompany',
  name_and_domain: 'sameDomain',
  name_and_phone: 'samePhone',
} as const;
/** More would hide the form. */
const most = 3;

export function alikeList(found: Match | undefined, acts: Acts) {
  const { owners = [], suggestions = [] } = found ?? {};
  const { t } = acts;
  if (owners.length === 0 && suggestions.length === 0) return html`<div role="status"></div>`;
  return html`<div class="alike" part="alike" role="status">
    ${owners.length === 0 ? nothing : html`<p class="label">${t('inKith')}</p><ul>${owners.map((one) => ownerRow(one, acts))}</ul>`}
    ${
      suggestions.length === 0
        ? nothing
        : html`<p class="label">${t('maybeSame')}</p><ul>${suggestions.slice(0, most).map((one) => suggestionRow(one, acts))}</ul>`
    }
  </div>`;
}

function ownerRow({ contactId, name, deleted, point }: Match['owners'][number], { t, busy, show, restore }: Acts) {
  const act = () => (deleted ? restore(contactId) : show(contactId));
  return html`<li>${avatar(name)}${who(name, deleted ? t('wasDeleted') : point.normalized)}
    <button class="button" type="button" ?disabled=${busy} aria-label=${t(deleted ? 'restoreName' : 'showName', { name })}
      @click=${act}>${t(deleted ? 'restore' : 'show')}</button></li>`;
}

function suggestionRow({ contactId, name, reason, shared }: Match['suggestions'][number], { t, busy, same }: Acts) {
  return html`<li>${avatar(name)}${who(name, t(reasons[reason], { shared }))}
    <button class="button" type="button" ?disabled=${busy} aria-label=${t('itIs', { name })} @click=${() => same(contactId)}
      >${t('itIsThem')}</button></li>`;
}

const who = (name: string, why: string) =>
  html`<span class="who"><b title=${name}>${name}</b><span class="why" title=${why}>${why}</span></span>`;
