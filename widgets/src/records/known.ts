// Owns what is known of a resource: its fields, what fields can point to, and what the session may do with it.
import { type KithClient, unwrap, type ViewField } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import { clientOf } from '../kit/client.ts';
import type { KithSession } from '../kit/session.ts';
import { permissionsOf } from '../kit/who.ts';
import { type Choices, choicesOf, loadNamed, nothingNamed } from './choices.ts';
import type { Draft, Resource } from './draft.ts';

export class Known {
  fields: ReadonlyMap<string, ViewField> = new Map();
  /** Whether views may be saved and cells written. */
  mayWrite = false;
  /** Whether its records may be changed. */
  mayEdit = false;
  #standard: readonly string[] = [];
  #named = nothingNamed;

  async load(session: KithSession, resource: Resource, signal: AbortSignal): Promise<void> {
    const client: KithClient = clientOf(session);
    const query = { resource };
    const [known, named, permissions] = await Promise.all([
      unwrap(client.GET('/v1/view-fields', { params: { query }, signal })),
      loadNamed(client, signal),
      permissionsOf(session),
    ]);
    if (signal.aborted) return;
    this.fields = new Map(known.fields.map((field) => [field.key, field]));
    this.#standard = known.columns;
    this.#named = named;
    this.mayWrite = permissions.includes('views.write');
    this.mayEdit = permissions.includes(`${resource}.write`);
  }

  /** What a view shows, in order. The name always stands first: it opens the record. */
  columnsOf({ columns }: Draft): string[] {
    const chosen = (columns.length > 0 ? columns : this.#standard).filter((key) => this.fields.has(key));
    return ['name', ...chosen.filter((key) => key !== 'name')];
  }

  /** What fields can point to, in the reader's words. */
  choicesIn(language: Language): Choices {
    return choicesOf(this.#named, language);
  }

  forget(): void {
    this.fields = new Map();
  }
}
