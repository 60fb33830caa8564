// Owns the one page that others may frame: a single widget, for the origins that its embed key allows.
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { clientAddress } from '../http/client-address.ts';
import { pageConnects } from '../http/page-connects.ts';
import { problemResponse } from '../http/problem.ts';
import { createRateLimits, noRateLimits } from '../http/rate-limit.ts';
import { requestIdFrom } from '../http/request-id.ts';
import { frameAncestors } from './frame-ancestors.ts';
import { frameAttributes } from './frame-attributes.ts';
import { frameTicket } from './frame-ticket.ts';
import { type ReadKey, readEmbedKey } from './read-embed-key.ts';

const Wish = z.object({
  key: z.string().regex(/^pk_[\w-]{1,200}$/),
  theme: z.enum(['light', 'dark', 'auto']).catch('auto'),
  lang: z.enum(['en', 'ru']).optional().catch(undefined),
  density: z.enum(['dense']).optional().catch(undefined),
});
/** More of an attribute is nobody's search and no id. */
const longestAttribute = 500;

const refusals = {
  notAsked: [400, 'This address names no embed key. Copy the frame from the portal again.'],
  noSuchWidget: [404, 'There is no such widget.'],
  noSuchKey: [404, 'The embed key of this frame does not exist or was revoked.'],
  notNamed: [403, 'The embed key of this frame does not name this widget.'],
  notFramed: [403, 'This page is made to stand inside another.'],
} as const;

/** `GET /embed/<widget>?key=pk_…`. */
export function framePageRoutes(deps: Deps): Hono {
  const app = new Hono();
  const perMinute = deps.env.KITH_RATE_LIMIT;
  const limits = perMinute === 0 ? noRateLimits : createRateLimits(deps.counters, perMinute);
  app.get('/embed/:widget', async (c) => {
    await limits.take('address', clientAddress(c, deps.env.KITH_PROXIES) ?? '');
    const tag = `kith-${c.req.param('widget')}`;
    if (!Object.hasOwn(frameAttributes, tag)) return refuse(c, 'noSuchWidget');
    const wish = Wish.safeParse(c.req.query());
    if (!wish.success) return refuse(c, 'notAsked');
    // Browsers say so in a header that pages cannot set; old ones do not.
    if (!['iframe', 'frame', undefined].includes(c.req.header('sec-fetch-dest'))) return refuse(c, 'notFramed');
    const key = await readEmbedKey(deps, wish.data.key);
    if (key === null) return refuse(c, 'noSuchKey');
    if (key.widgets.length > 0 && !key.widgets.includes(tag)) return refuse(c, 'notNamed');
    for (const [name, value] of Object.entries(headersOf(deps, key))) c.header(name, value);
    return c.html(pageOf(deps, { key, tag, wish: wish.data, attributes: attributesOf(tag, c.req.query()) }));
  });
  app.onError((error) => problemResponse(error, requestIdFrom(undefined), deps.log));
  return app;
}

function refuse(c: Context, why: keyof typeof refusals) {
  const [status, words] = refusals[why];
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  c.header('cache-control', 'no-store');
  return c.html(html`<!doctype html><html lang="en"><title>Kith</title><p>${words}</p></html>`, status);
}

/** An origin of its own, which no other page has: nothing of the portal's can be read from here, and no cookie or storage exists. */
const headersOf = (deps: Deps, key: ReadKey) => ({
  'content-security-policy': [
    "default-src 'none'",
    `script-src ${deps.apiUrl}`,
    `connect-src ${pageConnects(deps)}`,
    `img-src ${deps.apiUrl} data:`,
    `font-src ${deps.apiUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors(key.allowedOrigins)}`,
    'sandbox allow-scripts allow-forms allow-popups',
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; '),
  'referrer-policy': 'no-referrer',
  // It holds a ticket.
  'cache-control': 'no-store',
});

const attributesOf = (tag: string, query: Record<string, string>): [string, string][] =>
  (frameAttributes[tag] ?? []).flatMap((name) => {
    const value = query[name];
    return value === undefined ? [] : [[name, value.slice(0, longestAttribute)]];
  });

interface Page {
  key: ReadKey;
  tag: string;
  wish: z.infer<typeof Wish>;
  attributes: [string, string][];
}

/** What the widget gets stands in the script's data: an element whose attributes are written by a script needs no quoting. */
function pageOf(deps: Deps, { key, tag, wish, attributes }: Page) {
  const { theme, lang, density } = wish;
  const given = Object.fromEntries([...attributes, ['theme', theme], ...(density ? [['density', density]] : [])]);
  return html`<!doctype html>
<html lang="${lang ?? 'en'}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Kith</title>
    <script src="${deps.apiUrl}/frame.js" data-widget="${tag}" data-given="${JSON.stringify(given)}"
      data-lang="${lang ?? ''}" data-origins="${key.allowedOrigins.join(' ')}" defer></script>
    <script src="${deps.apiUrl}/kith.js" data-key="${wish.key}" data-frame="${frameTicket(deps, key.id)}" defer></script>
  </head>
  <body></body>
</html>`;
}
