// Owns what surrounds a board: which pipelines there are, what the session may do, and the names of owners.
import type { Pipeline } from '@kith/sdk';
import { clientOf } from '../kit/client.ts';
import { membersOf } from '../kit/members.ts';
import type { KithSession } from '../kit/session.ts';
import { permissionsOf } from '../kit/who.ts';
import { fetchPipelines } from './pipelines.ts';

export class BoardContext {
  /** Undefined until they are known. */
  pipelines: readonly Pipeline[] | undefined;
  /** Why the pipelines are not known. */
  failure: unknown;
  granted: readonly string[] = [];
  #owners: ReadonlyMap<string, string> = new Map();
  #session: KithSession | undefined;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get mayWrite(): boolean {
    return this.granted.includes('deals.write');
  }

  /** A pipeline's name; empty when it is not known. */
  nameOf(id: string): string {
    return this.pipelines?.find((pipeline) => pipeline.id === id)?.name ?? '';
  }

  ownerOf(id: string | null): string | undefined {
    return id === null ? undefined : this.#owners.get(id);
  }

  /** Asks for everything; resolves when the pipelines are known, or why not. */
  load(session: KithSession): Promise<void> {
    this.#session = session;
    void this.#askPermissions(session);
    void this.#loadOwners(session);
    return this.loadPipelines(session);
  }

  async loadPipelines(session: KithSession): Promise<void> {
    this.#session = session;
    try {
      const pipelines = await fetchPipelines(clientOf(session));
      if (session !== this.#session) return;
      this.pipelines = pipelines;
      this.failure = undefined;
    } catch (error) {
      if (session !== this.#session) return;
      this.failure = error;
    }
  }

  forget(): void {
    this.#session = undefined;
    this.pipelines = undefined;
    this.failure = undefined;
    this.granted = [];
    this.#owners = new Map();
  }

  async #askPermissions(session: KithSession) {
    // Not knowing is no right to write.
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    if (session !== this.#session) return;
    this.granted = granted;
    this.#changed();
  }

  async #loadOwners(session: KithSession) {
    if (session.readOnly) return;
    const members = await membersOf(session).catch(() => []);
    if (session !== this.#session) return;
    this.#owners = new Map(members.map(({ id, name }) => [id, name]));
    this.#changed();
  }
}
