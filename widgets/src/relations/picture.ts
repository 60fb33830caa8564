// Owns the drawing of the neighbourhood: cytoscape on canvases, in the colours of the widget. Loaded when it comes into view.
import cytoscape, { type Core, type ElementDefinition, type StylesheetJson } from 'cytoscape';
import type { Around } from './around.ts';

export interface PictureHost {
  /** An element in the middle of the widget whose `color` each class of a token sets. */
  probe: HTMLElement;
  open(id: string): void;
  point(id: string | null): void;
}

/** More names than this would lie on each other. */
const mostNames = 40;
/** Room for the names at the edges, in pixels. */
const margin = { x: 56, y: 36 };
/** Farther apart than this, in pixels, nothing looks related. */
const longest = 240;
/** The id that cytoscape looks for before it writes a style element, which a strict policy refuses. */
const styleMark = '__________cytoscape_stylesheet';

export class Picture {
  readonly #core: Core;
  readonly #host: PictureHost;
  #shown = '';

  constructor(container: HTMLElement, host: PictureHost) {
    this.#host = host;
    this.#core = withoutStyleElement(() =>
      cytoscape({
        container,
        userZoomingEnabled: false,
        autoungrabify: true,
        boxSelectionEnabled: false,
        style: this.#style(),
      }),
    );
    this.#core.on('tap', 'node', (event) => host.open(event.target.id()));
    this.#core.on('mouseover', 'node', (event) => host.point(event.target.id()));
    this.#core.on('mouseout', 'node', () => host.point(null));
  }

  /** Draws; the same neighbourhood again keeps its place. */
  show(around: Around): void {
    const elements = elementsOf(around);
    const shown = JSON.stringify(elements);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#core.batch(() => {
      this.#core.elements().remove();
      this.#core.add(elements);
    });
    this.fit();
  }

  /**
   * Places everything anew, in rings by distance, each beside whom it hangs on; then draws the rings out to the edges, so that
   * names keep their size. Nothing moves while it does.
   */
  fit(): void {
    this.#core.resize();
    const centre = this.#core.nodes('.centre');
    if (centre.empty()) return;
    const roots = centre.map((node) => node.id());
    this.#core.layout({ name: 'breadthfirst', circle: true, roots, animate: false, fit: false }).run();
    const from = { ...centre.first().position() };
    const middle = { x: this.#core.width() / 2, y: this.#core.height() / 2 };
    const stretch = (axis: 'x' | 'y') => {
      const reach = Math.max(...this.#core.nodes().map((node) => Math.abs(node.position(axis) - from[axis])));
      return reach < 1 ? 1 : Math.min(Math.max(middle[axis] - margin[axis], 40), longest) / reach;
    };
    const by = { x: stretch('x'), y: stretch('y') };
    const place = ({ x, y }: cytoscape.Position) => ({
      x: middle.x + (x - from.x) * by.x,
      y: middle.y + (y - from.y) * by.y,
    });
    this.#core.nodes().positions((node) => place(node.position()));
    // Few people stand on one side only: what is drawn stands in the middle, not whom it is about.
    const { x1, x2, y1, y2 } = this.#core.nodes().boundingBox({});
    this.#core.viewport({ zoom: 1, pan: { x: middle.x - (x1 + x2) / 2, y: middle.y - (y1 + y2) / 2 } });
  }

  /** Makes a node and its edges stand out; null: none. */
  point(id: string | null): void {
    this.#core.batch(() => {
      this.#core.elements().removeClass('near');
      if (id === null) return;
      const node = this.#core.getElementById(id);
      node.addClass('near');
      node.connectedEdges().addClass('near');
    });
  }

  /** Takes the colours of the widget as they are now. */
  recolour(): void {
    this.#core.style(this.#style());
  }

  remove(): void {
    this.#core.destroy();
  }

  #colour(token: string): string {
    const { probe } = this.#host;
    probe.className = `probe ${token}`;
    return getComputedStyle(probe).color;
  }

  #style(): StylesheetJson {
    const [ink, ink2, line] = [this.#colour('ink'), this.#colour('ink-2'), this.#colour('line-strong')];
    const [surface, accent, good] = [this.#colour('sunken'), this.#colour('accent'), this.#colour('good')];
    const font = getComputedStyle(this.#host.probe).fontFamily;
    const text = { color: ink, 'font-family': font, 'text-outline-color': surface, 'text-outline-width': 2 };
    return [
      {
        selector: 'node',
        style: {
          ...text,
          label: 'data(name)',
          'font-size': 11,
          'text-valign': 'bottom',
          'text-margin-y': 4,
          'text-wrap': 'ellipsis',
          'text-max-width': '96px',
          width: 18,
          height: 18,
          'background-color': ink2,
          'border-width': 2,
          'border-color': surface,
        },
      },
      { selector: 'node.company', style: { shape: 'round-rectangle', 'background-color': line } },
      { selector: 'node.user', style: { shape: 'round-diamond', 'background-color': good, width: 22, height: 22 } },
      { selector: 'node.nameless', style: { label: '' } },
      { selector: 'node.centre', style: { 'background-color': accent, width: 28, height: 28, 'font-weight': 600 } },
      { selector: 'edge', style: { width: 'data(width)', 'line-color': line, 'curve-style': 'bezier' } },
      {
        selector: 'edge.directed',
        style: { 'target-arrow-shape': 'triangle', 'target-arrow-color': line, 'arrow-scale': 0.8 },
      },
      { selector: 'edge.near', style: { 'line-color': accent, 'target-arrow-color': accent } },
      {
        selector: 'node.near',
        style: { label: 'data(name)', 'border-color': accent, 'font-weight': 600, 'z-index': 9 },
      },
    ];
  }
}

function elementsOf({ nodes, edges }: Around): ElementDefinition[] {
  const names = nodes.length <= mostNames;
  return [
    ...nodes.map(({ id, name, type, depth }) => ({
      data: { id, name, depth },
      classes: [type, ...(depth === 0 ? ['centre'] : []), ...(names || depth < 2 ? [] : ['nameless'])].join(' '),
    })),
    ...edges.map(({ from, to, kind, forward, weight, relationId, via }) => ({
      data: {
        id: `${kind}:${relationId ?? via?.id ?? ''}:${from.id}:${to.id}`,
        source: forward ? from.id : to.id,
        target: forward ? to.id : from.id,
        width: 1 + 2 * weight,
      },
      classes: kind === 'reports_to' || kind === 'introduced_by' || kind === 'custom' ? 'directed' : '',
    })),
  ];
}

/** Makes cytoscape think that its style element is there: its one rule stands in the widget's own sheet. */
function withoutStyleElement<T>(make: () => T): T {
  const mark = document.createElement('meta');
  mark.id = styleMark;
  document.head.append(mark);
  try {
    return make();
  } finally {
    mark.remove();
  }
}
