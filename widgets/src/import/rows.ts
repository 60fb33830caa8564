// Owns the rows of an import by what happens to them: four tabs, before the run and after it.
import type { Import, ImportRow } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import type { Desk } from './desk.ts';
import type { Outcome } from './row-pages.ts';
import { reasonsOf } from './say.ts';
import type { ImportKey } from './words.ts';

const outcomes = ['create', 'update', 'skip', 'invalid'] as const;

export interface RowsView {
  desk: Desk;
  t: Words<ImportKey>;
  current: Import;
}

export function rowTabs(view: RowsView) {
  const { desk, t, current } = view;
  return html`<div class="tabs" part="tabs" role="tablist" aria-label=${t('outcomes')} @keydown=${(event: KeyboardEvent) => move(event, desk)}>
      ${outcomes.map((outcome) => {
        const chosen = desk.pages.outcome === outcome;
        return html`<button
          class="tab ${outcome}"
          type="button"
          role="tab"
          id="tab-${outcome}"
          aria-selected=${chosen}
          aria-controls="rows"
          tabindex=${chosen ? 0 : -1}
          @click=${() => void desk.show(outcome)}
        >
          <span class="figure">${(current.counts?.[outcome] ?? 0).toLocaleString()}</span> ${t(`outcome_${outcome}`)}
        </button>`;
      })}
    </div>
    <div class="scroll" id="rows" role="tabpanel" tabindex="0" aria-labelledby="tab-${desk.pages.outcome}" aria-busy=${desk.pages.rows === undefined}>
      ${desk.pages.rows === undefined ? nothing : table(view, desk.pages.rows)}
    </div>`;
}

function move(event: KeyboardEvent, desk: Desk) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const next: Outcome = outcomes.at((outcomes.indexOf(desk.pages.outcome) + step) % outcomes.length) ?? 'create';
  const tabs = event.currentTarget instanceof HTMLElement ? event.currentTarget : null;
  void desk.show(next).then(() => tabs?.querySelector<HTMLElement>(`#tab-${next}`)?.focus());
}

function table({ desk, t, current }: RowsView, rows: readonly ImportRow[]) {
  if (rows.length === 0) return html`<p class="none">${t('noRows')}</p>`;
  const noted = rows.some(({ reason, remarks }) => reason !== null || remarks.length > 0);
  return html`<table class="table" part="rows">
      <thead>
        <tr>
          <th scope="col" class="number">${t('rowNumber')}</th>
          ${noted ? html`<th scope="col">${t('note')}</th>` : nothing}
          <th scope="col" class="wide">${t('content')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            <td class="number">${row.row}</td>
            ${noted ? html`<td class="why">${reasonsOf(row, t)}</td>` : nothing}
            <td class="wide"><span class="samples" title=${contentOf(row, current)}>${contentOf(row, current)}</span></td>
          </tr>`,
        )}
      </tbody>
    </table>
    ${
      desk.pages.next === null
        ? nothing
        : html`<button class="button more" type="button" @click=${() => void desk.moreRows()}>${t('more')}</button>`
    }`;
}

/** The cells of the columns that are imported. */
function contentOf({ cells }: ImportRow, { mapping }: Import): string {
  const used = cells.filter((cell, at) => cell.trim() !== '' && (mapping.targets[at] ?? null) !== null);
  return (used.length > 0 ? used : cells.filter((cell) => cell.trim() !== '')).join(' · ');
}
