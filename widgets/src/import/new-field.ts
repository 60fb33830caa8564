// Owns adding an own field while columns are mapped: its name, its type after the column's values, and the request.
import { type Import, type ImportMapping, type KithClient, KithError, unwrap } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, LitElement, nothing } from 'lit';
import type { Desk } from './desk.ts';
import type { ImportKey } from './words.ts';

export const fieldTypes = ['text', 'number', 'date', 'url', 'select', 'multi_select'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A field that is being made for a column. */
export interface FieldDraft {
  /** Index of the column. */
  at: number;
  name: string;
  type: FieldType;
  /** What the column's values would give to choose from; types that it gives none are not offered. */
  options: { select: readonly string[]; multi_select: readonly string[] };
}

export const draftOf = (
  { name, fieldType, options = [], parts = [] }: Import['columns'][number],
  at: number,
): FieldDraft => ({
  at,
  name: name.slice(0, 60),
  type: fieldType ?? 'text',
  options: { select: options, multi_select: parts },
});

const optionsOf = ({ type, options }: FieldDraft): readonly string[] =>
  type === 'select' || type === 'multi_select' ? options[type] : [];

const recordTypes = { contacts: 'contact', companies: 'company', deals: 'deal' } as const;

/** Makes the field. @returns what the column is imported as. @throws KithError `field_refused` when the name will not do. */
export async function createField(client: KithClient, draft: FieldDraft, kind: ImportMapping['kind']): Promise<string> {
  const { name, type } = draft;
  const options = optionsOf(draft).map((label) => ({ label }));
  const body = { recordType: recordTypes[kind], name: name.trim(), type, options };
  try {
    const { key } = await unwrap(client.POST('/v1/custom-fields', { body }));
    return `field:${key}`;
  } catch (error) {
    if (!(error instanceof KithError) || error.code !== 'invalid_input') throw error;
    throw new KithError('field_refused', error.message, { cause: error });
  }
}

export function newFieldForm(desk: Desk, draft: FieldDraft, t: Words<ImportKey>) {
  const change = (changes: Partial<FieldDraft>) => desk.draftField({ ...draft, ...changes });
  return html`<form
    class="new-field"
    part="new-field"
    @submit=${(event: SubmitEvent) => add(event, desk, draft)}
    @keydown=${(event: KeyboardEvent) => leave(event, desk, draft)}
  >
    <input
      class="field"
      name="field-name"
      required
      maxlength="60"
      aria-label=${t('fieldName')}
      .value=${draft.name}
      @input=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => change({ name: currentTarget.value })}
    />
    <select
      class="field"
      aria-label=${t('fieldType')}
      @change=${({ currentTarget }: Event & { currentTarget: HTMLSelectElement }) =>
        change({ type: fieldTypes.find((type) => type === currentTarget.value) ?? 'text' })}
    >
      ${offered(draft).map((type) => html`<option value=${type} ?selected=${draft.type === type}>${t(`f_${type}`)}</option>`)}
    </select>
    <span class="pair">
      <button class="button" type="submit" ?disabled=${desk.busy}>${t('addField')}</button>
      <button class="button quiet" type="button" @click=${(event: Event) => cancel(event, desk, draft)}>${t('cancel')}</button>
    </span>
    ${optionList(optionsOf(draft), t)}
  </form>`;
}

const offered = ({ options }: FieldDraft) =>
  fieldTypes.filter((type) => (type !== 'select' && type !== 'multi_select') || options[type].length > 0);

/** What the new field will choose from, before it is made. */
function optionList(options: readonly string[], t: Words<ImportKey>) {
  if (options.length === 0) return nothing;
  return html`<div class="options" part="options">
    <span class="hint" id="option-count">${t('optionCount', { count: options.length })}</span>
    <ul aria-labelledby="option-count">
      ${options.map((option) => html`<li class="option">${option}</li>`)}
    </ul>
  </div>`;
}

/** Opens the form in a column's place and leads the keyboard there. */
export function openForm(select: HTMLSelectElement, desk: Desk, draft: FieldDraft): void {
  const root = select.getRootNode();
  desk.draftField(draft);
  void focusIn(root, '[name=field-name]');
}

function add(event: SubmitEvent, desk: Desk, draft: FieldDraft) {
  event.preventDefault();
  const root = event.target instanceof Node ? event.target.getRootNode() : undefined;
  void desk.addField().then(() => (desk.draft === undefined ? focusIn(root, `#target-${draft.at}`) : undefined));
}

function leave(event: KeyboardEvent, desk: Desk, draft: FieldDraft) {
  if (event.key === 'Escape') cancel(event, desk, draft);
}

function cancel(event: Event, desk: Desk, draft: FieldDraft) {
  const root = event.target instanceof Node ? event.target.getRootNode() : undefined;
  desk.draftField(undefined);
  void focusIn(root, `#target-${draft.at}`);
}

async function focusIn(root: Node | undefined, selector: string): Promise<void> {
  if (!(root instanceof ShadowRoot) || !(root.host instanceof LitElement)) return;
  await root.host.updateComplete;
  root.querySelector<HTMLElement>(selector)?.focus();
}
