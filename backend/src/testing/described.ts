// Owns holding answers against the route descriptions: what is served is what the OpenAPI document says.
import { ZodType } from 'zod';
import { allRoutes } from '../http/registry.ts';
import { Problem } from '../http/wire.ts';

const routeOf = (method: string, path: string) =>
  allRoutes.find(
    (route) =>
      route.method === method.toLowerCase() &&
      new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );

/** Throws when an answer is not one that its route describes. */
export function expectDescribed(method: string, path: string, status: number, body: unknown): void {
  const route = routeOf(method, path.replace(/\?.*$/, ''));
  const described = route?.responses[status];
  if (route && !described && status !== 500) throw new Error(`${route.operationId} does not describe ${status}`);
  if (status >= 400 && status !== 503) Problem.parse(body);
  if (!route || !described || status >= 400) return;
  const media = 'content' in described ? described.content?.['application/json'] : undefined;
  const schema = media && 'schema' in media ? media.schema : undefined;
  if (schema instanceof ZodType) schema.parse(body);
  else if (body !== null) throw new Error(`${route.operationId} describes no body for ${status}`);
}
