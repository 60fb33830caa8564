// Owns <kith-toasts>, the one place of a page where toasts stand. Whichever copy of Kith's code comes first makes it.
import { html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { TriangleAlert, X } from 'lucide';
import { icon } from './icons.ts';
import { controlSheet, tokenSheet } from './theme.ts';
import { type Toast, toastEvent } from './toast.ts';
import { toastSheet } from './toast-host.styles.ts';
import { ToastItem } from './toast-item.ts';
import { toastWords } from './toast-words.ts';

const tag = 'kith-toasts';
/** Older ones make room. */
const most = 4;

/** `<kith-toasts>`: shows what it is told by `kith-toast` events on itself. F8 leads to the newest, Esc away from it. */
export class KithToasts extends LitElement {
  static override styles = [tokenSheet, controlSheet, toastSheet];
  static override properties: PropertyDeclarations = { items: { state: true } };

  declare private items: readonly ToastItem[];
  #held = false;
  #before: HTMLElement | undefined;
  #leaving = new AbortController();

  constructor() {
    super();
    this.items = [];
    this.addEventListener(toastEvent, (event) => event instanceof CustomEvent && this.#show(event.detail));
    this.addEventListener('pointerenter', () => this.#hold(true));
    this.addEventListener('pointerleave', () => this.#hold(this.matches(':focus-within')));
    this.addEventListener('focusin', () => this.#hold(true));
    this.addEventListener('focusout', () => this.#hold(this.matches(':hover')));
    this.addEventListener('keydown', (event) => this.#onKey(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('popover', 'manual');
    this.#leaving = new AbortController();
    document.addEventListener('keydown', (event) => this.#reach(event), { signal: this.#leaving.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
    for (const item of this.items) item.end();
    this.items = [];
  }

  #show(toast: Toast) {
    const item = new ToastItem(toast, {
      changed: () => this.requestUpdate(),
      over: (over) => this.#remove(over),
    });
    for (const old of this.items.slice(0, Math.max(0, this.items.length - most + 1))) old.end();
    this.items = [...this.items, item].slice(-most);
    if (!this.#held) item.run();
    // Anew for each, so that it stands above whatever the page has put on top meanwhile.
    if (!this.#held && this.matches(':popover-open')) this.hidePopover();
    if (!this.matches(':popover-open')) this.showPopover();
  }

  #remove(item: ToastItem) {
    item.end();
    const inside = this.matches(':focus-within');
    this.items = this.items.filter((other) => other !== item);
    if (inside) this.#goBack();
    if (this.items.length > 0) return;
    this.#held = false;
    this.hidePopover();
  }

  #hold(held: boolean) {
    this.#held = held;
    for (const item of this.items) {
      if (held) item.hold();
      else item.run();
    }
  }

  #reach(event: KeyboardEvent) {
    if (event.key !== 'F8' || this.items.length === 0) return;
    event.preventDefault();
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && focused !== this && focused !== document.body) this.#before = focused;
    this.renderRoot.querySelector<HTMLElement>('li:last-child button')?.focus();
  }

  #onKey(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    const focused = this.shadowRoot?.activeElement?.closest('li')?.dataset['id'];
    const item = this.items.find(({ id }) => id === focused);
    if (item) this.#remove(item);
  }

  async #undo(item: ToastItem) {
    await item.undo();
    await this.updateComplete;
    const { activeElement } = document;
    // The button is gone: who came by keyboard goes back to work.
    if (item.phase === 'undone' && (activeElement === document.body || activeElement === this)) this.#goBack();
  }

  #goBack() {
    this.#before?.focus();
    this.#before = undefined;
  }

  protected override render() {
    const newest = this.items.at(-1);
    const t = toastWords(newest?.toast.language ?? 'en', () => this.requestUpdate());
    return html`<section aria-label=${t('region')}>
      <span class="unseen" role="status">${newest && !newest.problem ? `${newest.words()} ${newest.canUndo ? t('reach') : ''}` : nothing}</span>
      <span class="unseen" role="alert">${newest?.problem ? newest.words() : nothing}</span>
      <ol>
        ${repeat(
          this.items,
          ({ id }) => id,
          (item) => this.#item(item),
        )}
      </ol>
    </section>`;
  }

  #item(item: ToastItem) {
    const t = toastWords(item.toast.language, () => this.requestUpdate());
    return html`<li data-id=${item.id} data-theme=${item.theme} lang=${item.toast.language}>
      ${item.problem ? icon(TriangleAlert) : nothing}
      <span class="text">${item.words()}</span>
      ${
        item.canUndo
          ? html`<button class="button quiet undo" type="button" aria-disabled=${item.phase === 'undoing'} @click=${() => void this.#undo(item)}>
              ${t(item.phase === 'undoing' ? 'undoing' : 'undo')}
            </button>`
          : nothing
      }
      <button class="button quiet dismiss" type="button" aria-label=${t('dismiss')} @click=${() => this.#remove(item)}>${icon(X)}</button>
    </li>`;
  }
}

/** The page's place for toasts, made when there is none. */
export function toastHost(): Element {
  if (!customElements.get(tag)) customElements.define(tag, KithToasts);
  const found = document.querySelector(tag);
  if (found) return found;
  const host = document.createElement(tag);
  document.body.append(host);
  return host;
}
