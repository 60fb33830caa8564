// Owns changing pipelines and their stages: each change is saved at once, over the version that was read. Loaded for who may.
import { type KithClient, KithError, type Pipeline, type StageKind, unwrap } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import { codeOf } from '../kit/code-of.ts';
import { spokenPipelines } from '../kit/spoken-pipelines.ts';
import { fetchPipelines } from './pipelines.ts';
import { drawSettings } from './settings-view.ts';
import { type SettingsKey, settingsWords } from './settings-words.ts';

interface Board {
  client: KithClient;
  pipelineId: string;
  changed(): void;
  /** Shows another pipeline on the board. */
  show(id: string): void;
  closed(): void;
}

type StagePatch = { name?: string; kind?: StageKind; probability?: number; position?: number };

const phrases: Record<string, SettingsKey> = {
  version_conflict: 'changedMeanwhile',
  open_stage_needed: 'openStageNeeded',
  unreachable: 'notSavedOffline',
  pipeline_has_deals: 'pipelineHasDeals',
  invalid_input: 'notValid',
  undo_conflict: 'cannotUndo',
  undo_expired: 'cannotUndo',
};

export class SettingsDesk {
  pipelines: readonly Pipeline[] | undefined;
  pipelineId: string;
  busy = false;
  problem: { key: SettingsKey; code: string } | undefined;
  /** What the last change said of itself, for those who hear it. */
  said: 'saved' | 'undone' | undefined;
  /** The stage that is about to go, whose deals need another. */
  removing: { stageId: string; count: number } | undefined;
  /** Takes the last change back. */
  #undoToken: string | null = null;
  readonly #board: Board;

  constructor(board: Board) {
    this.#board = board;
    this.pipelineId = board.pipelineId;
    void this.#do(async () => null);
  }

  /** The pipeline under edit. */
  get pipeline(): Pipeline | undefined {
    return this.pipelines?.find(({ id }) => id === this.pipelineId) ?? this.pipelines?.[0];
  }

  get mayUndo(): boolean {
    return this.#undoToken !== null && !this.busy;
  }

  draw(language: Language) {
    const pipelines = this.pipelines && spokenPipelines(this.pipelines, language);
    return drawSettings({
      desk: this,
      pipelines,
      pipeline: pipelines?.find(({ id }) => id === this.pipeline?.id),
      t: settingsWords(language, () => this.#board.changed()),
    });
  }

  close(): void {
    this.#board.closed();
  }

  choose(id: string): void {
    this.pipelineId = id;
    this.removing = undefined;
    this.#board.show(id);
    this.#board.changed();
  }

  rename(name: string): void {
    const pipeline = this.pipeline;
    if (!pipeline || name.trim() === '' || name.trim() === pipeline.name) return;
    const params = { path: { id: pipeline.id }, header: versionOf(pipeline) };
    void this.#do((client) => unwrap(client.PATCH('/v1/pipelines/{id}', { params, body: { name: name.trim() } })));
  }

  addPipeline(name: string): void {
    void this.#do(async (client) => {
      const made = await unwrap(client.POST('/v1/pipelines', { body: { name } }));
      this.choose(made.id);
      return made;
    });
  }

  removePipeline(): void {
    const id = this.pipeline?.id;
    if (!id) return;
    void this.#do(async (client) => {
      const deleted = await unwrap(client.DELETE('/v1/pipelines/{id}', { params: { path: { id } } }));
      const next = this.pipelines?.find((other) => other.id !== id);
      if (next) this.choose(next.id);
      return deleted;
    });
  }

  addStage(name: string): void {
    const pipeline = this.pipeline;
    if (!pipeline) return;
    const open = pipeline.stages.findLastIndex(({ kind }) => kind === 'open');
    const body = { name, kind: 'open' as const, position: open + 1 };
    const params = { path: { id: pipeline.id } };
    void this.#do((client) => unwrap(client.POST('/v1/pipelines/{id}/stages', { params, body })));
  }

  changeStage(stageId: string, body: StagePatch): void {
    const pipeline = this.pipeline;
    if (!pipeline) return;
    const params = { path: { id: pipeline.id, stageId }, header: versionOf(pipeline) };
    void this.#do((client) => unwrap(client.PATCH('/v1/pipelines/{id}/stages/{stageId}', { params, body })));
  }

  /** @param moveTo stage that its deals go to. Without it a stage with deals stays, and it is asked for. */
  removeStage(stageId: string, moveTo?: string): void {
    const pipeline = this.pipeline;
    if (!pipeline) return;
    void this.#do(async (client) => {
      const params = { path: { id: pipeline.id, stageId }, query: moveTo ? { moveTo } : {} };
      try {
        const changed = await unwrap(client.DELETE('/v1/pipelines/{id}/stages/{stageId}', { params }));
        this.removing = undefined;
        return changed;
      } catch (error) {
        if (codeOf(error) !== 'stage_has_deals') throw error;
        this.removing = { stageId, count: countIn(error) };
        return null;
      }
    });
  }

  keepStage(): void {
    this.removing = undefined;
    this.#board.changed();
  }

  undo(): void {
    const undoToken = this.#undoToken;
    if (undoToken === null) return;
    void this.#do(async (client) => {
      await unwrap(client.POST('/v1/undo', { body: { undoToken } }));
      return { undoToken: null };
    });
  }

  /** Does one thing, says what came of it, and reads what is there now. @param act null when it changed nothing. */
  async #do(act: (client: KithClient) => Promise<{ undoToken: string | null } | null>) {
    const { client, changed } = this.#board;
    this.busy = true;
    this.problem = undefined;
    this.said = undefined;
    changed();
    try {
      const done = await act(client);
      if (done) {
        this.said = done.undoToken === null ? 'undone' : 'saved';
        this.#undoToken = done.undoToken;
      }
    } catch (error) {
      const code = codeOf(error);
      this.problem = { key: phrases[code] ?? 'notSaved', code };
    }
    try {
      this.pipelines = await fetchPipelines(client);
    } catch (error) {
      this.problem ??= { key: 'notSavedOffline', code: codeOf(error) };
    }
    this.busy = false;
    changed();
  }
}

const versionOf = ({ version }: Pipeline) => ({ 'if-match': `"${version}"` });

function countIn(error: unknown): number {
  const count: unknown = error instanceof KithError ? Reflect.get(error.problem ?? {}, 'count') : undefined;
  return typeof count === 'number' ? count : 0;
}
