// Owns drawing what stands above the records: the choice of the view, what is open below it, and saving.
import type { View, ViewField } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { Columns3, Filter, List, Pencil, Table2 } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { ViewDesk } from './desk.ts';
import { conditionsIn, type Resource } from './draft.ts';
import { fieldName } from './labels.ts';
import type { RecordsKey } from './words.ts';

/** What is open below the head. */
export type Open = '' | 'filter' | 'columns' | 'name' | 'new';

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
  setForm(form: 'list' | 'sheet'): void;
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
    ${toggle(view, 'filter', filterName, Filter)} ${toggle(view, 'columns', t('columns'), Columns3)}
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

function formSwitch({ desk, t, setForm }: ToolbarView) {
  const sheet = desk.draft.form !== 'list';
  const name = sheet ? t('list') : t('sheet');
  return html`<button class="icon-button" type="button" aria-label=${`${t('form')}: ${name}`} title=${name} @click=${() => setForm(sheet ? 'list' : 'sheet')}>
    ${icon(sheet ? List : Table2)}
  </button>`;
}

export function columnsPanel({ fields, columns, setColumns, t }: ToolbarView) {
  const change = (key: string, on: boolean) =>
    setColumns(on ? [...columns, key] : columns.filter((one) => one !== key));
  return html`<div class="panel" part="panel"><fieldset class="checks">
    <legend class="unseen">${t('columns')}</legend>
    ${[...fields.values()].map(
      (
        field,
      ) => html`<label><input type="checkbox" .checked=${columns.includes(field.key)} ?disabled=${field.key === 'name'}
        @change=${(event: Event & { currentTarget: HTMLInputElement }) => change(field.key, event.currentTarget.checked)} />
        ${fieldName(field, t)}</label>`,
    )}
  </fieldset></div>`;
}

export function namePanel(view: ToolbarView) {
  const { desk, open, t, toggle: change, remove } = view;
  const base = open === 'name' ? desk.base : null;
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const name = String(given.get('name') ?? '').trim();
    if (name !== '') view.name({ name, shared: given.get('shared') !== null });
  };
  return html`<form class="panel naming" part="panel" @submit=${submit}>
    <input class="field" name="name" maxlength="200" required autocomplete="off" aria-label=${t('name')} placeholder=${t('name')} .value=${base?.name ?? ''} />
    <label class="check"><input type="checkbox" name="shared" .checked=${base?.shared ?? false} /> ${t('shared')}</label>
    <button class="button primary" type="submit">${t('save')}</button>
    <button class="button quiet" type="button" @click=${() => change('')}>${t('cancel')}</button>
    ${base ? html`<button class="button quiet" type="button" @click=${remove}>${t('remove')}</button>` : nothing}
  </form>`;
}
