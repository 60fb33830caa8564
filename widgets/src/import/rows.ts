// Owns the rows of an import by what happens to them: four tabs, before the run and after it.
import type { Import, ImportRow } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import type { Desk } from './desk.ts';
import type { Outcome } from './row-pages.ts';
import { reasonsOf } from './say.ts';
import { personsOf, type Twins } from './twins.ts';
import type { ImportKey } from './words.ts';

const outcomes = ['create', 'update', 'skip', 'invalid'] as const;

const tabsOf = ({ counts }: Import): readonly Outcome[] =>
  (counts?.alike ?? 0) > 0 ? [...outcomes, 'alike'] : outcomes;

export interface RowsView {
  desk: Desk;
  t: Words<ImportKey>;
  current: Import;
  twins: Twins;
}

export function rowTabs(view: RowsView) {
  const { desk, t, current } = view;
  return html`<div class="tabs" part="tabs" role="tablist" aria-label=${t('outcomes')} @keydown=${(event: KeyboardEvent) => move(event, view)}>
      ${tabsOf(current).map((outcome) => {
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

function move(event: KeyboardEvent, { desk, current }: RowsView) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const tabs = tabsOf(current);
  const next = tabs.at((tabs.indexOf(desk.pages.outcome) + step) % tabs.length) ?? 'create';
  const list = event.currentTarget instanceof HTMLElement ? event.currentTarget : null;
  void desk.show(next).then(() => list?.querySelector<HTMLElement>(`#tab-${next}`)?.focus());
}

function table(view: RowsView, rows: readonly ImportRow[]) {
  const { desk, t, current } = view;
  if (rows.length === 0) return html`<p class="none">${t('noRows')}</p>`;
  const noted = rows.some(({ reason, remarks }) => reason !== null || remarks.length > 0);
  return html`${joinOffer(view, rows)}<table class="table" part="rows">
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
            ${noted ? html`<td class="why">${reasonsOf(row, t)} ${personsOf(view, row)}</td>` : nothing}
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

/** In the preview it is not too late to make one person of rows that look alike. */
function joinOffer({ desk, t, current }: RowsView, rows: readonly ImportRow[]) {
  const apart = rows.some(({ remarks }) => remarks.some(({ code }) => code === 'alike_row'));
  if (current.state !== 'planned' || desk.pages.outcome !== 'alike' || !apart) return nothing;
  return html`<p class="offer">
    <span class="hint">${t('alikeAdvice')}</span>
    <button class="button" part="join" type="button" ?disabled=${desk.busy} @click=${() => joinAlike(desk)}>
      ${t('joinAlike')}
    </button>
  </p>`;
}

function joinAlike(desk: Desk) {
  desk.change({ alikeRows: 'join' });
  void desk.plan();
}

/** The cells of the columns that are imported. */
function contentOf({ cells }: ImportRow, { mapping }: Import): string {
  const used = cells.filter((cell, at) => cell.trim() !== '' && (mapping.targets[at] ?? null) !== null);
  return (used.length > 0 ? used : cells.filter((cell) => cell.trim() !== '')).join(' · ');
}
