// Owns asking the server for a board: as much of it as is shown, or the next deals of a stage.
import { type Board, type BoardStage, type KithClient, unwrap, type View } from '@kith/sdk';

/** A filter that nobody saved. */
export interface Given {
  filter: View['filter'];
  /** IANA zone in which days are counted. */
  zone: string;
}

/** Which deals are on the board: a pipeline's, only those of a view, or only those that a filter gives. */
export interface Chosen {
  pipelineId: string;
  viewId?: string;
  given?: Given | undefined;
}

/** Most deals a stage that a board answers at once. */
const mostPerStage = 100;

export const isFiltered = ({ viewId, given }: Chosen): boolean => Boolean(viewId) || Boolean(given?.filter.where);

interface Part {
  limit: number;
  stageId?: string;
  cursor?: string;
}

function fetchPart(client: KithClient, chosen: Chosen, part: Part, signal: AbortSignal): Promise<Board> {
  const { pipelineId, viewId, given } = chosen;
  const path = { id: pipelineId };
  if (given?.filter.where) {
    const body = { ...given, ...part };
    return unwrap(client.POST('/v1/pipelines/{id}/board/preview', { params: { path }, body, signal }));
  }
  const query = { ...part, ...(viewId ? { viewId } : {}) };
  return unwrap(client.GET('/v1/pipelines/{id}/board', { params: { path, query }, signal }));
}

/** The deals after those of a column, at most `limit`. */
export async function fetchNext(
  client: KithClient,
  chosen: Chosen,
  { column: { id, nextCursor }, limit }: { column: BoardStage; limit: number },
  signal: AbortSignal,
): Promise<Pick<BoardStage, 'deals' | 'nextCursor'>> {
  if (!nextCursor) return { deals: [], nextCursor };
  const part = { stageId: id, cursor: nextCursor, limit: Math.min(mostPerStage, limit) };
  const [stage] = (await fetchPart(client, chosen, part, signal)).stages;
  // A stage that was taken away meanwhile has no more.
  return stage ?? { deals: [], nextCursor: null };
}

/** The board with at least as many deals a stage as are shown. @param shown how many, by the stage's id. */
export async function fetchShown(
  client: KithClient,
  chosen: Chosen,
  { shown, pageSize }: { shown: ReadonlyMap<string, number>; pageSize: number },
  signal: AbortSignal,
): Promise<{ name: string; columns: BoardStage[] }> {
  const limit = Math.min(mostPerStage, Math.max(pageSize, ...shown.values()));
  const { name, stages } = await fetchPart(client, chosen, { limit }, signal);
  const columns = stages.map(async (stage) => {
    let column: BoardStage = stage;
    const wanted = shown.get(stage.id) ?? 0;
    while (column.nextCursor && column.deals.length < wanted) {
      const next = { column, limit: wanted - column.deals.length };
      const more = await fetchNext(client, chosen, next, signal);
      column = { ...column, deals: [...column.deals, ...more.deals], nextCursor: more.nextCursor };
    }
    return column;
  });
  return { name, columns: await Promise.all(columns) };
}
