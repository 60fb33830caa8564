// Owns the bar that stands over selected records: what is to be done to them, how far it is, and what is told of it.
import { html, nothing } from 'lit';
import { Trash2, X } from 'lucide';
import type { Given } from '../board/board-reader.ts';
import { clientOf } from '../kit/client.ts';
import { icon } from '../kit/icons.ts';
import { explain } from '../kit/problem.ts';
import { progressBar, wholeNumber } from '../kit/progress.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import { undoChange } from '../kit/undo-change.ts';
import { changeInput, changeOf, changeOptions } from './bulk-change.ts';
import { type Change, editMany, idsOf, type Outcome } from './bulk-edit.ts';
import type { RecordsHost } from './records-host.ts';
import { Selection } from './selection.ts';

interface Host extends RecordsHost {
  given(): Given | undefined;
  /** Records are to be read again. */
  refresh(): void;
}

export class BulkDesk {
  readonly selection = new Selection();
  #what = 'addTags';
  #work: { total: number; done: number; stop: AbortController | null } | undefined;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  forget(): void {
    this.#work?.stop?.abort();
    this.selection.clear();
  }

  /** @param more true while the view has records that are not loaded. */
  draw(more: boolean) {
    const { selection } = this;
    const t = this.#host.words();
    if (this.#work) return this.#drawWork();
    if (!selection.some) return nothing;
    const text = selection.all ? t('allSelected') : t('selected', { count: selection.count });
    return html`<div class="bulk" part="bulk" role="group" aria-label=${text}>
      <strong role="status">${text}</strong>
      ${
        more && !selection.all
          ? html`<button class="button quiet" type="button" @click=${() =>
              this.#select(() => {
                selection.all = true;
              })}>${t('selectAll')}</button>`
          : nothing
      }
      <form class="change" @submit=${this.#submit}>
        <select class="field" aria-label=${t('change')} .value=${this.#what} @change=${this.#choose}>
          ${changeOptions(this.#view())}
        </select>
        ${changeInput(this.#view(), this.#what)}
        <button class="button primary" type="submit">${t('apply')}</button>
      </form>
      <button class="button quiet" type="button" @click=${() => void this.#run({ delete: true })}>${icon(Trash2)} ${t('deleteMany')}</button>
      <button class="icon-button" type="button" aria-label=${t('selectNone')} title=${t('selectNone')} @click=${() => this.#select(() => selection.clear())}>${icon(X)}</button>
    </div>`;
  }

  #drawWork() {
    const t = this.#host.words();
    const { total = 0, done = 0, stop } = this.#work ?? {};
    const [of, to] = [done, total].map((count) => wholeNumber(count, this.#host.language()));
    return html`<div class="bulk" part="bulk">
      ${progressBar({ label: t('working'), done, total: total || null, text: total ? t('doneOf', { done: of ?? '', total: to ?? '' }) : t('working') })}
      ${stop ? html`<button class="button" type="button" @click=${() => stop.abort()}>${t('stop')}</button>` : nothing}
    </div>`;
  }

  #view() {
    const { known, language, words } = this.#host;
    return { fields: known.fields, choices: known.choicesIn(language()), t: words() };
  }

  #select(change: () => void) {
    change();
    this.#host.changed();
  }

  readonly #choose = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLSelectElement)
      this.#select(() => {
        this.#what = currentTarget.value;
      });
  };

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const written = String(new FormData(event.currentTarget).get('value') ?? '');
    void this.#run(changeOf(this.#view(), this.#what, written));
  };

  async #run(change: Change): Promise<void> {
    const session = this.#host.session();
    const given = this.#host.given();
    if (!session || !given || this.#work) return;
    const resource = this.#host.resource();
    const work = { total: 0, done: 0, stop: new AbortController() };
    this.#work = work;
    this.#host.changed();
    let outcome: Outcome;
    try {
      const { ids, capped } = this.selection.all
        ? await idsOf(clientOf(session), resource, given)
        : { ids: this.selection.ids, capped: false };
      if (capped) return this.#tell(this.#host.words()('tooMany'), true);
      work.total = ids.length;
      const told = (done: number) => {
        work.done = done;
        this.#host.changed();
      };
      outcome = await editMany(session, { resource, ids, change }, { signal: work.stop.signal, told });
    } catch (error) {
      outcome = { changed: 0, undoTokens: [], error };
    } finally {
      this.#work = undefined;
      this.#host.changed();
    }
    this.#conclude(session, change, outcome);
  }

  #conclude(session: KithSession, change: Change, { changed, undoTokens, error }: Outcome) {
    const t = this.#host.words();
    const said = t(change.delete ? 'deletedMany' : 'changedMany', { count: changed });
    const why = error === undefined ? '' : ` ${t('restLeft')}: ${explain(error, t).title}`;
    const undo = () => this.#undo(session, undoTokens);
    if (error === undefined) this.selection.clear();
    this.#tell(`${said}${why}`, error !== undefined, undoTokens.length > 0 ? undo : undefined);
    this.#host.changed();
    this.#host.refresh();
  }

  /** Shows how far it is, where that takes a while; it cannot be stopped from here. */
  async #undo(session: KithSession, undoTokens: string[]) {
    const told = (done: number, total: number | null) => {
      this.#work = { done, total: total ?? 0, stop: null };
      this.#host.changed();
    };
    try {
      for (const token of undoTokens) await undoChange(session, token, told);
    } finally {
      if (this.#work?.stop === null) this.#work = undefined;
      this.#host.changed();
    }
  }

  #tell(text: string, problem: boolean, undo?: () => Promise<unknown>) {
    const { element, refresh } = this.#host;
    const language = this.#host.language();
    void showToast({ near: element, language, text, problem, ...(undo ? { undo, onUndone: refresh } : {}) });
  }
}
