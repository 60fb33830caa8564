// Owns a page on another origin that embeds the people list and a contact card by embed key.
import { createServer } from 'node:http';
import { unwrap } from '@kith/sdk';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Account } from './fixtures.ts';

interface Place {
  /** Where the page opens. */
  browser: Browser | BrowserContext;
  kithUrl: string;
  /** Whose organization the page shows. */
  account: Account;
}

export interface WidgetPage {
  page: Page;
  /** Resolves once the name stands in the list. */
  waitForName(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Serves and opens the page; returns when the list is there. */
export async function openWidgetPage({ browser, kithUrl, account }: Place): Promise<WidgetPage> {
  let html = '';
  const server = createServer((_, response) => {
    const live = kithUrl.replace(/^http/, 'ws');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${kithUrl}; connect-src ${kithUrl} ${live}`,
    );
    response.setHeader('content-type', 'text/html');
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const origin = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  const body = { name: 'Another firm', allowedOrigins: [origin] };
  const { key } = await unwrap(account.api.POST('/v1/embed-keys', { body }));
  html = `<!doctype html><html lang="en"><title>Another firm</title><script src="${kithUrl}/kith.js" data-key="${key}" async></script>
    <kith-people id="people"></kith-people><kith-contact for="people"></kith-contact></html>`;

  const page = await browser.newPage();
  await page.goto(origin);
  await page.locator('kith-people').getByRole('searchbox').waitFor();
  return {
    page,
    waitForName: (name) => page.locator('kith-people').getByText(name, { exact: true }).waitFor(),
    close: async () => {
      await page.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
