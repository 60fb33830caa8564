// Owns saying how the file was read, and reading it in another way while it is still at hand.
import type { Import, ImportOptions } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Desk } from './desk.ts';
import type { ImportKey } from './words.ts';

export type Encoding = ImportOptions['encodings'][number];
export type Delimiter = ImportOptions['delimiters'][number];

/** What the person knows better than a guess. */
export interface Reading {
  encoding?: Encoding | undefined;
  delimiter?: Delimiter | undefined;
}

const scripts: Partial<Record<Encoding, ImportKey>> = {
  'windows-1250': 'script_central',
  'windows-1251': 'script_cyrillic',
  'windows-1252': 'script_western',
  'windows-1253': 'script_greek',
  'windows-1254': 'script_turkish',
  'koi8-r': 'script_cyrillic',
  ibm866: 'script_cyrillic',
  'iso-8859-2': 'script_central',
  shift_jis: 'script_japanese',
  gb18030: 'script_chinese',
  big5: 'script_chinese',
  'euc-kr': 'script_korean',
};
const marks: Record<Delimiter, ImportKey> = {
  ',': 'mark_comma',
  ';': 'mark_semicolon',
  '\t': 'mark_tab',
  '|': 'mark_bar',
};

export interface ReadingView {
  desk: Desk;
  t: Words<ImportKey>;
  current: Import;
}

/** Two choices while the file is at hand; else a word. */
export function readingOf({ desk, t, current }: ReadingView) {
  const { options } = desk;
  if (!desk.file || !options) return html`<p class="hint">${current.encoding.toUpperCase()}</p>`;
  const encoding = options.encodings.find((one) => one === current.encoding);
  const delimiter = options.delimiters.find((one) => one === current.delimiter);
  return html`<div class="reading"><label class="about"
      ><span>${t('encoding')}</span>
      <select
        class="field"
        ?disabled=${desk.busy}
        @change=${({ currentTarget }: Picked) =>
          void desk.reread({ delimiter, encoding: options.encodings.find((one) => one === currentTarget.value) })}
      >
        ${options.encodings.map(
          (one) => html`<option value=${one} .selected=${live(one === encoding)}>${encodingName(one, t)}</option>`,
        )}
      </select></label
    >
    ${
      current.delimiter === null
        ? nothing
        : html`<label class="about"
            ><span>${t('separator')}</span>
            <select
              class="field"
              ?disabled=${desk.busy}
              @change=${({ currentTarget }: Picked) =>
                void desk.reread({
                  encoding,
                  delimiter: options.delimiters.find((one) => one === currentTarget.value),
                })}
            >
              ${options.delimiters.map(
                (one) => html`<option value=${one} .selected=${live(one === delimiter)}>${t(marks[one])}</option>`,
              )}
            </select></label
          >`
    }</div>`;
}

type Picked = Event & { currentTarget: HTMLSelectElement };

function encodingName(encoding: Encoding, t: Words<ImportKey>): string {
  const script = scripts[encoding];
  const name = encoding.toUpperCase().replaceAll('_', '-');
  return script ? `${name} · ${t(script)}` : name;
}
