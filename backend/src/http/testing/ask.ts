// Owns asking an endpoint for what is in a household.
import type { RouteConfig } from '@hono/zod-openapi';
import type { Reply, TestApi } from '../../testing/test-api.ts';
import type { Household } from './household.ts';
import { bodyFor, idFor, queryFor } from './walked.ts';

/**
 * Asks with a path, a query and a body that name rows of `home`.
 * @param query another one than finds rows of `home`.
 */
export function askFor(
  api: TestApi,
  home: Household,
  route: RouteConfig,
  call: { token?: string; headers?: Record<string, string>; file?: string },
  query = queryFor(route.path, home),
): Promise<Reply> {
  const body = call.file === undefined ? bodyFor(route.operationId ?? '', home) : undefined;
  const path = route.path.replace('{id}', () => idFor(home, route.path)).replace('{stageId}', home.stage);
  return api.call(route.method.toUpperCase(), `${path}${query}`, {
    ...call,
    ...(body === undefined ? {} : { body }),
    headers: { 'if-match': '"1"', ...call.headers },
  });
}
