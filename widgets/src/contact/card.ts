// Owns the head of the card: who it is and how to reach them.
import type { Contact, ContactPoint } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { html, nothing, type TemplateResult } from 'lit';
import { avatar } from '../kit/avatar.ts';
import { icon } from '../kit/icons.ts';
import { recordText } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { linkOf, pictureOf, titleOf } from './channels.ts';
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
    ${points.map((point) => html`<li>${icon(pictureOf(point.kind), labelOf(point.kind, t))} ${pointText(point, t)}</li>`)}
  </ul>`;
}

/** Tags, owner, employments and own fields, in a widget of their own. */
export const detailsOf = (
  contact: Contact,
  { session, language }: { session: KithSession | undefined; language: Language },
) => html`<kith-details
  bare
  part="details"
  lang=${language}
  record=${recordText({ type: 'contact', id: contact.id })}
  .session=${session}
  .given=${contact}
></kith-details>`;

/** Notes for who may only read; nothing when there are none. */
export function plainNotes(notes: string | null, t: Words<ContactKey>) {
  if (!notes) return nothing;
  return html`<section part="notes">
    <h3 class="label">${t('notes')}</h3>
    <p class="notes">${notes}</p>
  </section>`;
}

function pointText(point: ContactPoint, t: Words<ContactKey>): TemplateResult {
  const href = linkOf(point);
  const shown = point.value.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
  if (href === null) return html`<span class="point" part="point">${shown}</span>`;
  if (!href.startsWith('http')) return html`<a class="point" part="point" href=${href}>${shown}</a>`;
  return html`<a
    class="point"
    part="point"
    href=${href}
    target="_blank"
    rel="noopener noreferrer"
    aria-label=${t('newTab', { value: shown })}
    >${shown}</a
  >`;
}

/** A kind's or channel's name: translated where it is a common noun, else the name itself. */
export const labelOf = (name: string, t: Words<ContactKey>) =>
  name === 'email' || name === 'phone' || name === 'url' ? t(name) : titleOf(name);

/** The card's shape while nothing is known. */
export function ghostCard() {
  return html`<div class="ghost" aria-hidden="true">
    <div class="head">
      <span class="avatar large skeleton"></span>
      <div class="who"><div class="skeleton line title"></div><div class="skeleton line"></div></div>
    </div>
    <div class="body">
      ${[1, 2, 3, 4, 5].map(() => html`<div class="skeleton line wide"></div><div class="skeleton line"></div>`)}
    </div>
  </div>`;
}
