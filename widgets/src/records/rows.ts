// Owns drawing the records of a view: as a sheet with a sticky head, or as a list of lines.
import type { ViewRecord } from '@kith/sdk';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ArrowDown, ArrowUp } from 'lucide';
import { avatar } from '../kit/avatar.ts';
import { icon } from '../kit/icons.ts';
import { type CellView, cell, isNumber, plain } from './cells.ts';
import type { Draft } from './draft.ts';
import { fieldName } from './labels.ts';
import { checkAll, checkOne } from './row-checks.ts';
import type { Selection } from './selection.ts';

export interface RowsView extends CellView {
  items: readonly ViewRecord[];
  columns: readonly string[];
  sort: Draft['sort'];
  /** `<record id> <column>` of the cell that is being written in; empty for none. */
  editing: string;
  open(record: ViewRecord): void;
  sortBy(column: string): void;
  edit(cell: string): void;
  write(record: ViewRecord, column: string, text: string): void;
  mayWrite: boolean;
  /** What is selected; undefined where nothing may be. */
  selection: Selection | undefined;
  select(change: (selection: Selection) => void): void;
}

export function sheet(view: RowsView) {
  return html`<table part="sheet">
    <thead><tr>${checkAll(view)}${view.columns.map((column) => headCell(view, column))}</tr></thead>
    <tbody>
      ${repeat(
        view.items,
        (record) => record.id,
        (record) =>
          html`<tr part="row" data-id=${record.id} class=${view.selection?.has(record.id) ? 'chosen' : ''}>${checkOne(view, record)}${view.columns.map((column) => bodyCell(view, record, column))}</tr>`,
      )}
    </tbody>
  </table>`;
}

function headCell({ fields, sort, sortBy, t }: RowsView, column: string) {
  const field = fields.get(column);
  const name = fieldName(field, t);
  const sorted = sort[0]?.field === column ? sort[0].direction : undefined;
  const side = isNumber(field) ? 'right' : '';
  if (!field?.sortable) return html`<th scope="col" class=${side}><span class="plain">${name}</span></th>`;
  const order = sorted === 'desc' ? 'descending' : 'ascending';
  return html`<th scope="col" class=${side} aria-sort=${sorted ? order : 'none'}>
    <button type="button" title=${t('sortBy', { field: name })} @click=${() => sortBy(column)}>
      ${name} ${sorted ? icon(sorted === 'desc' ? ArrowDown : ArrowUp) : nothing}
    </button>
  </th>`;
}

function bodyCell(view: RowsView, record: ViewRecord, column: string) {
  const field = view.fields.get(column);
  const key = `${record.id} ${column}`;
  const editable = view.mayWrite && field?.editable && column !== 'name';
  if (view.editing === key && field) return html`<td>${editor(view, record, column)}</td>`;
  const start = () => editable && view.edit(key);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'F2') return;
    event.preventDefault();
    start();
  };
  if (column === 'name') return html`<td>${opener(view, record)}</td>`;
  if (!editable) return html`<td class=${isNumber(field) ? 'right' : ''}>${cell(view, record, column)}</td>`;
  const name = view.t('edit', { field: fieldName(field, view.t) });
  return html`<td class="editable" tabindex="0" aria-label=${`${name}: ${plainText(view, record, column)}`} @dblclick=${start} @keydown=${onKey}>
    ${cell(view, record, column)}
  </td>`;
}

function plainText(view: RowsView, record: ViewRecord, column: string): string {
  const field = view.fields.get(column);
  const value: unknown = record.values[column];
  return field && value !== null && value !== undefined ? plain(view, field, value) : '';
}

function editor(view: RowsView, record: ViewRecord, column: string) {
  const value: unknown = record.values[column];
  let done = false;
  const end = (event: Event & { currentTarget: HTMLInputElement }, keep: boolean) => {
    if (done) return;
    done = true;
    const text = event.currentTarget.value.trim();
    view.edit('');
    if (keep && text !== String(value ?? '')) view.write(record, column, text);
  };
  const onKey = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    event.stopPropagation();
    if (event.key === 'Enter') end(event, true);
    else if (event.key === 'Escape') end(event, false);
  };
  return html`<input class="field" type="text" maxlength="300" data-editing
    aria-label=${fieldName(view.fields.get(column), view.t)}
    .value=${String(value ?? '')}
    @keydown=${onKey}
    @blur=${(event: Event & { currentTarget: HTMLInputElement }) => end(event, true)} />`;
}

const opener = (view: RowsView, record: ViewRecord) =>
  html`<button class="open" part="name" type="button" title=${record.name} @click=${() => view.open(record)}>${record.name}</button>`;

export function lines(view: RowsView) {
  const others = view.columns.filter((column) => column !== 'name');
  return html`<ul class="lines" part="list">
    ${repeat(
      view.items,
      (record) => record.id,
      (record) => html`<li class="line" part="row" data-id=${record.id}>
        ${avatar(record.name)} ${opener(view, record)}
        <span class="meta">${others
          .map((column) => plainText(view, record, column))
          .filter(Boolean)
          .join(' · ')}</span>
      </li>`,
    )}
  </ul>`;
}

/** Rows of the final size while nothing is known. */
export const ghostRows = (count: number) =>
  html`<table aria-hidden="true"><tbody>
    ${Array.from({ length: count }, () => html`<tr class="ghost">${[1, 2, 3, 4].map(() => html`<td><span class="skeleton"></span></td>`)}</tr>`)}
  </tbody></table>`;
