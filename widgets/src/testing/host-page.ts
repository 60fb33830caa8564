// Owns pages of other firms for browser tests: another origin, the strictest policy, an embed key of the test's own organization.
import { createServer, type Server } from 'node:http';
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { type Account, test as base, expect } from '../../../tools/testing/fixtures.ts';

/** A page on an origin of its own. */
export interface HostPage {
  origin: string;
  /** Embed key of the account's organization, good for this origin. */
  key: string;
  /** Opens the page with this body; with a key unless `key` is null. Returns when the document is there. */
  open(page: Page, body: string, options?: { key?: string | null; head?: string }): Promise<void>;
  /** What the policy refused on pages opened here. */
  violations: string[];
}

/** Room for the widgets before their script has come, as the guide tells host pages. */
const styles =
  ':root{color-scheme:light dark}body{margin:16px;max-width:900px}kith-people,kith-contact,kith-relations{display:block;min-block-size:480px}';

const policyFor = (kithUrl: string) =>
  [
    "default-src 'none'",
    `script-src ${kithUrl}`,
    "style-src 'self'",
    `connect-src ${kithUrl} ${kithUrl.replace(/^http/, 'ws')}`,
    "img-src 'self' data:",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

async function listen(respond: () => string, policy: string): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const styled = request.url === '/page.css';
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', styled ? 'text/css' : 'text/html; charset=utf-8');
    response.end(styled ? styles : respond());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page got no port');
  return { server, origin: `http://localhost:${address.port}` };
}

/** A key of the account's organization for an origin; for every widget, unless some are named. */
export async function createKey(account: Account, origin: string, widgets: string[] = []): Promise<string> {
  const body = { name: 'Test page', allowedOrigins: [origin], widgets };
  return (await unwrap(account.api.POST('/v1/embed-keys', { body }))).key;
}

export const test = base.extend<{ host: HostPage }>({
  host: async ({ kith, account }, use) => {
    let html = '';
    const { server, origin } = await listen(() => html, policyFor(kith.url));
    const ownKey = await createKey(account, origin);
    const violations: string[] = [];
    await use({
      origin,
      key: ownKey,
      violations,
      async open(page, body, { key = ownKey, head = '' } = {}) {
        await page.exposeFunction('kithTestViolation', (text: string) => violations.push(text));
        await page.addInitScript(() => {
          document.addEventListener('securitypolicyviolation', (event) => {
            const report: unknown = Reflect.get(window, 'kithTestViolation');
            if (typeof report === 'function') report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
          });
        });
        const data = key === null ? '' : ` data-key="${key}"`;
        html = `<!doctype html><html lang="en"><head><title>Another firm</title><link rel="stylesheet" href="/page.css">${head}
          <script src="${kith.url}/kith.js"${data} async></script></head><body><main>${body}</main></body></html>`;
        await page.goto(origin);
      },
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

export { expect };
