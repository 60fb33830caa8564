// Owns the boxes by which rows are selected, by mouse and keys.
import type { ViewRecord } from '@kith/sdk';
import { html, nothing } from 'lit';
import type { RowsView } from './rows.ts';

export function checkAll({ selection, select, items, t }: RowsView) {
  if (!selection) return nothing;
  const full = items.length > 0 && items.every(({ id }) => selection.has(id));
  return html`<th scope="col" class="check">
    <input type="checkbox" aria-label=${t('selectLoaded')} title=${t('selectLoaded')} .checked=${full} .indeterminate=${!full && selection.some}
      @click=${() => select((chosen) => chosen.toggleLoaded(items))} />
  </th>`;
}

/** With Shift, everything from the last one on goes along: by click, and by arrows from box to box. */
export function checkOne({ selection, select, items, t }: RowsView, { id, name }: ViewRecord) {
  if (!selection) return nothing;
  const onClick = ({ shiftKey }: MouseEvent) => select((chosen) => chosen.toggle(id, items, shiftKey));
  const onKey = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') select((chosen) => chosen.clear());
    if (step === undefined) return;
    event.preventDefault();
    const beside = items[items.findIndex((item) => item.id === id) + step];
    const rows = event.currentTarget.closest('table');
    if (!beside || !rows) return;
    rows.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(beside.id)}"] .check input`)?.focus();
    if (event.shiftKey)
      select((chosen) => {
        if (!chosen.has(id)) chosen.toggle(id, items, false);
        chosen.toggle(beside.id, items, true);
      });
  };
  return html`<td class="check">
    <input type="checkbox" aria-label=${t('select', { name })} .checked=${selection.has(id)} @click=${onClick} @keydown=${onKey} />
  </td>`;
}
