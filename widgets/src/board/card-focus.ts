// Owns which card has the focus, and what keys and clicks on cards do.
import { boardKeys, cardAfterKey } from './board-keys.ts';
import type { Hand } from './hand.ts';

interface Host {
  hand: Hand;
  root(): ParentNode;
  mayMove(): boolean;
  changed(): void;
  /** A card was picked. */
  open(dealId: string): void;
}

export class CardFocus {
  #focused = '';
  /** The card that keys led to gets the focus once it stands there. */
  #refocus = false;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Id of the card where the keyboard enters the board; empty when there is none. */
  get entrance(): string {
    const cards = this.#host.hand.columns.flatMap(({ deals }) => deals);
    return cards.some(({ id }) => id === this.#focused) ? this.#focused : (cards[0]?.id ?? '');
  }

  /** Focus goes to a card, when it is drawn. */
  goTo(id: string): void {
    this.#focused = id;
    this.#refocus = true;
    this.#host.changed();
  }

  /** To be called after each drawing. */
  settle(): void {
    if (!this.#refocus) return;
    const card = this.#host.root().querySelector<HTMLElement>(`.card[data-id="${CSS.escape(this.#focused)}"]`);
    if (!card) return;
    this.#refocus = false;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  readonly onFocus = (event: Event) => {
    this.#focused = cardIdAt(event) ?? this.#focused;
  };

  readonly onClick = (event: Event) => {
    const id = cardIdAt(event);
    if (id) this.#host.open(id);
  };

  /** A button is pressed when Space comes up: not while it lifts and drops. */
  readonly onKeyUp = (event: KeyboardEvent) => {
    if (event.key === ' ' && cardIdAt(event)) event.preventDefault();
  };

  readonly onKey = (event: KeyboardEvent) => {
    const id = cardIdAt(event);
    if (!id || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    const { hand } = this.#host;
    const carrying = hand.byKeys;
    const mine = key === ' ' || boardKeys.includes(key) || (carrying && (key === 'Enter' || key === 'Escape'));
    if (!mine) return;
    event.preventDefault();
    event.stopPropagation();
    if (!carrying && key !== ' ') return this.goTo(cardAfterKey(hand.columns, id, key) ?? id);
    if (!carrying) {
      if (this.#host.mayMove()) hand.lift(id, 'keys');
    } else if (key === ' ' || key === 'Enter') void hand.drop();
    else if (key === 'Escape') hand.cancel();
    else hand.step(key);
    this.goTo(id);
  };
}

/** The card that an event happened on. */
function cardIdAt(event: Event): string | undefined {
  const card = event
    .composedPath()
    .find((node): node is HTMLElement => node instanceof HTMLElement && node.matches('.card'));
  return card?.dataset['id'];
}
