// Owns how one grant is drawn: with whom or by whom, of which record, and how far.
import type { MailGrant } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { BellOff, TriangleAlert } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { MailSharingKey } from './words.ts';

interface GrantScene {
  t: Words<MailSharingKey>;
  /** With whom it is shared, or who shares it. */
  name: string;
  /** The team of the caller that it was given to; null where it was given to themselves. */
  team: string | null;
  toMe: boolean;
  /** Who wants none of it; one's own is told on the side of whoever was given it. */
  declined: string | null;
  /** Leads to the record; null on its own page. */
  open: (() => void) | null;
  /** The button that stops it, or declines it. */
  stop: unknown;
}

export function grantRow(grant: MailGrant, { t, name, team, toMe, declined, open, stop }: GrantScene) {
  const about = [t(`l_${grant.level}`), t('people', { count: grant.people }), ...(team === null ? [] : [team])];
  return html`<li part="grant">
    <div class="what">
      <p class="name">${name}</p>
      ${open ? recordLine(grant, t, open) : nothing}
      <p class="meta">${about.join(' · ')}</p>
      ${declined === null ? nothing : html`<p class="declined" part="declined">${icon(BellOff)} <span>${declined}</span></p>`}
      ${
        grant.paused > 0
          ? html`<p class="paused">${icon(TriangleAlert)} <span>${t(toMe ? 'toMePaused' : 'paused', { count: grant.paused })}</span></p>`
          : nothing
      }
    </div>
    ${stop}
  </li>`;
}

function recordLine({ record }: MailGrant, t: Words<MailSharingKey>, open: () => void) {
  if (record.name === null) return html`<p class="meta">${t('gone')}</p>`;
  return html`<p><button class="link" type="button" @click=${open}>${record.name}</button></p>`;
}
