// Owns the last steps: the preview with its way on, and the report with the refused rows and the undo.
import type { Import } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { CircleCheck, Download, Undo2 } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { Desk } from './desk.ts';
import { readRejected } from './read-rejected.ts';
import { rowTabs } from './rows.ts';
import type { Twins } from './twins.ts';
import type { ImportKey } from './words.ts';

export interface ReportView {
  desk: Desk;
  t: Words<ImportKey>;
  current: Import;
  twins: Twins;
}

export function previewStep(view: ReportView) {
  const { desk, t, current } = view;
  const count = (current.counts?.create ?? 0) + (current.counts?.update ?? 0);
  return html`<div class="summary"><p class="name">${current.fileName}</p></div>
    ${rowTabs(view)}
    <div class="foot">
      <button class="button quiet" type="button" @click=${() => desk.reopen()}>${t('changeColumns')}</button>
      ${saveButton(view)}
      <button
        class="button primary"
        part="run"
        type="button"
        ?disabled=${desk.busy || count === 0}
        @click=${() => void desk.run()}
      >
        ${t('run', { count })}
      </button>
    </div>`;
}

/** After a run, whole or ended early. */
export function reportStep(view: ReportView) {
  const { desk, t, current } = view;
  const early = current.state !== 'done';
  return html`<div class="summary">
      <p class="name">${early ? nothing : html`<span class="good">${icon(CircleCheck)}</span> ${t('doneTitle')}: `}${current.fileName}</p>
      ${early ? html`<p class="warn" role="status">${t('ended')}</p>` : nothing}
    </div>
    ${rowTabs(view)}
    <div class="foot">
      <button class="button quiet" type="button" @click=${() => void desk.close()}>${t('back')}</button>
      ${saveButton(view)}
      ${undoButton(view)}
      ${
        early && current.emptiedAt === null
          ? html`<button class="button primary" type="button" ?disabled=${desk.busy} @click=${() => void goOn(view)}>
              ${t('goOn')}
            </button>`
          : nothing
      }
    </div>`;
}

/** Rows that are gone cannot be undone. */
function undoButton({ desk, t, current }: ReportView) {
  if (current.emptiedAt !== null) return html`<p class="hint">${t('emptied')}</p>`;
  return html`<button class="button" part="undo" type="button" ?disabled=${desk.busy} @click=${() => void desk.undo()}>
    ${icon(Undo2)} ${t('undo')}
  </button>`;
}

const goOn = ({ desk, current }: ReportView) => (current.state === 'undoing' ? desk.undo() : desk.run());

export function undoneStep({ desk, t, current }: Omit<ReportView, 'twins'>) {
  const { undone, left } = current.undoCounts ?? { undone: 0, left: 0 };
  return html`<div class="state" role="status">
    <span class="mark">${icon(Undo2)}</span>
    <p class="title">${t('undoneTitle')}: ${current.fileName}</p>
    <p class="advice">${t('undoneReport', { count: undone })}</p>
    ${left > 0 ? html`<p class="advice">${t('leftReport', { count: left })}</p>` : nothing}
    <button class="button primary" type="button" @click=${() => void desk.close()}>${t('back')}</button>
  </div>`;
}

function saveButton({ desk, t, current }: ReportView) {
  if ((current.counts?.invalid ?? 0) === 0) return nothing;
  return html`<button class="button" part="save" type="button" @click=${() => void save(desk, current)}>
    ${icon(Download)} ${t('saveRejected')}
  </button>`;
}

async function save(desk: Desk, { id, fileName }: Import) {
  const address = URL.createObjectURL(await readRejected(desk.session, id));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName.replace(/\.\w+$/, '')}-invalid.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
