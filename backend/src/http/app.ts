// Builds the HTTP API: middleware, every resource's endpoints, and the one place where errors become answers.
import { type Context, Hono } from 'hono';
import { createKeyVerifier } from '../api-keys/verify-key.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { createMemberPlaces } from '../members/member-places.ts';
import { docsPage, docsPolicy } from './docs.ts';
import type { Api, AppEnv } from './endpoint.ts';
import { anyOrigin, commonHeaders, dataOnly, noStore } from './headers.ts';
import { logRequest } from './log-request.ts';
import { openApiDocument } from './openapi.ts';
import { problemResponse } from './problem.ts';
import { createRateLimits, noRateLimits } from './rate-limit.ts';
import { resources } from './registry.ts';
import { requestIdFrom } from './request-id.ts';

/** Makes the API. `app.request()` answers without a server. Further routes may be added to it; unknown ones answer 404. */
export function createApp(deps: Deps): Hono<AppEnv> {
  const hono = new Hono<AppEnv>();
  hono.use('*', commonHeaders);
  for (const path of ['/v1/*', '/health/*', '/.well-known/kith.json', '/openapi.json']) {
    hono.use(path, logRequest(deps.log));
    hono.use(path, anyOrigin);
    hono.use(path, dataOnly);
  }
  hono.use('/v1/*', noStore);

  const perMinute = deps.env.KITH_RATE_LIMIT;
  const limits = perMinute === 0 ? noRateLimits : createRateLimits(deps.counters, perMinute);
  const api: Api = {
    hono,
    deps,
    keys: createKeyVerifier(deps),
    places: createMemberPlaces(deps),
    limits,
    gates: new Map(),
  };
  for (const { bind } of resources) bind(api);
  const document = openApiDocument(deps.apiUrl);
  hono.get('/openapi.json', (c) => c.json(document));
  const docs = docsPage();
  hono.get('/docs', (c) => c.html(docs, 200, { 'content-security-policy': docsPolicy }));

  const answer = (error: unknown, requestId: string | undefined) =>
    problemResponse(error, requestId ?? requestIdFrom(undefined), deps.log);
  const nothingHere = (c: Context<AppEnv>) =>
    answer(new AppError('not_found', 'Nothing answers at this address.'), c.get('requestId'));
  // Also when other routes stand behind these.
  for (const path of ['/v1', '/v1/*', '/health', '/health/*']) hono.all(path, nothingHere);
  hono.notFound(nothingHere);
  hono.onError((error, c) => answer(error, c.get('requestId')));
  return hono;
}
