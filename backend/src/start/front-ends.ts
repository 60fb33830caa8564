// Owns serving the built browser parts: the portal, the widgets with their loader, and the sample intranet page.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { type Addresses, pageConnects } from '../http/page-connects.ts';
import { readIfThere } from '../read-if-there.ts';

const root = join(import.meta.dirname, '../../..');
/** Where `npm run build` puts the browser parts. */
export const builtFolders = {
  widgets: join(root, 'widgets/dist'),
  portal: join(root, 'embed-demo/dist/portal'),
  intranet: join(root, 'embed-demo/dist/intranet'),
};
export const extensionFolders = ['extension/.output/chrome-mv3', 'extension/.output/firefox-mv3'].map((folder) =>
  join(root, folder),
);

const notBuilt = 'The browser parts are not built yet. Run `npm start`, or `npm run build`.';

/** Headers of every page of ours. `policy` is its Content-Security-Policy. */
const pageHeaders =
  (policy: string): MiddlewareHandler =>
  async (c, next) => {
    await next();
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('cross-origin-opener-policy', 'same-origin');
  };

/** Files in these folders carry a hash in their names and never change; the rest is asked for again each time. */
const caching: MiddlewareHandler = async (c, next) => {
  await next();
  const hashed = /\/(chunks|assets|intranet-assets)\//.test(c.req.path) && c.res.ok;
  c.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
};

const anyOrigin: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('access-control-allow-origin', '*');
  c.header('cross-origin-resource-policy', 'cross-origin');
};

/** The portal at `/`, the loader at `/kith.js`, the script of framed widgets at `/frame.js`, the widgets at `/widgets/*`. */
export function frontEndRoutes({ apiUrl, supabaseUrl }: Addresses, built = builtFolders): Hono {
  const app = new Hono();
  app.use('/kith.js', anyOrigin, caching, serveStatic({ root: built.widgets }));
  app.use('/frame.js', anyOrigin, caching, serveStatic({ root: built.widgets }));
  app.use('/widgets/*', anyOrigin, caching, serveStatic({ root: built.widgets }));
  app.use(
    '/*',
    pageHeaders(
      `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${pageConnects({ apiUrl, supabaseUrl })}; img-src 'self' data:; ` +
        "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    caching,
    serveStatic({ root: built.portal }),
  );
  app.get('/', (c) => c.text(existsSync(built.portal) ? 'Not found' : notBuilt, 503));
  return app;
}

/** The sample page of an invented firm, on an origin of its own. */
export function intranetRoutes({ embedKey, ...addresses }: Addresses & { embedKey: string }): Hono {
  const app = new Hono();
  const { apiUrl } = addresses;
  const policy =
    `default-src 'none'; script-src 'self' ${apiUrl}; style-src 'self'; connect-src ${pageConnects(addresses)}; ` +
    "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
    "require-trusted-types-for 'script'; trusted-types lit-html";
  app.use(pageHeaders(policy));
  app.get('/', (c) => c.redirect('/intranet'));
  app.get('/intranet', async (c) => {
    const page = await readIfThere(join(builtFolders.intranet, 'index.html'));
    if (page === null) return c.text(notBuilt, 503);
    return c.html(page.replaceAll('__KITH_URL__', apiUrl).replaceAll('__KITH_KEY__', embedKey));
  });
  app.use('/*', caching, serveStatic({ root: builtFolders.intranet }));
  return app;
}
