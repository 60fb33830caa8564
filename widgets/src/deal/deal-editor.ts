// Owns changing a deal in place: what was typed stays until it is saved, and what was saved can be undone.
import type { ChangedDeal, CustomField, DealMove, DealPatch } from '@kith/sdk';
import { type Language, stageName, type Words } from '@kith/sdk/words';
import type { LostDialog } from '../kit/lost-dialog.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import type { DealData, Written } from './deal-data.ts';
import { ownPatch, patchFor, type TextField } from './deal-fields.ts';
import type { DealKey } from './words.ts';

interface Host {
  element: Element;
  data: DealData;
  lost: LostDialog;
  changed(): void;
  session(): KithSession | undefined;
  language(): Language;
  words(): Words<DealKey>;
}

interface Problem {
  key: DealKey;
  code: string;
}

export class DealEditor {
  /** What was typed and is not saved, by field. */
  readonly drafts = new Map<string, string>();
  readonly problems = new Map<string, Problem>();
  /** The currency for the next amount, when the deal has none. */
  currency = '';
  readonly #saving = new Set<string>();
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Notes what is being typed: an answer that comes meanwhile must not take it away. */
  type(field: string, text: string): void {
    this.drafts.set(field, text);
  }

  /**
   * Saves what was typed, if anything was.
   * @param left true when the field was only left: then what is in question is not saved.
   */
  settle(field: string, left: boolean, commit: (text: string) => void): void {
    const text = this.drafts.get(field);
    const asked = this.problems.get(field)?.key === 'changedMeanwhile';
    if (text === undefined || this.#saving.has(field) || (left && asked)) return;
    commit(text);
  }

  forget(): void {
    this.drafts.clear();
    this.problems.clear();
    this.currency = '';
  }

  /** Takes what was typed back. */
  discard(field: string): void {
    this.drafts.delete(field);
    this.problems.delete(field);
    this.#host.changed();
  }

  commitText(field: TextField, text: string): void {
    const patch = patchFor(field, text, this.#currency);
    if (typeof patch === 'string') this.#refuse(field, text, { key: patch, code: '' });
    else void this.#commit(field, patch, text);
  }

  commitOwn(field: CustomField, text: string): void {
    const patch = ownPatch(field, text);
    if (patch) void this.#commit(field.key, patch, text);
    else this.#refuse(field.key, text, { key: 'badNumber', code: '' });
  }

  commit(field: string, patch: DealPatch): void {
    void this.#commit(field, patch, undefined);
  }

  chooseCurrency(currency: string): void {
    this.currency = currency;
    const amount = this.#host.data.deal?.amount ?? null;
    if (amount !== null) this.commit('amount', { amount, currency });
    else this.#host.changed();
  }

  /** Moves it to a stage; one that loses asks why first. */
  async move(stage: { id: string; kind: string }): Promise<void> {
    const { data, lost } = this.#host;
    const name = data.deal?.name ?? '';
    const reason = stage.kind === 'lost' ? await lost.ask(name) : '';
    if (reason === undefined) return this.#host.changed();
    const move: DealMove = { stageId: stage.id, ...(reason ? { lostReason: reason } : {}) };
    const written = await data.move(move);
    this.#after('stage', written, undefined, (deal) => {
      const t = this.#host.words();
      const key = deal.stage.kind === 'won' ? 'wonTold' : deal.stage.kind === 'lost' ? 'lostTold' : 'movedTold';
      return t(key, { name: deal.name, stage: stageName(deal.stage.name, this.#host.language()) });
    });
  }

  async remove(): Promise<void> {
    const t = this.#host.words();
    this.#after('deal', await this.#host.data.remove(), undefined, (deal) => t('deletedTold', { name: deal.name }));
  }

  async restore(): Promise<void> {
    await this.#host.data.restore().catch(() => this.#refuse('deal', undefined, { key: 'notSavedOffline', code: '' }));
  }

  get #currency() {
    return this.#host.data.deal?.currency ?? (this.currency || 'EUR');
  }

  async #commit(field: string, patch: DealPatch, text: string | undefined) {
    const t = this.#host.words();
    this.#saving.add(field);
    const written = await this.#host.data.save(patch);
    this.#saving.delete(field);
    // Who typed on meanwhile goes on from there.
    const typedOn = text !== undefined && this.drafts.get(field) !== text ? this.drafts.get(field) : undefined;
    this.#after(field, written, text, () => t('savedTold'));
    if (typedOn !== undefined) this.type(field, typedOn);
  }

  #after(field: string, written: Written, text: string | undefined, told: (deal: ChangedDeal) => string) {
    if (written.is === 'conflict') return this.#refuse(field, text, { key: 'changedMeanwhile', code: '' });
    if (written.is === 'failed') {
      const key = written.code === 'unreachable' ? 'notSavedOffline' : 'notSaved';
      return this.#refuse(field, text, { key, code: written.code });
    }
    this.discard(field);
    if (written.deal.undoToken) this.#toast(told(written.deal), written.deal.undoToken);
  }

  #refuse(field: string, text: string | undefined, problem: Problem) {
    if (text !== undefined) this.drafts.set(field, text);
    this.problems.set(field, problem);
    this.#host.changed();
  }

  #toast(text: string, undoToken: string) {
    const { element, data } = this.#host;
    const onUndone = () => void data.refresh();
    const [language, session] = [this.#host.language(), this.#host.session()];
    void showToast({ near: element, language, session, text, undoToken, onUndone });
  }
}
