// Owns <kith-import>: a file, what its columns mean, what would happen, the run, its report and its undo.
import type { LiveResource } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { compareSheet } from '../duplicates/duplicates.styles.ts';
import { duplicateWords } from '../duplicates/words.ts';
import { inputAttribute } from '../kit/attributes.ts';
import { codeOf } from '../kit/code-of.ts';
import { dialogSheet } from '../kit/dialog.ts';
import { KithElement } from '../kit/kith-element.ts';
import { explain } from '../kit/problem.ts';
import { errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { chooseStep, limitOf } from './choose.ts';
import { columnsSheet } from './columns.styles.ts';
import { columnsStep } from './columns.ts';
import { Desk } from './desk.ts';
import { importSheet } from './import.styles.ts';
import { isWorking } from './import-stage.ts';
import { previewSheet } from './preview.styles.ts';
import { previewStep, reportStep, undoneStep } from './report.ts';
import { stepsSheet } from './steps.styles.ts';
import { Twins } from './twins.ts';
import { importWords, isImportKey } from './words.ts';
import { workingStep } from './working.ts';

/**
 * `<kith-import>`: brings people, companies and deals in from a CSV or vCard file. Shows how each column is understood and
 * what would happen to each row before anything is written; runs with numbers and can be cancelled; says which rows were
 * refused and why; takes the whole import back.
 *
 * @attr import-id id of an import to show; empty: begin with a file.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-import-ended - an import has run; `detail.id` is its id. Bubbles, composed.
 * @fires kith-open - a person is to be shown; `detail.type` and `detail.id`. Bubbles, composed, cancelable.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart drop - the place for a file. @csspart choose - the button for one.
 * @csspart recent - earlier imports. @csspart columns - the table of columns. @csspart new-field - the form for a field that a column becomes. @csspart options - what such a field would choose from. @csspart preview - the button to the preview.
 * @csspart tabs - the tabs by outcome. @csspart rows - the table of rows. @csspart join - the button that makes one person of rows that look alike. @csspart compare - two people side by side. @csspart run - the button that imports.
 * @csspart progress - what stands while a job works. @csspart save - the button for the refused rows. @csspart undo - the button that undoes.
 * @csspart error - an error. @csspart retry - its button. @csspart stale - the badge while live changes are not coming.
 * @csspart empty - what stands for nothing.
 *
 * @cssprop [--kith-import-height=640px] - height, the same before and after the data.
 */
export class KithImport extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    stateSheet,
    dialogSheet,
    compareSheet,
    importSheet,
    columnsSheet,
    previewSheet,
    stepsSheet,
  ];
  static override properties: PropertyDeclarations = {
    importId: { ...inputAttribute, attribute: 'import-id' },
    over: { state: true },
  };

  declare importId: string;
  /** A file is held over the place for one. */
  declare private over: boolean;

  protected override readonly resources: readonly LiveResource[] = ['imports', 'jobs'];
  #desk: Desk | undefined;
  readonly #twins = new Twins({
    element: this,
    language: () => this.language,
    session: () => this.active,
    desk: () => this.#desk,
    words: () => duplicateWords(this.language, this.respeak),
  });
  #ended = '';

  constructor() {
    super();
    this.importId = '';
    this.over = false;
  }

  protected override load(): void {
    if (!this.active) return;
    this.#desk?.stop();
    this.#desk = new Desk(this.active, () => this.#deskChanged());
    void this.#desk.start(this.importId);
  }

  protected override resume(): void {
    void this.#desk?.refresh();
  }

  protected override pause(): void {
    this.#desk?.stop();
  }

  protected override forget(): void {
    this.#twins.close();
    this.#desk?.stop();
    this.#desk = undefined;
  }

  protected override changed(): void {
    void this.#desk?.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('importId') && changes.get('importId') !== undefined) this.load();
  }

  #deskChanged() {
    this.requestUpdate();
    const current = this.#desk?.current;
    if (current?.state !== 'done' || this.#ended === current.id) return;
    this.#ended = current.id;
    const detail = { id: current.id };
    this.dispatchEvent(new CustomEvent('kith-import-ended', { bubbles: true, composed: true, detail }));
  }

  get #words() {
    return importWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t('title')}>
      <div class="head"><h2>${t('title')}</h2>${staleBadge(this.live === 'down', t)}</div>
      ${this.#problem()}
      <div class="body">${this.#body()}</div>
      ${this.#twins.draw()}
    </section>`;
  }

  #problem() {
    const problem = this.#desk?.problem;
    if (problem === undefined || !this.#desk) return nothing;
    const t = this.#words;
    const code = codeOf(problem);
    const own = `${code}Do`;
    const said =
      isImportKey(code) && isImportKey(own)
        ? { title: t(code, { limit: limitOf(this.#desk) }), advice: t(own) }
        : explain(problem, t);
    return html`<p class="problem" role="alert"><strong>${said.title}.</strong> ${said.advice}</p>`;
  }

  #body() {
    const t = this.#words;
    const desk = this.#desk;
    const error = this.active ? desk?.error : this.sessionError;
    if (error !== undefined) return errorState(error, t, () => (this.active ? this.load() : this.retrySession()));
    if (!desk?.options) return html`<div class="drop waiting" aria-busy="true"></div>`;
    const { current, mapping } = desk;
    const view = { desk, t, language: this.language };
    if (!current || !mapping) {
      const setOver = (over: boolean) => {
        this.over = over;
      };
      return chooseStep({ ...view, over: this.over, setOver });
    }
    if (isWorking(current)) return workingStep(desk, current, t);
    if (current.state === 'uploaded' || current.state === 'planning') return columnsStep({ ...view, current, mapping });
    if (current.state === 'planned') return previewStep({ desk, t, current, twins: this.#twins });
    if (current.state === 'undone') return undoneStep({ desk, t, current });
    return reportStep({ desk, t, current, twins: this.#twins });
  }
}
