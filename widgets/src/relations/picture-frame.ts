// Owns when the drawing is made, drawn anew and coloured anew: its code is loaded once it is in view and there is something to draw.
import type { Words } from '@kith/sdk/words';
import { html, type LitElement } from 'lit';
import type { Around } from './around.ts';
import type { Picture } from './picture.ts';
import type { RelationsKey } from './words.ts';

export class PictureFrame {
  #around: Around | undefined;
  #picture: Picture | undefined;
  #container: HTMLElement | undefined;
  #seen = false;
  #loading = false;
  readonly #element: LitElement;
  readonly #open: (id: string) => void;

  constructor(element: LitElement, open: (id: string) => void) {
    this.#element = element;
    this.#open = open;
    element.addController({ hostConnected: () => this.#watch(), hostDisconnected: () => this.#stop() });
  }

  #scope = new AbortController();
  readonly #sizes = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.height > 0) this.#picture?.fit();
  });

  /** Colours follow the theme of the page; the place follows the size. */
  #watch() {
    this.#scope = new AbortController();
    const { signal } = this.#scope;
    const recolour = () => requestAnimationFrame(() => this.#picture?.recolour());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour, { signal });
    const themes = new MutationObserver(recolour);
    for (let node: Node | null = this.#element; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
      if (node instanceof Element)
        themes.observe(node, { attributes: true, attributeFilter: ['class', 'style', 'theme', 'data-theme'] });
    }
    signal.addEventListener('abort', () => themes.disconnect(), { once: true });
    this.#whenSeen(signal);
  }

  #whenSeen(signal: AbortSignal) {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      this.#seen = true;
      this.update(this.#around);
    });
    seen.observe(this.#element);
    signal.addEventListener('abort', () => seen.disconnect(), { once: true });
  }

  #stop() {
    this.#scope.abort();
  }

  draw(around: Around | undefined, t: Words<RelationsKey>) {
    const [centre] = around?.nodes ?? [];
    const name = centre ? t('picture', { count: (around?.nodes.length ?? 1) - 1, name: centre.name }) : t('title');
    return html`<div class="picture" part="picture" role="img" aria-label=${name}>
      <div class="canvas" aria-hidden="true"></div>
      <span class="probe"></span>
    </div>`;
  }

  point(id: string | null): void {
    this.#picture?.point(id);
  }

  /** After each render: draws what is there, where there is a place for it. */
  update(around: Around | undefined): void {
    this.#around = around;
    const container = this.#element.renderRoot.querySelector<HTMLElement>('.canvas') ?? undefined;
    if (container !== this.#container) {
      this.#picture?.remove();
      this.#picture = undefined;
      this.#sizes.disconnect();
      if (container) this.#sizes.observe(container);
      this.#container = container;
    }
    if (!around || !container || !this.#seen) return;
    if (this.#picture) this.#picture.show(around);
    else if (!this.#loading) void this.#make();
  }

  async #make(): Promise<void> {
    this.#loading = true;
    const made = await import('./picture.ts').catch(() => undefined);
    this.#loading = false;
    const container = this.#container;
    const probe = container?.parentElement?.querySelector<HTMLElement>('.probe');
    // Without the picture the list still says everything.
    if (!made || !container || !probe || this.#picture) return;
    this.#picture = new made.Picture(container, { probe, open: this.#open, point: (id) => this.point(id) });
    if (this.#around) this.#picture.show(this.#around);
  }
}
