// Owns the head of the card: who it is and how to reach them.
import type { Contact, ContactPoint } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing, type TemplateResult } from 'lit';
import { avatar } from '../kit/avatar.ts';
import { icon } from '../kit/icons.ts';
import { linkOf, pictures } from './points.ts';
import type { ContactKey } from './words.ts';

/** Job title, then company, as far as they are known. */
const roleOf = (contact: Contact) => [contact.title, contact.company?.name].filter(Boolean).join(' · ');

export function cardHead(contact: Contact, badge: unknown) {
  return html`<header class="head" part="head">
    ${avatar(contact.name, 'large')}
    <div class="who">
      <h2 class="name" part="name">${contact.name}</h2>
      <p class="role" part="role">${roleOf(contact)}</p>
    </div>
    ${badge}
  </header>`;
}

export function pointList(points: readonly ContactPoint[], t: Words<ContactKey>) {
  if (points.length === 0) return nothing;
  return html`<ul class="points" part="points" aria-label=${t('reach')}>
    ${points.map((point) => html`<li>${icon(pictures[point.kind], t(point.kind))} ${pointText(point, t)}</li>`)}
  </ul>`;
}

function pointText(point: ContactPoint, t: Words<ContactKey>): TemplateResult {
  const href = linkOf(point);
  const shown = point.value.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
  if (href === null) return html`<span class="point" part="point">${shown}</span>`;
  const away = href.startsWith('http');
  return html`<a
    class="point"
    part="point"
    href=${href}
    rel="noopener noreferrer"
    target=${away ? '_blank' : nothing}
    aria-label=${away ? t('newTab', { value: shown }) : nothing}
    >${shown}</a
  >`;
}

/** Rows whose text is on its way. */
export const ghostRows = () =>
  [1, 2, 3].map(
    () =>
      html`<div class="skeleton line wide" aria-hidden="true"></div><div class="skeleton line" aria-hidden="true"></div>`,
  );

/** The card's shape while nothing is known. */
export const ghostCard = () => html`<div class="ghost" aria-hidden="true">
  <div class="head">
    <span class="avatar large skeleton"></span>
    <div class="who"><div class="skeleton line title"></div><div class="skeleton line"></div></div>
  </div>
  <div class="body">${ghostRows()}</div>
</div>`;
