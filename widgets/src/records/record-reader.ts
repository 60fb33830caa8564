// Owns reading what a view gives: pages of its records, or the filter that its board reads by.
import { unwrap, type ViewRecord } from '@kith/sdk';
import type { Given } from '../board/board-reader.ts';
import { clientOf } from '../kit/client.ts';
import { Feed, type PageRequest } from '../kit/feed.ts';
import type { KithSession } from '../kit/session.ts';
import type { ViewDesk } from './desk.ts';
import { type Resource, usable } from './draft.ts';
import type { Known } from './known.ts';

const pageSize = 50;

interface Wanted {
  session: KithSession;
  resource: Resource;
  desk: ViewDesk;
  known: Known;
  /** True leaves the records there are until the new ones come. */
  keep: boolean;
}

export class RecordReader {
  readonly feed: Feed<ViewRecord>;
  /** The same object while it says the same: a board reads again for another one. */
  given: Given | undefined;

  constructor(changed: () => void) {
    this.feed = new Feed(changed);
  }

  /** Reads what the view on the desk says; nothing while it is broken. */
  read({ session, resource, desk, known, keep }: Wanted): void {
    if (desk.broken.length > 0) return;
    const { draft, base } = desk;
    const where = usable(draft.filter.where, known.fields);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const given: Given = { filter: { version: 1, where }, zone: base?.zone ?? timeZone };
    if (JSON.stringify(given) !== JSON.stringify(this.given)) this.given = given;
    if (isBoard(draft.form, resource)) {
      this.feed.clear();
      return;
    }
    const asked = { ...given, resource, sort: draft.sort, columns: known.columnsOf(draft) };
    const page = ({ limit, cursor, signal }: PageRequest) => {
      const body = { ...asked, limit, ...(cursor ? { cursor } : {}) };
      return unwrap(clientOf(session).POST('/v1/views/preview', { body, signal }));
    };
    void this.feed.load(page, { pageSize, keep });
  }

  forget(): void {
    this.feed.clear();
    this.given = undefined;
  }
}

/** Boards are of deals. */
export const isBoard = (form: string, resource: Resource): boolean => form === 'board' && resource === 'deals';
