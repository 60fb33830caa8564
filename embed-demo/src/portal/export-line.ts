// Owns how one file of the page of downloads is drawn: taken at once, or made by a job that goes on when the page is closed.
import type { Export } from '@kith/sdk';
import { fullTime, type Language } from '@kith/sdk/words';
import { progressBar, wholeNumber } from '@kith/widgets/kit/progress.ts';
import { html, nothing } from 'lit';
import type { PortalWords } from './words.ts';

export interface ExportLine {
  /** Path of the file: `contacts.csv`. */
  path: string;
  /** What it is. */
  name: string;
  t: PortalWords;
  language: Language;
  /** The newest that a job made of it, or makes. */
  made: Export | undefined;
  /** Whether the person may start jobs. */
  mayMake: boolean;
  /** What is on its way to the browser, on the whole page. */
  loading: string;
  /** Why the last act with this file did not work; empty when it did. */
  problem: string;
  download(): void;
  make(): void;
  save(made: Export): void;
  stop(made: Export): void;
}

const isUnderWay = ({ state }: Export) => state === 'queued' || state === 'running';

export function exportLine(line: ExportLine) {
  const { path, name, t, made, mayMake, problem } = line;
  const underWay = made !== undefined && isUnderWay(made);
  return html`<li data-file=${path}>
    <span class="what">
      <span id=${path}>${name}</span>
      ${made ? state(made, line) : nothing}
      ${problem === '' ? nothing : html`<span class="problem" role="alert">${problem}</span>`}
    </span>
    <span class="acts">
      ${made && underWay ? act(line, t('stopMaking'), () => line.stop(made)) : nothing}
      ${made?.state === 'done' ? act(line, t('saveFile'), () => line.save(made), made.id) : nothing}
      ${mayMake && !underWay ? act(line, t(made?.state === 'done' ? 'makeAnew' : 'makeFile'), () => line.make()) : nothing}
      ${act(line, t('download'), () => line.download(), path)}
    </span>
  </li>`;
}

/** @param file what it brings to the browser; none: it brings nothing. */
function act({ path, t, loading }: ExportLine, words: string, work: () => void, file?: string) {
  return html`<button class="button" type="button" aria-describedby=${path}
    ?disabled=${file !== undefined && loading !== ''} @click=${work}>
    ${file !== undefined && loading === file ? t('downloading') : words}
  </button>`;
}

function state(made: Export, { t, language, name }: ExportLine) {
  const { done, total, size, expiresAt } = made;
  if (made.state === 'done') {
    const when = fullTime(expiresAt, language);
    return html`<span class="state">${t('fileReady', { size: sizeText(size ?? 0, language), when })}</span>`;
  }
  if (made.state === 'failed')
    return html`<span class="state bad">${t('fileFailed', { why: made.error?.message ?? '' })}</span>`;
  if (made.state === 'cancelled') return html`<span class="state">${t('fileStopped')}</span>`;
  if (made.state === 'queued') return html`<span class="state">${t('fileWaits')}</span>`;
  const number = (value: number) => wholeNumber(value, language);
  const text =
    total === null ? t('rowsSoFar', { done: number(done) }) : t('rowsOf', { done: number(done), total: number(total) });
  return progressBar({ label: t('fileComes', { name }), done, total, text });
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `1.2 MB`. */
export function sizeText(bytes: number, language: Language): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unit = units[step] ?? 'byte';
  const format = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: step > 1 ? 1 : 0 } as const;
  return new Intl.NumberFormat(language, format).format(bytes / 1000 ** step);
}
