// Owns what answers at the address of the install, and what every answer of it carries.
import { Hono } from 'hono';
import type { Deps } from '../deps.ts';
import { framePageRoutes } from '../embed/frame-page.ts';
import { createApp } from '../http/app.ts';
import { framedNowhere, httpsOnly } from '../http/headers.ts';
import { builtFolders, frontEndRoutes } from './front-ends.ts';

/**
 * Puts the API and the browser parts together.
 * @param surface routes of the embedded Supabase surface; left out beside a Supabase project.
 * @param built where the browser parts are.
 */
export function everything(deps: Deps, surface?: Hono, built = builtFolders): Hono {
  const app = new Hono();
  app.use('*', framedNowhere);
  if (deps.apiUrl.startsWith('https:')) app.use('*', httpsOnly);
  if (surface) app.route('/', surface);
  app.route('/', framePageRoutes(deps));
  app.route('/', createApp(deps));
  const frontEnds = frontEndRoutes(deps, built);
  app.notFound((c) => frontEnds.fetch(c.req.raw, c.env));
  return app;
}
