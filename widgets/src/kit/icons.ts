// Owns icons: Lucide's drawings as inline SVG, made without markup strings.
import { Directive, directive } from 'lit/directive.js';
import type { IconNode } from 'lucide';

const svgNamespace = 'http://www.w3.org/2000/svg';
const frame = {
  class: 'icon',
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  // 24 units are shown as 16 px, so this is a line of 1.5 px.
  'stroke-width': '2.25',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
};

function draw(tag: string, attributes: Record<string, string | number | undefined>): SVGElement {
  const element = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

class IconDirective extends Directive {
  #node: IconNode | undefined;
  #label: string | undefined;
  #svg: SVGElement | undefined;

  /** Keeps the drawn element between renders. */
  override render(node: IconNode, label?: string) {
    if (this.#svg && node === this.#node && label === this.#label) return this.#svg;
    this.#node = node;
    this.#label = label;
    this.#svg = draw('svg', {
      ...frame,
      ...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' }),
    });
    this.#svg.append(...node.map(([tag, attributes]) => draw(tag, attributes)));
    return this.#svg;
  }
}

/**
 * An icon of 16 px.
 * @param label its name for screen readers; without one it is hidden from them, for icons beside a word.
 */
export const icon = directive(IconDirective);
