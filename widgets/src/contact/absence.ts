// Owns what stands in the card's place when there is no person to show.
import type { Contact } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { UserRound, UserRoundX } from 'lucide';
import { emptyState } from '../kit/states.ts';
import type { RestKey } from './rest-words.ts';

/** Nobody is asked for, nobody has the address, or nobody here has the id. */
export function absence(why: 'nobody' | 'unknown' | 'missing', t: Words<RestKey>, email = '') {
  return emptyState(why === 'missing' ? UserRoundX : UserRound, t(why, { email }), t(`${why}Do`));
}

/** A deleted person, or an erased one; `restore` for who may bring a deleted one back. */
export function deletedCard({ name, erasedAt }: Contact, t: Words<RestKey>, restore: (() => void) | undefined) {
  if (erasedAt !== null) return emptyState(UserRoundX, t('erased'), t('erasedDo'));
  return html`${emptyState(UserRoundX, t('deleted', { name }), t(restore ? 'deletedRestore' : 'deletedDo'))}
  ${
    restore
      ? html`<button class="button primary restore" type="button" part="restore" @click=${restore}>${t('restore')}</button>`
      : nothing
  }`;
}
