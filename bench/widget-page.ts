// Owns a page on another origin that embeds the people list, for measuring.
import { createServer } from 'node:http';
import { unwrap } from '@kith/sdk';
import type { Browser } from '@playwright/test';
import type { Account } from '../tools/testing/fixtures.ts';

interface Place {
  browser: Browser;
  kithUrl: string;
  account: Account;
}

export interface WidgetPage {
  /** Resolves once the name stands in the list. */
  waitForName(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function listenForWidget({ browser, kithUrl, account }: Place): Promise<WidgetPage> {
  let html = '';
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const origin = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  const { key } = await unwrap(
    account.api.POST('/v1/embed-keys', { body: { name: 'Bench', allowedOrigins: [origin] } }),
  );
  html = `<!doctype html><html lang="en"><title>Bench</title><script src="${kithUrl}/kith.js" data-key="${key}" async></script><kith-people></kith-people></html>`;

  const page = await browser.newPage();
  await page.goto(origin);
  await page.locator('kith-people').getByRole('searchbox').waitFor();
  return {
    waitForName: (name) => page.getByText(name, { exact: true }).first().waitFor(),
    close: async () => {
      await page.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
