// Owns what is known of a resource: its fields, what fields can point to, and what the session may do with it.
import { type KithClient, unwrap, type ViewField } from '@kith/sdk';
import { clientOf, permissionsOf } from '../kit/client.ts';
import type { KithSession } from '../kit/session.ts';
import { type Choices, loadChoices, noChoices } from './choices.ts';
import type { Draft, Resource } from './draft.ts';

export class Known {
  fields: ReadonlyMap<string, ViewField> = new Map();
  choices: Choices = noChoices;
  /** Whether views may be saved and cells written. */
  mayWrite = false;
  /** Whether its records may be changed. */
  mayEdit = false;
  #standard: readonly string[] = [];

  async load(session: KithSession, resource: Resource, signal: AbortSignal): Promise<void> {
    const client: KithClient = clientOf(session);
    const query = { resource };
    const [known, choices, permissions] = await Promise.all([
      unwrap(client.GET('/v1/view-fields', { params: { query }, signal })),
      loadChoices(client, signal),
      permissionsOf(session),
    ]);
    if (signal.aborted) return;
    this.fields = new Map(known.fields.map((field) => [field.key, field]));
    this.#standard = known.columns;
    this.choices = choices;
    this.mayWrite = permissions.includes('views.write');
    this.mayEdit = permissions.includes(`${resource}.write`);
  }

  /** What a view shows, in order. The name always stands first: it opens the record. */
  columnsOf({ columns }: Draft): string[] {
    const chosen = (columns.length > 0 ? columns : this.#standard).filter((key) => this.fields.has(key));
    return ['name', ...chosen.filter((key) => key !== 'name')];
  }

  forget(): void {
    this.fields = new Map();
  }
}
