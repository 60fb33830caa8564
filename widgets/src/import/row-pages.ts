// Owns the rows of an import that are shown: of one outcome, page by page.
import { type ImportRow, type KithClient, unwrap } from '@kith/sdk';

/** What happens to rows; or those that look like somebody else. */
export type Outcome = 'create' | 'update' | 'skip' | 'invalid' | 'alike';

const page = 50;

export class RowPages {
  outcome: Outcome = 'create';
  /** Undefined until the first page is there. */
  rows: readonly ImportRow[] | undefined;
  /** Where the next page begins; null when all is shown. */
  next: string | null = null;
  readonly #client: KithClient;
  #of = '';

  constructor(client: KithClient) {
    this.#client = client;
  }

  /** Forgets what is shown. */
  clear(outcome: Outcome = this.outcome): void {
    this.outcome = outcome;
    this.rows = undefined;
  }

  /** Reads the first page of an import's rows. */
  async begin(importId: string, outcome: Outcome): Promise<void> {
    this.#of = importId;
    this.outcome = outcome;
    await this.#read(null);
  }

  more(): Promise<void> {
    return this.#read(this.next);
  }

  async #read(cursor: string | null): Promise<void> {
    const { outcome } = this;
    const id = this.#of;
    const which = outcome === 'alike' ? { alike: 'true' as const } : { outcome };
    const query = { ...which, limit: page, ...(cursor === null ? {} : { cursor }) };
    const answer = await unwrap(this.#client.GET('/v1/imports/{id}/preview', { params: { path: { id }, query } }));
    if (this.#of !== id || this.outcome !== outcome) return;
    this.rows = cursor === null ? answer.items : [...(this.rows ?? []), ...answer.items];
    this.next = answer.nextCursor;
  }
}
