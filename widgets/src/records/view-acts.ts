// Owns what a person does with the view that is open: choosing another, changing, saving and deleting it.
import type { KithClient } from '@kith/sdk';
import { drawGroup } from './builder.ts';
import { type Draft, rootOf, usable, withRoot } from './draft.ts';
import { type Open, openPanel } from './panels.ts';
import type { RecordsHost } from './records-host.ts';
import { type ToolbarView, toolbar } from './toolbar.ts';
import type { ViewKeeper } from './view-keeper.ts';

interface Host extends RecordsHost {
  keeper: ViewKeeper;
  /** Id of the view that the widget shows, empty for everything. */
  shown(): string;
  /** Another view is open. */
  chosen(id: string): void;
  /** What the view says was changed. @param refiltered other records are in it now. */
  edited(refiltered: boolean): void;
}

export class ViewActs {
  #open: Open = '';
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** True while nobody is at work below the head. */
  get atRest(): boolean {
    return this.#open === '';
  }

  drawHead(count: unknown) {
    return toolbar(this.#view, count);
  }

  /** What is open below the head. */
  drawPanel() {
    const { known, desk, language, words } = this.#host;
    const [fields, choices, t] = [known.fields, known.choicesIn(language()), words()];
    return openPanel(this.#view, () =>
      drawGroup({ fields, choices, t }, rootOf(desk.draft), (root) => this.change(withRoot(desk.draft, root))),
    );
  }

  change(draft: Draft): void {
    const { desk } = this.#host;
    const refiltered = JSON.stringify(draft.filter) !== JSON.stringify(desk.draft.filter);
    desk.draft = draft;
    this.#host.edited(refiltered);
  }

  get #view(): ToolbarView {
    const { desk, known, resource, words } = this.#host;
    return {
      desk,
      resource: resource(),
      fields: known.fields,
      columns: known.columnsOf(desk.draft),
      open: this.#open,
      mayWrite: known.mayWrite,
      t: words(),
      choose: (id) => this.#choose(id),
      toggle: (open) => this.#toggle(open),
      setForm: (form) => this.change({ ...desk.draft, form }),
      setColumns: (columns) => this.change({ ...desk.draft, columns }),
      save: () => void this.#save((client) => desk.save(client)),
      name: (named) =>
        void this.#save((client) =>
          this.#open === 'name' ? desk.save(client, named) : desk.saveAs(client, { ...named, resource: resource() }),
        ),
      remove: () => void this.#remove(),
    };
  }

  #choose(id: string) {
    this.#open = '';
    this.#host.desk.open(id);
    this.#host.chosen(id);
  }

  #toggle(open: Open) {
    const { element } = this.#host;
    this.#open = this.#open === open ? '' : open;
    this.#host.changed();
    if (open !== 'name' && open !== 'new') return;
    void element.updateComplete.then(() =>
      element.renderRoot.querySelector<HTMLInputElement>('.naming .field')?.focus(),
    );
  }

  async #save(run: (client: KithClient) => Promise<{ id: string }>): Promise<void> {
    const { desk, known, keeper, shown } = this.#host;
    // What is half written is not saved.
    desk.draft = { ...desk.draft, filter: { version: 1, where: usable(desk.draft.filter.where, known.fields) } };
    const saved = await keeper.run(run);
    if (saved) {
      this.#open = '';
      if (shown() === saved.id) keeper.tell('saved');
      else this.#choose(saved.id);
    }
    this.#host.changed();
  }

  async #remove(): Promise<void> {
    const { desk, keeper } = this.#host;
    const undo = await keeper.run((client) => desk.remove(client));
    if (!undo) return;
    this.#choose('');
    keeper.tell('removed', undo);
  }
}
