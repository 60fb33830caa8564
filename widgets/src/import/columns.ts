// Owns the second step: what each column means, and what happens to whom is there already.
import type { Import, ImportMapping } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { countriesIn } from './countries.ts';
import type { Desk } from './desk.ts';
import { draftOf, newFieldForm, openForm } from './new-field.ts';
import { readingOf } from './reading.ts';
import { sayProgram, sayTarget } from './say.ts';
import type { ImportKey } from './words.ts';

export interface ColumnsView {
  desk: Desk;
  t: Words<ImportKey>;
  language: Language;
  current: Import;
  mapping: ImportMapping;
}

type Pick = Event & { currentTarget: HTMLSelectElement };

export function columnsStep(view: ColumnsView) {
  const { desk, t, current } = view;
  return html`${summary(view)}
    <div class="scroll" tabindex="0" role="region" aria-label=${t('columnsTitle')}>
      <table class="table" part="columns">
        <thead>
          <tr>
            <th scope="col">${t('column')}</th>
            <th scope="col" class="wide">${t('samples')}</th>
            <th scope="col">${t('importAs')}</th>
          </tr>
        </thead>
        <tbody>
          ${current.columns.map((column, at) => columnRow(view, column, at))}
        </tbody>
      </table>
      ${settings(view)}
    </div>
    <div class="foot">
      <button class="button quiet" type="button" @click=${() => void desk.close()}>${t('back')}</button>
      <button class="button primary" part="preview" type="button" ?disabled=${desk.busy} @click=${() => void desk.plan()}>
        ${t('preview')}
      </button>
    </div>`;
}

function summary({ desk, t, current, mapping }: ColumnsView) {
  const kinds = ['contacts', 'companies', 'deals'] as const;
  return html`<div class="summary">
    <p class="name" title=${current.fileName}>${current.fileName}</p>
    <p class="hint">
      ${t('rows', { count: current.rowCount })}
      ${current.source === null ? nothing : html` · ${t('from', { source: sayProgram(current.source) })}`}
    </p>
    <label class="about"
      ><span>${t('about')}</span>
      <select
        class="field"
        @change=${({ currentTarget }: Pick) => {
          const kind = kinds.find((one) => one === currentTarget.value) ?? 'contacts';
          desk.change({ kind, targets: targetsFor(desk, mapping, kind) });
        }}
      >
        ${kinds.map((kind) => html`<option value=${kind} ?selected=${mapping.kind === kind}>${t(`kind_${kind}`)}</option>`)}
      </select></label
    >
    ${readingOf({ desk, t, current })}
  </div>`;
}

/** What the new kind has no field for is left out. */
function targetsFor({ options }: Desk, { targets }: ImportMapping, kind: ImportMapping['kind']) {
  const known = new Set(options?.targets.filter((one) => one.kind === kind).map(({ target }) => target));
  return targets.map((target) => (target !== null && known.has(target) ? target : null));
}

/** A value that no target can have: it opens the form for a new field. */
const newField = 'new field';

function columnRow(view: ColumnsView, column: Import['columns'][number], at: number) {
  const { desk, t } = view;
  return html`<tr>
    <th scope="row" class="name" title=${column.name}>${column.name}</th>
    <td class="wide"><span class="samples" title=${column.samples.join(' · ')}>${column.samples.join(' · ')}</span></td>
    <td>${targetChoice(view, column, at)}</td>
  </tr>
  ${
    desk.draft?.at === at
      ? html`<tr>
          <td colspan="3">${newFieldForm(desk, desk.draft, t)}</td>
        </tr>`
      : nothing
  }`;
}

function targetChoice({ desk, t, mapping }: ColumnsView, column: Import['columns'][number], at: number) {
  const chosen = desk.draft?.at === at ? newField : (mapping.targets[at] ?? null);
  const choices = desk.options?.targets.filter(({ kind }) => kind === mapping.kind) ?? [];
  return html`<select
    class="field ${chosen === null ? 'out' : ''}"
    id="target-${at}"
    aria-label=${t('targetOf', { column: column.name })}
    @change=${({ currentTarget }: Pick) =>
      currentTarget.value === newField
        ? openForm(currentTarget, desk, draftOf(column, at))
        : choose(desk, at, currentTarget.value || null)}
  >
    <option value="" .selected=${live(chosen === null)}>${t('leaveOut')}</option>
    ${choices.map(
      ({ target, name }) =>
        html`<option value=${target} .selected=${live(chosen === target)}>${sayTarget(target, name, t)}</option>`,
    )}
    ${desk.mayAddFields ? html`<option value=${newField} .selected=${live(chosen === newField)}>${t('newField')}</option>` : nothing}
  </select>`;
}

function choose(desk: Desk, at: number, target: string | null) {
  if (desk.draft?.at === at) desk.draftField(undefined);
  if (desk.mapping) desk.change({ targets: desk.mapping.targets.with(at, target) });
}

function settings(view: ColumnsView) {
  const { desk, t, current, mapping, language } = view;
  const unclear = current.columns.some(({ dateOrder }) => dateOrder === 'ambiguous');
  return html`<div class="settings">
    ${choice(
      t('existing'),
      mapping.existing ?? 'fill',
      [...(['fill', 'overwrite', 'skip'] as const)].map((value) => ({ value, word: t(`existing_${value}`) })),
      (value) => desk.change({ existing: value === 'overwrite' || value === 'skip' ? value : 'fill' }),
    )}
    ${
      mapping.kind === 'contacts'
        ? choice(
            t('alikeRows'),
            mapping.alikeRows ?? 'apart',
            (['apart', 'join'] as const).map((value) => ({ value, word: t(`alike_${value}`) })),
            (value) => desk.change({ alikeRows: value === 'join' ? 'join' : 'apart' }),
          )
        : nothing
    }
    ${choice(
      t('phoneCountry'),
      mapping.phoneCountry ?? '',
      [
        { value: '', word: t('noCountry') },
        ...countriesIn(language).map(({ code, name }) => ({ value: code, word: name })),
      ],
      (value) => desk.change({ phoneCountry: value || null }),
    )}
    ${
      unclear
        ? choice(
            t('dateOrder'),
            mapping.dateOrder ?? '',
            [
              { value: '', word: t('order_none') },
              { value: 'dmy', word: t('order_dmy') },
              { value: 'mdy', word: t('order_mdy') },
            ],
            (value) => desk.change({ dateOrder: value === 'dmy' || value === 'mdy' ? value : null }),
          )
        : nothing
    }
    ${
      mapping.kind === 'deals'
        ? html`<label
            ><span>${t('currency')}</span>
            <input
              class="field"
              maxlength="3"
              .value=${mapping.currency ?? ''}
              @change=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) =>
                desk.change({ currency: currentTarget.value.trim().toUpperCase() || null })}
          /></label>`
        : nothing
    }
    <label class="check"
      ><input
        type="checkbox"
        .checked=${mapping.restoreDeleted ?? false}
        @change=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) =>
          desk.change({ restoreDeleted: currentTarget.checked })}
      /><span>${t('restoreDeleted')}</span></label
    >
  </div>`;
}

function choice(
  label: string,
  chosen: string,
  values: { value: string; word: string }[],
  change: (value: string) => void,
) {
  return html`<label
    ><span>${label}</span>
    <select class="field" @change=${({ currentTarget }: Pick) => change(currentTarget.value)}>
      ${values.map(({ value, word }) => html`<option value=${value} ?selected=${chosen === value}>${word}</option>`)}
    </select></label
  >`;
}
