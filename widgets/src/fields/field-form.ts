// Owns the form of a field: its name, type, options and whether it is required.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { Plus, X } from 'lucide';
import { icon } from '../kit/icons.ts';
import { chooses, type FieldDraft, fieldTypes, type Outcome } from './field-draft.ts';
import type { FieldsKey } from './words.ts';

export interface FormScene {
  t: Words<FieldsKey>;
  draft: FieldDraft;
  problem: string;
  saving: boolean;
  /** What the chosen type would do; null when nothing is known or nothing is lost. */
  outcome: Outcome | null;
  /** Records that use an option which is gone. */
  using: number;
  change(part: Partial<FieldDraft>): void;
  save(confirm: boolean): void;
  cancel(): void;
}

type Typed = Event & { currentTarget: HTMLInputElement & HTMLSelectElement };

export function fieldForm(scene: FormScene) {
  const { t, draft, problem, change } = scene;
  return html`<form
    class="form"
    part="form"
    aria-label=${draft.field ? t('edit', { name: draft.field.name }) : t('add')}
    @submit=${(event: Event) => {
      event.preventDefault();
      scene.save(false);
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      scene.cancel();
    }}
  >
    <label><span class="label">${t('name')}</span>
      <input class="field" required maxlength="100" autocomplete="off" .value=${draft.name}
        @input=${(event: Typed) => change({ name: event.currentTarget.value })} /></label>
    <label><span class="label">${t('type')}</span>
      <select class="field" .value=${draft.type} @change=${(event: Typed) => {
        const type = fieldTypes.find((one) => one === event.currentTarget.value);
        if (type) change({ type });
      }}>
        ${fieldTypes.map((type) => html`<option value=${type} ?selected=${type === draft.type}>${t(type)}</option>`)}
      </select></label>
    ${
      draft.type === 'money' && draft.field && draft.field.type !== 'money'
        ? html`<label><span class="label">${t('currency')}</span>
            <input class="field" maxlength="3" autocomplete="off" .value=${draft.currency}
              @change=${(event: Typed) => change({ currency: event.currentTarget.value })} /></label>`
        : nothing
    }
    ${chooses(draft.type) ? optionList(scene) : nothing}
    <label class="check"><input type="checkbox" .checked=${draft.required}
      @change=${(event: Typed) => change({ required: event.currentTarget.checked })} /> ${t('required')}</label>
    ${problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`} ${actions(scene)}
  </form>`;
}

function actions(scene: FormScene) {
  const { t, draft, saving, outcome, using, save, cancel } = scene;
  const loses = (outcome !== null && outcome.lost + outcome.changed > 0) || using > 0;
  const name = using > 0 ? t('removeAnyway') : t('convert');
  return html`${loses ? warning(scene) : nothing}
    <div class="actions">
      ${
        loses
          ? html`<button class="button danger" part="confirm" type="button" ?disabled=${saving} @click=${() => save(true)}>${name}</button>`
          : html`<button class="button primary" part="save" type="submit" ?disabled=${saving}>${draft.field ? t('save') : t('create')}</button>`
      }
      <button class="button quiet" type="button" @click=${cancel}>${t('cancel')}</button>
    </div>`;
}

function warning({ t, draft, outcome, using }: FormScene) {
  if (using > 0) return html`<p class="warning" role="alert">${t('loseOptions', { count: using })}</p>`;
  if (!outcome) return nothing;
  const lines = (['kept', 'changed', 'lost'] as const).filter((part) => outcome[part] > 0);
  return html`<div class="warning" role="alert">
    ${t('losing', { type: t(draft.type) })}
    <ul>${lines.map((part) => html`<li>${t(part, { count: outcome[part] })}</li>`)}</ul>
  </div>`;
}

function optionList({ t, draft, change }: FormScene) {
  const { options } = draft;
  return html`<fieldset class="options">
    <legend class="label">${t('options')}</legend>
    ${options.map(
      ({ label }, nth) => html`<div class="option">
        <input class="field" maxlength="100" autocomplete="off" aria-label=${t('option', { nth: nth + 1 })} .value=${label}
          @input=${(event: Typed) =>
            change({
              options: options.map((one, index) =>
                index === nth ? { ...one, label: event.currentTarget.value } : one,
              ),
            })} />
        <button class="bare" type="button" aria-label=${t('removeOption', { name: label || t('option', { nth: nth + 1 }) })}
          @click=${() => change({ options: options.filter((_, index) => index !== nth) })}>${icon(X)}</button>
      </div>`,
    )}
    <button class="button quiet" type="button" @click=${() => change({ options: [...options, { label: '' }] })}>
      ${icon(Plus)} ${t('addOption')}
    </button>
  </fieldset>`;
}
