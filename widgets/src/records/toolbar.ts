// Owns drawing what stands above the records: the choice of the view, what is open below it, and saving.
import type { View, ViewField } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { Columns3, Filter, List, Pencil, SlidersHorizontal, Table2 } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { ViewDesk } from './desk.ts';
import { conditionsIn, type Draft, type Resource } from './draft.ts';
import type { Open } from './panels.ts';
import type { RecordsKey } from './words.ts';

export interface ToolbarView {
  desk: ViewDesk;
  resource: Resource;
  fields: ReadonlyMap<string, ViewField>;
  columns: readonly string[];
  open: Open;
  mayWrite: boolean;
  t: Words<RecordsKey>;
  choose(id: string): void;
  toggle(open: Open): void;
  setForm(form: Draft['form']): void;
  setColumns(columns: string[]): void;
  save(): void;
  name(named: { name: string; shared: boolean }): void;
  remove(): void;
}

export function toolbar(view: ToolbarView, count: unknown) {
  const { desk, open, t, mayWrite } = view;
  const conditions = conditionsIn(desk.draft.filter.where).length;
  const filterName = conditions > 0 ? t('filterCount', { count: conditions }) : t('filter');
  return html`<div class="head" part="head">
    ${viewSelect(view)}
    ${toggle(view, 'filter', filterName, Filter)}
    ${desk.draft.form === 'board' ? nothing : toggle(view, 'columns', t('columns'), SlidersHorizontal)}
    ${formSwitch(view)}
    <span class="count" role="status">${count}</span><span class="space"></span>
    ${
      mayWrite && desk.base && open !== 'name'
        ? html`<button class="icon-button" type="button" aria-label=${t('rename')} title=${t('rename')} @click=${() => view.toggle('name')}>${icon(Pencil)}</button>`
        : nothing
    }
    ${
      mayWrite && desk.dirty && open !== 'new'
        ? html`${desk.base ? html`<button class="button primary" type="button" @click=${view.save}>${t('save')}</button>` : nothing}
            <button class="button ${desk.base ? 'quiet' : ''}" type="button" @click=${() => view.toggle('new')}>${t('saveAs')}</button>`
        : nothing
    }
  </div>`;
}

function viewSelect({ desk, resource, t, choose }: ToolbarView) {
  const chosen = desk.base?.id ?? '';
  const option = ({ id, name }: View) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`;
  const shared = desk.views.filter((one) => one.shared);
  const own = desk.views.filter((one) => !one.shared);
  return html`<select
    class="field"
    part="views"
    aria-label=${t('views')}
    .value=${chosen}
    @change=${(event: Event & { currentTarget: HTMLSelectElement }) => choose(event.currentTarget.value)}
  >
    <option value="" ?selected=${chosen === ''}>${t(`all_${resource}`)}</option>
    ${shared.length > 0 ? html`<optgroup label=${t('sharedViews')}>${shared.map(option)}</optgroup>` : nothing}
    ${own.length > 0 ? html`<optgroup label=${t('ownViews')}>${own.map(option)}</optgroup>` : nothing}
  </select>`;
}

function toggle({ open, toggle: change }: ToolbarView, which: Open, name: string, picture: typeof Filter) {
  return html`<button class="button" type="button" aria-expanded=${open === which} aria-label=${name} @click=${() => change(which)}>
    ${icon(picture)} <span class="label">${name}</span>
  </button>`;
}

const pictures = { list: List, sheet: Table2, board: Columns3 } as const;

function formSwitch({ desk, resource, t, setForm }: ToolbarView) {
  const forms = resource === 'deals' ? (['sheet', 'list', 'board'] as const) : (['sheet', 'list'] as const);
  return html`<span class="forms" role="group" aria-label=${t('form')}>
    ${forms.map((form) => {
      const chosen = desk.draft.form === form;
      return html`<button class="icon-button" type="button" part="form" aria-pressed=${chosen} aria-label=${`${t('form')}: ${t(form)}`} title=${t(form)} @click=${() => !chosen && setForm(form)}>
        ${icon(pictures[form])}
      </button>`;
    })}
  </span>`;
}
