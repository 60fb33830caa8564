// Owns everything by which cards are moved: the hand that holds one, the keys, the pointer, and what a lost deal is asked.
import type { Language, Words } from '@kith/sdk/words';
import type { LitElement } from 'lit';
import { LostDialog } from '../kit/lost-dialog.ts';
import { openRecord } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import type { BoardContext } from './board-context.ts';
import type { BoardData } from './board-data.ts';
import { CardFocus } from './card-focus.ts';
import { CardDrag } from './drag.ts';
import { Hand } from './hand.ts';
import type { BoardKey } from './words.ts';

interface Host {
  element: LitElement;
  data: BoardData;
  context: BoardContext;
  changed(): void;
  session(): KithSession | undefined;
  language(): Language;
  words(): Words<BoardKey>;
}

export class CardMoves {
  readonly hand: Hand;
  readonly focus: CardFocus;
  readonly drag: CardDrag;
  readonly #lost: LostDialog;

  constructor({ element, context, ...host }: Host) {
    this.#lost = new LostDialog(host.changed);
    const hand = new Hand({ ...host, element, lost: this.#lost });
    this.hand = hand;
    this.focus = new CardFocus({
      hand,
      root: () => element.renderRoot,
      mayMove: () => context.mayWrite,
      changed: host.changed,
      open: (id) => openRecord(element, { type: 'deal', id }),
    });
    this.drag = new CardDrag({
      board: () => element.renderRoot.querySelector<HTMLElement>('.columns'),
      mayDrag: () => context.mayWrite && hand.lifted === '',
      lift: (id) => hand.lift(id, 'pointer'),
      over: (spot) => hand.over(spot),
      drop: () => void hand.drop(),
      cancel: () => hand.cancel(),
    });
  }

  /** The question before a deal is lost. */
  drawQuestion(t: Words<BoardKey>) {
    return this.#lost.draw(t);
  }
}
