// Owns drawing what opens below the toolbar: the filter, the columns, or the name of the view.
import { html, nothing } from 'lit';
import { fieldName } from './labels.ts';
import type { ToolbarView } from './toolbar.ts';

/** What is open below the head. */
export type Open = '' | 'filter' | 'columns' | 'name' | 'new';

/** @param filter draws the conditions. */
export function openPanel(view: ToolbarView, filter: () => unknown) {
  const { open, fields } = view;
  if (open === 'columns') return columnsPanel(view);
  if (open === 'name' || open === 'new') return namePanel(view);
  return open === 'filter' && fields.size > 0 ? html`<div class="panel" part="panel">${filter()}</div>` : nothing;
}

function columnsPanel({ fields, columns, setColumns, t }: ToolbarView) {
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

function namePanel(view: ToolbarView) {
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
