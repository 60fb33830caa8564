// Owns moving cards: what is in hand, what is asked before it is dropped, and what people are told of it.
import type { ChangedDeal, DealListItem } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { codeOf } from '../kit/code-of.ts';
import type { LostDialog } from '../kit/lost-dialog.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import type { BoardData } from './board-data.ts';
import { type Columns, findDeal, type Place } from './board-model.ts';
import { Carry, type Spot } from './carry.ts';
import type { BoardKey } from './words.ts';

interface Host {
  element: Element;
  data: BoardData;
  lost: LostDialog;
  changed(): void;
  session(): KithSession | undefined;
  language(): Language;
  words(): Words<BoardKey>;
}

export class Hand {
  /** What was last said to people who do not see it. */
  said = '';
  #carry: Carry | undefined;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** The board with the card in hand where it would be dropped. */
  get columns(): Columns {
    const { columns } = this.#host.data;
    return this.#carry?.shown(columns) ?? columns;
  }

  /** Id of the card in hand, empty for none. */
  get lifted(): string {
    return this.#carry?.id ?? '';
  }

  get byKeys(): boolean {
    return this.#carry?.by === 'keys';
  }

  /** False when the deal is not on the board, or another card is in hand. */
  lift(id: string, by: Carry['by']): boolean {
    if (this.#carry) return false;
    this.#carry = Carry.lift(this.#host.data.columns, id, by);
    this.#say('lifted');
    return this.#carry !== undefined;
  }

  over(spot: Spot): void {
    if (this.#carry?.over(spot)) this.#host.changed();
  }

  /** One step by an arrow. */
  step(key: string): void {
    if (this.#carry?.step(this.#host.data.columns, key)) this.#say('place');
  }

  cancel(): void {
    if (!this.#carry) return;
    this.#say('putBack');
    this.#carry = undefined;
    this.#host.changed();
  }

  async drop(): Promise<void> {
    const carry = this.#carry;
    const { data, lost } = this.#host;
    const place = carry?.dropped(data.columns);
    const found = carry && findDeal(data.columns, carry.id);
    if (!carry || !place || !found) return this.cancel();
    const target = data.columns.find(({ id }) => id === place.stageId);
    const toLost = target?.kind === 'lost' && found.column.id !== target.id;
    const lostReason = toLost ? await lost.ask(found.deal.name) : undefined;
    if (toLost && lostReason === undefined) return this.cancel();
    this.#say('droppedAt');
    this.#carry = undefined;
    await this.#move(found.deal, place, lostReason);
  }

  async #move(deal: DealListItem, place: Place, lostReason: string | undefined): Promise<void> {
    const { data } = this.#host;
    try {
      const answer = await data.move({ id: deal.id, place, ...(lostReason ? { lostReason } : {}) });
      if (answer.stage.id !== deal.stage.id) this.#tell(answer);
    } catch (error) {
      const code = codeOf(error);
      const gone = code === 'not_found' || code === 'stage_gone';
      const key = code === 'unreachable' ? 'notMovedOffline' : gone ? 'notMovedGone' : 'notMoved';
      this.#toast(this.#host.words()(key, { name: deal.name, code }), { problem: true });
    }
  }

  #tell(deal: ChangedDeal) {
    const { kind, name: stage } = deal.stage;
    const key = kind === 'won' ? 'wonTold' : kind === 'lost' ? 'lostTold' : 'movedTo';
    this.#toast(this.#host.words()(key, { name: deal.name, stage }), { undoToken: deal.undoToken });
  }

  #toast(text: string, more: { problem?: boolean; undoToken?: string | null | undefined }) {
    const { element, data } = this.#host;
    const onUndone = () => void data.refresh();
    void showToast({
      near: element,
      language: this.#host.language(),
      session: this.#host.session(),
      text,
      onUndone,
      ...more,
    });
  }

  #say(key: 'lifted' | 'place' | 'droppedAt' | 'putBack') {
    const t = this.#host.words();
    const found = findDeal(this.columns, this.lifted);
    if (!found) return;
    const { column, index, deal } = found;
    const place = t('place', { position: index + 1, count: column.count, stage: column.name });
    this.said = key === 'place' ? place : t(key, { name: deal.name, place });
    this.#host.changed();
  }
}
