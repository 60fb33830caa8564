// Owns "How do I reach this person?": asks for paths and tells them; loaded when it is first opened.
import { type GraphPath, type GraphPaths, type KithClient, unwrap } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { strengthDots } from '../kit/strength-dots.ts';
import { phraseOf } from './around.ts';
import type { RelationsKey } from './words.ts';

export interface FinderHost {
  client: KithClient;
  /** `contact:<id>`. */
  record: string;
  name: string;
  changed(): void;
  open(node: { type: string; id: string }): void;
  close(): void;
}

const starts = { team: 'fromTeam', me: 'fromMe' } as const;

export class PathFinder {
  #from: keyof typeof starts = 'team';
  #found: GraphPaths | undefined;
  #failed = false;
  #request = new AbortController();
  readonly #host: FinderHost;

  constructor(host: FinderHost) {
    this.#host = host;
    void this.search();
  }

  stop(): void {
    this.#request.abort();
  }

  async search(): Promise<void> {
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const { client, record, changed } = this.#host;
    const query = { from: this.#from, to: record };
    this.#failed = false;
    try {
      this.#found = await unwrap(client.GET('/v1/graph/paths', { params: { query }, signal }));
    } catch {
      if (signal.aborted) return;
      this.#failed = true;
    }
    changed();
  }

  draw(t: Words<RelationsKey>) {
    const title = t('reachTitle', { name: this.#host.name });
    return html`<section class="finder" part="finder" aria-label=${title} @keydown=${this.#onKey}>
      <label class="label"
        >${t('reachFrom')}<select class="field" @change=${this.#onFrom}>
          ${Object.entries(starts).map(([value, key]) => html`<option value=${value} ?selected=${value === this.#from}>${t(key)}</option>`)}
        </select></label
      >
      <div aria-live="polite" aria-busy=${this.#found === undefined && !this.#failed}>${this.#answer(t)}</div>
      <div class="acts"><button class="button quiet" type="button" @click=${this.#host.close}>${t('close')}</button></div>
    </section>`;
  }

  #answer(t: Words<RelationsKey>) {
    if (this.#failed)
      return html`<p class="wrong">${t('unreachable')}</p>
        <button class="button" type="button" @click=${() => void this.search()}>${t('retry')}</button>`;
    if (!this.#found) return html`<span class="hint">${t('searching')}</span>`;
    if (this.#found.items.length === 0)
      return html`<strong>${t('noWay')}</strong> <span class="hint">${t('noWayDo')}</span>`;
    return html`<ul class="paths">
        ${this.#found.items.map((path) => this.#path(path, t))}
      </ul>
      ${this.#found.capped ? html`<p class="hint">${t('reachCapped')}</p>` : nothing}`;
  }

  #path({ nodes, edges, hops }: GraphPath, t: Words<RelationsKey>) {
    const step = (index: number) => {
      const [edge, from, to] = [edges[index - 1], nodes[index - 1], nodes[index]];
      if (!edge || !from || !to) return nothing;
      if (edge.kind === 'knows' && edge.grade !== null)
        return strengthDots(edge.grade, t('knows', { grade: edge.grade }));
      const phrase = phraseOf(
        { key: '', node: { ...to, depth: 1 }, edge: { ...edge, from, to }, relation: undefined, over: undefined },
        t,
      );
      return html`<span class="tie-word">${phrase}</span>`;
    };
    return html`<li class="path" part="path">
      <ol aria-label=${t('steps', { count: hops })}>
        ${nodes.map((node, index) => html`<li>${index === 0 ? nothing : html`${step(index)}<span aria-hidden="true">→</span>`}${this.#name(node)}</li>`)}
      </ol>
    </li>`;
  }

  #name(node: GraphPath['nodes'][number]) {
    if (node.type === 'user') return html`<span class="link">${node.name}</span>`;
    return html`<button class="link" type="button" @click=${() => this.#host.open(node)}>${node.name}</button>`;
  }

  readonly #onFrom = (event: Event) => {
    this.#from = event.target instanceof HTMLSelectElement && event.target.value === 'me' ? 'me' : 'team';
    this.#found = undefined;
    this.#host.changed();
    void this.search();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#host.close();
  };
}
