// Owns asking the server about teams, and changing them.
import { type KithClient, type Member, type Team, unwrap } from '@kith/sdk';

/** Each throws `KithError`. */
export class TeamApi {
  readonly #client: KithClient;

  constructor(client: KithClient) {
    this.#client = client;
  }

  async list(): Promise<{ teams: Team[]; members: Member[] }> {
    const params = { query: { limit: 200 } };
    const [teams, members] = await Promise.all([
      unwrap(this.#client.GET('/v1/teams', { params })),
      unwrap(this.#client.GET('/v1/members', { params })),
    ]);
    return { teams: teams.items, members: members.items };
  }

  create(name: string): Promise<Team> {
    return unwrap(this.#client.POST('/v1/teams', { body: { name, memberIds: [] } }));
  }

  save({ id, version }: Team, body: { name: string; memberIds: string[] }): Promise<Team> {
    const params = { path: { id }, header: { 'if-match': `"${version}"` } };
    return unwrap(this.#client.PATCH('/v1/teams/{id}', { params, body }));
  }

  /** Deletes it. @returns the way back; undefined when there was nothing to delete. */
  async remove(id: string): Promise<(() => Promise<unknown>) | undefined> {
    const { undoToken } = await unwrap(this.#client.DELETE('/v1/teams/{id}', { params: { path: { id } } }));
    if (undoToken === null) return undefined;
    return () => unwrap(this.#client.POST('/v1/undo', { body: { undoToken } }));
  }
}
