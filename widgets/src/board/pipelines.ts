// Owns reading all pipelines.
import { type KithClient, type Pipeline, unwrap } from '@kith/sdk';

/** The organization's pipelines in their order. */
export async function fetchPipelines(client: KithClient): Promise<Pipeline[]> {
  const pipelines: Pipeline[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 200, ...(cursor ? { cursor } : {}) };
    const page = await unwrap(client.GET('/v1/pipelines', { params: { query } }));
    pipelines.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return pipelines;
}
