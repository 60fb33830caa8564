// Owns the first step: choosing a file by button or by dropping it, or an earlier import.
import type { Import } from '@kith/sdk';
import { fullTime, type Language, relativeTime, type Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { FileUp } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { Desk } from './desk.ts';
import type { ImportKey } from './words.ts';

export interface ChooseView {
  desk: Desk;
  t: Words<ImportKey>;
  language: Language;
  /** A file is held over the place. */
  over: boolean;
  setOver(over: boolean): void;
}

export function chooseStep(view: ChooseView) {
  const { desk, t, over } = view;
  if (desk.uploading) {
    return html`<div class="state" role="status">
      <p class="title">${t('uploading', { name: desk.uploading.name })}</p>
      <progress class="bar" aria-label=${t('uploading', { name: desk.uploading.name })}></progress>
      <button class="button" type="button" @click=${() => desk.cancelUpload()}>${t('cancel')}</button>
    </div>`;
  }
  return html`<div
      class="drop ${over ? 'over' : ''}"
      part="drop"
      @dragover=${(event: DragEvent) => hold(event, view)}
      @dragleave=${() => view.setOver(false)}
      @drop=${(event: DragEvent) => take(event, view)}
    >
      <span class="mark">${icon(FileUp)}</span>
      <p class="title">${t('chooseTitle')}</p>
      <p class="advice">${t('chooseAdvice')}</p>
      <button class="button primary" part="choose" type="button" @click=${pick}>${t('chooseFile')}</button>
      <input
        class="unseen"
        type="file"
        tabindex="-1"
        aria-hidden="true"
        accept=".csv,.tsv,.txt,.vcf,text/csv,text/vcard,text/plain"
        @change=${(event: Event & { currentTarget: HTMLInputElement }) => chosen(event.currentTarget, desk)}
      />
      <p class="hint">${desk.options ? t('chooseLimit', { limit: limitOf(desk) }) : nothing}</p>
    </div>
    ${desk.recent.length > 0 ? recentList(view) : nothing}`;
}

export const limitOf = ({ options }: Desk) => Math.floor((options?.maxBytes ?? 100_000_000) / 1_000_000);

function pick(event: Event & { currentTarget: HTMLElement }) {
  event.currentTarget.parentElement?.querySelector('input')?.click();
}

function chosen(input: HTMLInputElement, desk: Desk) {
  const [file] = input.files ?? [];
  // So that the same file can be chosen again after it was mended.
  input.value = '';
  if (file) void desk.choose(file);
}

function hold(event: DragEvent, view: ChooseView) {
  event.preventDefault();
  if (!view.over) view.setOver(true);
}

function take(event: DragEvent, view: ChooseView) {
  event.preventDefault();
  view.setOver(false);
  const [file] = event.dataTransfer?.files ?? [];
  if (file) void view.desk.choose(file);
}

function recentList({ desk, t, language }: ChooseView) {
  return html`<h3 class="label">${t('recent')}</h3>
    <ul class="recent" part="recent">
      ${desk.recent.map(
        (one) => html`<li>
          <button class="earlier" type="button" @click=${() => void desk.open(one.id)}>
            <span class="name">${one.fileName}</span>
            <span class="hint">${t('rows', { count: one.rowCount })} · ${stateWord(one, t)}</span>
            <time class="hint" datetime=${one.createdAt} title=${fullTime(one.createdAt, language)}
              >${relativeTime(one.createdAt, language)}</time
            >
          </button>
        </li>`,
      )}
    </ul>`;
}

function stateWord({ state }: Import, t: Words<ImportKey>): string {
  const words = {
    uploaded: 'columnsTitle',
    planning: 'planning',
    planned: 'preview',
    running: 'running',
    done: 'doneTitle',
    undoing: 'undoing',
    undone: 'undoneTitle',
  } as const satisfies Record<Import['state'], ImportKey>;
  return t(words[state]);
}
