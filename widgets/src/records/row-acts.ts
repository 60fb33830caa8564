// Owns what a person does with the rows of a view: opening a record, sorting, selecting, and writing in a cell.
import type { ViewRecord } from '@kith/sdk';
import type { Feed } from '../kit/feed.ts';
import { openRecord } from '../kit/record.ts';
import { type Draft, nextSort } from './draft.ts';
import type { RecordsHost } from './records-host.ts';
import type { RowsView } from './rows.ts';
import type { Selection } from './selection.ts';
import type { ViewKeeper } from './view-keeper.ts';

const types = { contacts: 'contact', companies: 'company', deals: 'deal' } as const;

interface Host extends RecordsHost {
  keeper: ViewKeeper;
  feed: Feed<ViewRecord>;
  selection: Selection;
  /** Changes what the view says. */
  change(draft: Draft): void;
}

export class RowActs {
  /** The cell that somebody writes in, empty for none. */
  #editing = '';
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** What the rows are drawn from. */
  get view(): RowsView {
    const { element, desk, known, feed, selection, changed } = this.#host;
    const { draft } = desk;
    return {
      items: feed.items,
      columns: known.columnsOf(draft),
      sort: draft.sort,
      fields: known.fields,
      choices: known.choicesIn(this.#host.language()),
      language: this.#host.language(),
      t: this.#host.words(),
      editing: this.#editing,
      mayWrite: known.mayWrite,
      open: ({ id }) => openRecord(element, { type: types[this.#host.resource()], id }),
      sortBy: (column) => this.#host.change({ ...draft, sort: nextSort(draft.sort, column) }),
      edit: (cell) => {
        this.#editing = cell;
        changed();
      },
      selection: known.mayEdit ? selection : undefined,
      select: (change) => {
        change(selection);
        changed();
      },
      write: (record, column, text) => void this.#write(record, column, text),
    };
  }

  async #write(record: ViewRecord, column: string, text: string): Promise<void> {
    const { keeper, known, resource, feed } = this.#host;
    const property = known.fields.get(column)?.editable;
    if (!property) return;
    await keeper.write(record, { resource: resource(), property, text });
    void feed.refresh();
  }
}
