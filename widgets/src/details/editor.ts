// Owns the form that stands in a detail's place while somebody edits it.
import type { Words } from '@kith/sdk/words';
import { html, nothing, type TemplateResult } from 'lit';
import { X } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { Draft } from './draft.ts';
import { jobsForm } from './jobs-form.ts';
import type { Row } from './rows.ts';
import type { DetailsKey } from './words.ts';

export interface EditorScene {
  t: Words<DetailsKey>;
  row: Row;
  draft: Draft;
  /** Why it was not saved. */
  problem: string;
  saving: boolean;
  members: readonly { id: string; name: string }[];
  /** Offered while somebody types: tags, zones, people, companies. */
  offers: readonly string[];
  change(part: Partial<Draft>): void;
  /** Something was typed that offers depend on. */
  typed(text: string): void;
  save(): void;
  cancel(): void;
}

type Typed = Event & { currentTarget: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement };

/** The form of a row. Enter saves, Escape leaves. */
export function editor(scene: EditorScene): TemplateResult {
  const { t, problem, saving, row } = scene;
  return html`<form
    class="editor"
    part="editor"
    aria-label=${t('edit', { field: row.label })}
    @submit=${(event: Event) => {
      event.preventDefault();
      scene.save();
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      scene.cancel();
    }}
  >
    ${inputs(scene)} ${problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
    <div class="actions">
      <button class="button primary" part="save" type="submit" ?disabled=${saving}>${t('save')}</button>
      <button class="button quiet" type="button" @click=${scene.cancel}>${t('cancel')}</button>
    </div>
  </form>`;
}

function inputs(scene: EditorScene): TemplateResult {
  const { row, draft, t } = scene;
  switch (row.kind) {
    case 'tags':
      return tagsForm(scene);
    case 'employments':
      return jobsForm(scene);
    case 'member':
      return choice(scene, [['', t('nobody')], ...scene.members.map(({ id, name }): [string, string] => [id, name])]);
    case 'select':
      return choice(scene, [['', '—'], ...(row.options ?? []).map(({ key, label }): [string, string] => [key, label])]);
    case 'flag':
      return choice(scene, [
        ['false', t('no')],
        ['true', t('yes')],
      ]);
    case 'multi':
      return checks(scene);
    case 'long':
      return html`<textarea class="field" rows="4" maxlength="10000" aria-label=${row.label} .value=${draft.text}
        @input=${(event: Typed) => scene.change({ text: event.currentTarget.value })}></textarea>`;
    case 'money':
      return html`<div class="pair">
        ${line(scene, { label: t('amount'), mode: 'decimal' })}
        <input class="field code" maxlength="3" autocomplete="off" aria-label=${t('currency')} .value=${draft.currency}
          @input=${(event: Typed) => scene.change({ currency: event.currentTarget.value })} />
      </div>`;
    default:
      return line(scene, {
        label: row.label,
        mode: row.kind === 'number' ? 'decimal' : row.kind === 'url' ? 'url' : 'text',
      });
  }
}

function line(
  scene: EditorScene,
  { label, mode }: { label: string; mode: 'decimal' | 'url' | 'text' },
): TemplateResult {
  const { row, draft, t, offers } = scene;
  return html`<input
      class="field"
      type=${row.kind === 'date' ? 'date' : 'text'}
      inputmode=${mode}
      autocomplete="off"
      maxlength="10000"
      list=${offers.length > 0 ? 'offers' : nothing}
      aria-label=${label}
      placeholder=${row.kind === 'domains' ? t('domainHint') : nothing}
      .value=${draft.text}
      @input=${(event: Typed) => {
        scene.change({ text: event.currentTarget.value });
        scene.typed(event.currentTarget.value);
      }}
    />${offerList(offers)}`;
}

export const offerList = (offers: readonly string[]) =>
  offers.length === 0
    ? nothing
    : html`<datalist id="offers">${offers.map((offer) => html`<option value=${offer}></option>`)}</datalist>`;

const choice = ({ row, draft, change }: EditorScene, options: [value: string, name: string][]) => html`<select
  class="field"
  aria-label=${row.label}
  .value=${draft.text}
  @change=${(event: Typed) => change({ text: event.currentTarget.value })}
>
  ${options.map(([value, name]) => html`<option value=${value} ?selected=${value === draft.text}>${name}</option>`)}
</select>`;

function checks({ row, draft, change }: EditorScene) {
  const toggle = (key: string) =>
    change({ list: draft.list.includes(key) ? draft.list.filter((one) => one !== key) : [...draft.list, key] });
  return html`<fieldset class="checks">
    <legend class="unseen">${row.label}</legend>
    ${(row.options ?? []).map(
      ({ key, label }) => html`<label class="check">
        <input type="checkbox" .checked=${draft.list.includes(key)} @change=${() => toggle(key)} /> ${label}
      </label>`,
    )}
  </fieldset>`;
}

function tagsForm(scene: EditorScene) {
  const { draft, t, change, offers, row } = scene;
  const add = () => {
    const tag = draft.text.trim();
    if (tag === '') return false;
    const had = draft.list.some((one) => one.toLowerCase() === tag.toLowerCase());
    change({ text: '', list: had ? draft.list : [...draft.list, tag] });
    return true;
  };
  return html`<div class="chips">
      ${draft.list.map(
        (tag) => html`<span class="chip">${tag}
          <button class="bare" type="button" aria-label=${t('remove', { name: tag })}
            @click=${() => change({ list: draft.list.filter((one) => one !== tag) })}>${icon(X)}</button></span>`,
      )}
    </div>
    <input
      class="field"
      maxlength="60"
      autocomplete="off"
      list=${offers.length > 0 ? 'offers' : nothing}
      aria-label=${row.label}
      placeholder=${t('tagHint')}
      .value=${draft.text}
      @input=${(event: Typed) => {
        change({ text: event.currentTarget.value });
        scene.typed(event.currentTarget.value);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' && add()) event.preventDefault();
      }}
    />${offerList(offers)}`;
}
