// Owns what can be done to many records, and the form in which it is written.
import type { ViewField } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import type { Change } from './bulk-edit.ts';
import type { Choices } from './choices.ts';
import { fieldName } from './labels.ts';
import type { RecordsKey } from './words.ts';

interface ChangeView {
  fields: ReadonlyMap<string, ViewField>;
  choices: Choices;
  t: Words<RecordsKey>;
}

/** Own fields whose values are written in one input. */
const writable = ['text', 'number', 'date', 'choice', 'choices'];

const ownFields = (fields: ChangeView['fields']) =>
  [...fields.values()].filter(({ label, type }) => label !== null && writable.includes(type));

/** What can be changed, by its key. */
export function changeOptions({ fields, t }: ChangeView) {
  const own = ownFields(fields);
  return html`<option value="addTags">${t('addTag')}</option>
    <option value="removeTags">${t('removeTag')}</option>
    <option value="owner">${t('f_owner')}</option>
    ${
      own.length > 0
        ? html`<optgroup label=${t('ownFields')}>
            ${own.map((field) => html`<option value=${field.key}>${fieldName(field, t)}</option>`)}
          </optgroup>`
        : nothing
    }`;
}

/** The input of the new value. */
export function changeInput({ fields, choices, t }: ChangeView, what: string) {
  const field = fields.get(what);
  const label = t('value');
  if (what === 'owner') {
    return html`<select class="field" name="value" aria-label=${label}>
      <option value="">${t('nobodyOwns')}</option>
      ${choices.member.map(({ key, label: name }) => html`<option value=${key}>${name}</option>`)}
    </select>`;
  }
  if (field?.type === 'choice' || field?.type === 'choices') {
    return html`<select class="field" name="value" aria-label=${label}>
      <option value="">${t('emptied')}</option>
      ${field.options.map(({ key, label: name }) => html`<option value=${key}>${name}</option>`)}
    </select>`;
  }
  const tags = what === 'addTags' || what === 'removeTags';
  const type = field?.type === 'number' || field?.type === 'date' ? field.type : 'text';
  return html`<input class="field" name="value" type=${type} step="any" maxlength=${tags ? 60 : 500} autocomplete="off"
    ?required=${tags} aria-label=${label} placeholder=${tags ? t('f_tags') : t('emptied')} />`;
}

/** The change that was written. */
export function changeOf({ fields }: ChangeView, what: string, written: string): Change {
  const value = written.trim();
  if (what === 'addTags') return { addTags: [value] };
  if (what === 'removeTags') return { removeTags: [value] };
  if (what === 'owner') return { set: { ownerId: value || null } };
  const key = what.replace(/^fields\./, '');
  const type = fields.get(what)?.type;
  if (value === '') return { set: { fields: { [key]: null } } };
  if (type === 'number') return { set: { fields: { [key]: Number(value) } } };
  return { set: { fields: { [key]: type === 'choices' ? [value] : value } } };
}
