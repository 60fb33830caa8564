// Owns dragging a card by mouse, pen or finger: when it starts, where it is, scrolling at the edges, and how it ends. The
// known drag libraries either look for targets in the document, where shadow roots hide them, or move nodes that are Lit's.
import type { Spot } from './carry.ts';

/** Pixels that a mouse travels before it drags, and milliseconds that a finger rests. */
const slack = 5;
const restMs = 250;
/** Width of the edge at which the board scrolls, and pixels a frame at its end. */
const edge = 56;
const fastest = 18;

export interface DragHost {
  /** The element that holds the columns; scrolls sideways. */
  board(): HTMLElement | null;
  mayDrag(): boolean;
  /** False when there is no such card any more. */
  lift(id: string): boolean;
  over(spot: Spot): void;
  drop(): void;
  cancel(): void;
}

interface Press {
  id: string;
  card: HTMLElement;
  pointerId: number;
  x: number;
  y: number;
  touch: boolean;
}

export class CardDrag {
  #press: Press | undefined;
  #ghost: HTMLElement | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #at = { x: 0, y: 0 };
  #ended = new AbortController();
  readonly #host: DragHost;

  constructor(host: DragHost) {
    this.#host = host;
  }

  get active(): boolean {
    return this.#ghost !== undefined;
  }

  /** A press on a card: the beginning of a drag, or only a click. */
  readonly onPointerDown = (event: PointerEvent): void => {
    const card = event
      .composedPath()
      .find((node): node is HTMLElement => node instanceof HTMLElement && node.matches('.card'));
    const id = card?.dataset['id'];
    if (!card || !id || event.button !== 0 || this.#press || !this.#host.mayDrag()) return;
    const touch = event.pointerType === 'touch';
    this.#press = { id, card, pointerId: event.pointerId, x: event.clientX, y: event.clientY, touch };
    this.#at = { x: event.clientX, y: event.clientY };
    this.#listen(card);
    if (touch) this.#rest = setTimeout(() => this.#start(), restMs);
  };

  /** A finger that drags must not scroll the page as well. Listened to from the beginning, for browsers decide early. */
  readonly onTouchMove = {
    handleEvent: (event: TouchEvent): void => {
      if (this.active) event.preventDefault();
    },
    passive: false,
  };

  /** Ends without a drop. */
  cancel(): void {
    const lifted = this.active;
    this.#end();
    if (lifted) this.#host.cancel();
  }

  #listen(card: HTMLElement) {
    this.#ended = new AbortController();
    const { signal } = this.#ended;
    window.addEventListener('pointermove', (event) => this.#onMove(event), { signal });
    window.addEventListener('pointerup', (event) => this.#onUp(event), { signal });
    window.addEventListener('pointercancel', () => this.cancel(), { signal });
    window.addEventListener('blur', () => this.cancel(), { signal });
    window.addEventListener('keydown', (event) => this.#onKey(event), { signal, capture: true });
    // Also when the card that the finger is on has moved to another column, and its old element is out of the page.
    card.addEventListener('touchmove', this.onTouchMove.handleEvent, { signal, passive: false });
    window.addEventListener('contextmenu', (event) => this.#press?.touch && event.preventDefault(), { signal });
  }

  #onMove(event: PointerEvent) {
    const press = this.#press;
    if (!press || event.pointerId !== press.pointerId) return;
    this.#at = { x: event.clientX, y: event.clientY };
    const travelled = Math.hypot(event.clientX - press.x, event.clientY - press.y);
    if (this.active) this.#follow();
    else if (!press.touch && travelled > slack) this.#start();
    else if (press.touch && travelled > 2 * slack) this.#end();
  }

  #onUp(event: PointerEvent) {
    if (event.pointerId !== this.#press?.pointerId) return;
    const lifted = this.active;
    this.#end();
    if (!lifted) return;
    // The click that follows is the end of the drag, not a wish to open the card.
    const over = new AbortController();
    window.addEventListener('click', (click) => click.stopPropagation(), { capture: true, signal: over.signal });
    setTimeout(() => over.abort());
    this.#host.drop();
  }

  #onKey(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !this.active) return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  }

  #start() {
    const press = this.#press;
    if (!press || !this.#host.lift(press.id)) return this.#end();
    const ghost = press.card.cloneNode(true);
    if (!(ghost instanceof HTMLElement)) return this.#end();
    const { width } = press.card.getBoundingClientRect();
    ghost.classList.add('ghost-card');
    ghost.setAttribute('popover', 'manual');
    ghost.setAttribute('aria-hidden', 'true');
    ghost.style.inlineSize = `${width}px`;
    // Whatever becomes of the card's element, the pointer stays ours.
    this.#host.board()?.setPointerCapture(press.pointerId);
    this.#host.board()?.append(ghost);
    ghost.showPopover();
    this.#ghost = ghost;
    this.#follow();
    requestAnimationFrame(() => this.#scroll());
  }

  #follow() {
    const { card, x, y } = this.#press ?? {};
    if (!card || x === undefined || y === undefined) return;
    if (this.#ghost)
      this.#ghost.style.transform = `translate(${this.#at.x - 24}px, ${this.#at.y - 16}px) rotate(1.5deg)`;
    const spot = this.#spot();
    if (spot) this.#host.over(spot);
  }

  /** The column under the pointer, wherever below or above it, and the place among its other cards. */
  #spot(): Spot | undefined {
    const columns = [...(this.#host.board()?.querySelectorAll<HTMLElement>('.column') ?? [])];
    const within = ({ left, right }: DOMRect) => this.#at.x >= left && this.#at.x < right;
    const column = columns.find((one) => within(one.getBoundingClientRect()));
    const stageId = column?.dataset['stage'];
    if (!column || !stageId) return undefined;
    const cards = [...column.querySelectorAll<HTMLElement>('.card')].filter(
      (card) => card.dataset['id'] !== this.#press?.id,
    );
    const below = cards.findIndex((card) => {
      const { top, height } = card.getBoundingClientRect();
      return this.#at.y < top + height / 2;
    });
    return { stageId, index: below < 0 ? cards.length : below };
  }

  /** Scrolls what the pointer is at the edge of, frame by frame. */
  #scroll() {
    const board = this.#host.board();
    if (!this.active || !board) return;
    const { x, y } = this.#at;
    const sideways = pull(x, board.getBoundingClientRect(), 'left', 'right');
    if (sideways !== 0) board.scrollBy(sideways, 0);
    const lists = [...board.querySelectorAll<HTMLElement>('.cards')];
    const list = lists.find((one) => {
      const { left, right } = one.getBoundingClientRect();
      return x >= left && x < right;
    });
    const down = list ? pull(y, list.getBoundingClientRect(), 'top', 'bottom') : 0;
    if (list && down !== 0) list.scrollBy(0, down);
    if (sideways !== 0 || down !== 0) this.#follow();
    requestAnimationFrame(() => this.#scroll());
  }

  #end() {
    this.#ended.abort();
    clearTimeout(this.#rest);
    this.#ghost?.remove();
    this.#ghost = undefined;
    this.#press = undefined;
  }
}

/** How far to scroll in this frame: faster towards the rim. */
function pull(at: number, box: DOMRect, start: 'left' | 'top', end: 'right' | 'bottom'): number {
  const near = at - box[start];
  const far = box[end] - at;
  if (near < edge) return -Math.ceil(fastest * Math.min(1, (edge - near) / edge));
  if (far < edge) return Math.ceil(fastest * Math.min(1, (edge - far) / edge));
  return 0;
}
