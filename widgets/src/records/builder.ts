// Owns drawing the filter for editing: groups of conditions, each a line of field, operator and value.
import type { FilterCondition, FilterTree, ViewField } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing, type TemplateResult } from 'lit';
import { FolderPlus, Plus, X } from 'lucide';
import { icon } from '../kit/icons.ts';
import type { Choices } from './choices.ts';
import { currencyFor, type Group, groupOf, newCondition, treeOf, valueFor } from './draft.ts';
import { fieldName, operatorName } from './labels.ts';
import { select, valueInput } from './value-input.ts';
import type { RecordsKey } from './words.ts';

export interface BuilderView {
  fields: ReadonlyMap<string, ViewField>;
  choices: Choices;
  t: Words<RecordsKey>;
}

/** As deep as the server lets filters be. */
const deepest = 4;

/** A group and everything in it. @param set is called with the group as it is to be. */
export function drawGroup(view: BuilderView, group: Group, set: (group: Group) => void, level = 1): TemplateResult {
  const { t } = view;
  const put = (index: number, node: FilterTree | null) => {
    const nodes = group.nodes.flatMap((one, place) => (place === index ? (node ?? []) : one));
    set({ ...group, nodes });
  };
  const add = (node: FilterTree) => set({ ...group, nodes: [...group.nodes, node] });
  return html`<div class="group" part="group" role="group" aria-label=${t(group.join === 'all' ? 'matchAll' : 'matchAny')}>
    ${group.nodes.length > 1 || level > 1 ? joinSelect(view, group, set) : nothing}
    ${group.nodes.map((node, index) => drawNode(view, node, { level, put: (next) => put(index, next) }))}
    <div class="adders">
      <button class="button quiet" type="button" @click=${() => addFirst(view, add)}>${icon(Plus)} ${t('addCondition')}</button>
      ${
        level < deepest
          ? html`<button class="button quiet" type="button" @click=${() => addFirst(view, (node) => add({ any: [node] }))}>
              ${icon(FolderPlus)} ${t('addGroup')}
            </button>`
          : nothing
      }
    </div>
  </div>`;
}

function addFirst({ fields }: BuilderView, add: (node: FilterTree) => void): void {
  const [first] = fields.values();
  if (first) add(newCondition(first));
}

function joinSelect({ t }: BuilderView, group: Group, set: (group: Group) => void) {
  const options = [
    { key: 'all', label: t('matchAll') },
    { key: 'any', label: t('matchAny') },
  ];
  const put = (key: string) => set({ ...group, join: key === 'any' ? 'any' : 'all' });
  return html`<div class="join">${select(group.join, options, { label: t('join'), set: put })}</div>`;
}

interface Placed {
  level: number;
  put(node: FilterTree | null): void;
}

function drawNode(view: BuilderView, node: FilterTree, { level, put }: Placed) {
  const group = groupOf(node);
  if (!group) return 'field' in node ? drawCondition(view, node, put) : nothing;
  return html`<div class="nested">
    ${drawGroup(view, group, (next) => put(next.nodes.length > 0 ? treeOf(next) : null), level + 1)}
    ${remover(view, 'removeGroup', () => put(null))}
  </div>`;
}

function drawCondition(view: BuilderView, condition: FilterCondition, put: Placed['put']) {
  const { fields, choices, t } = view;
  const field = fields.get(condition.field);
  if (!field) {
    return html`<div class="condition gone"><span class="lost">${t('goneField')}: ${condition.field.replace(/^fields\./, '')}</span>
      ${remover(view, 'removeCondition', () => put(null))}</div>`;
  }
  const operators = field.operators.map((key) => ({ key, label: operatorName(key, t) }));
  const setOperator = (key: string) => {
    const op = field.operators.find((one) => one === key);
    if (op) put({ field: field.key, op, ...kept(field, condition, op), ...currencyFor(field, op, condition.currency) });
  };
  return html`<div class="condition" part="condition">
    ${fieldSelect(view, field, put)}
    ${select(condition.op, operators, { label: t('operator'), set: setOperator })}
    <span class="value">${valueInput({ field, condition, choices, t, put, set: (value) => put({ ...condition, value }) })}</span>
    ${remover(view, 'removeCondition', () => put(null))}
  </div>`;
}

/** The value stays where the new operator takes the same kind. */
function kept(field: ViewField, { op, value }: FilterCondition, next: string): { value?: unknown } {
  const kind = (one: string) => {
    if (['in', 'between', 'is_empty', 'is_filled'].includes(one)) return one;
    return one.endsWith('_days') ? 'days' : 'one';
  };
  return kind(op) === kind(next) && value !== undefined ? { value } : valueFor(field.type, next);
}

function fieldSelect({ fields, t }: BuilderView, chosen: ViewField, put: Placed['put']) {
  // Companies and people by id are for who picks them elsewhere; here their names are asked for.
  const offered = [...fields.values()].filter((field) => field.of !== 'company' && field.of !== 'contact');
  const option = (field: ViewField) =>
    html`<option value=${field.key} ?selected=${field.key === chosen.key}>${fieldName(field, t)}</option>`;
  const own = offered.filter(({ label }) => label !== null);
  const change = (event: Event & { currentTarget: HTMLSelectElement }) => {
    const field = fields.get(event.currentTarget.value);
    if (field) put(newCondition(field));
  };
  return html`<select class="field" aria-label=${t('field')} @change=${change}>
    ${offered.includes(chosen) ? nothing : option(chosen)}
    ${offered.filter(({ label }) => label === null).map(option)}
    ${own.length > 0 ? html`<optgroup label=${t('ownFields')}>${own.map(option)}</optgroup>` : nothing}
  </select>`;
}

const remover = ({ t }: BuilderView, key: 'removeCondition' | 'removeGroup', remove: () => void) =>
  html`<button class="icon-button" type="button" aria-label=${t(key)} @click=${remove}>${icon(X)}</button>`;
