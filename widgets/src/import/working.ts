// Owns the step in which a job works: how far it is, in numbers, and the way to end it.
import type { Import } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html } from 'lit';
import type { Desk } from './desk.ts';
import type { ImportKey } from './words.ts';

export function workingStep(desk: Desk, current: Import, t: Words<ImportKey>) {
  const { done = 0, total = null } = current.job ?? {};
  const words = { planning: 'planning', running: 'running', undoing: 'undoing' } as const;
  const word = current.state === 'running' || current.state === 'undoing' ? words[current.state] : words.planning;
  const all = total ?? current.rowCount;
  return html`<div class="state" part="progress">
    <p class="title">${t(word)}</p>
    <progress class="bar" aria-label=${t(word)} max=${Math.max(1, all)} .value=${done}></progress>
    <p class="advice" role="status">${t('progress', { done, total: all })}</p>
    <button class="button" type="button" @click=${() => void desk.cancelJob()}>${t('cancel')}</button>
  </div>`;
}
