// Owns how one entry is drawn: in the list of what holds now, and in the history.
import type { Consent } from '@kith/sdk';
import { fullTime, type Language, relativeTime, type Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { Ban, Check, Eraser } from 'lucide';
import { icon } from '../kit/icons.ts';
import { isKnown } from './consent-data.ts';
import type { ConsentKey } from './words.ts';

export interface EntryView {
  entry: Consent;
  language: Language;
  t: Words<ConsentKey>;
  nameOf(memberId: string): string | null;
}

/** What a purpose is called: ours in the reader's language, others as they were written. */
export function purposeName(purpose: string, t: Words<ConsentKey>): string {
  if (isKnown(purpose)) return t(`p_${purpose}`);
  return purpose === 'other' ? t('p_other') : purpose;
}

function stateMark({ state, struckAt }: Consent, t: Words<ConsentKey>) {
  if (struckAt !== null) return html`<span class="state-mark struck">${icon(Eraser)} ${t('struck')}</span>`;
  return html`<span class="state-mark ${state}">${icon(state === 'given' ? Check : Ban)} ${t(state)}</span>`;
}

/** An entry in words. `act` is what can be done about it. */
export function consentEntry({ entry, language, t, nameOf }: EntryView, act: unknown = nothing) {
  const { purpose, basis, at, source, wording, recordedBy } = entry;
  const name = recordedBy === null ? null : nameOf(recordedBy);
  const said = [t(`b_${basis}`), source].filter((one) => one !== null).join(' · ');
  return html`<li part="entry" class=${entry.struckAt === null ? '' : 'struck-out'}>
    <div class="what">
      <p class="line"><span class="name" part="purpose">${purposeName(purpose, t)}</span> ${stateMark(entry, t)}</p>
      <p class="meta">${said} · <time datetime=${at} title=${fullTime(at, language)}>${relativeTime(at, language)}</time></p>
      ${wording === null ? nothing : html`<p class="wording" part="wording">${wording}</p>`}
      ${name === null ? nothing : html`<p class="hint">${t('by', { name })}</p>`}
    </div>
    ${act}
  </li>`;
}
