// Owns watching what a page asks the API for, and holding it back.
import { expect, type Page } from '@playwright/test';

/** Collects the addresses of the page's reads from now on. */
export function readsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().includes('/v1/')) asked.push(request.url());
  });
  return asked;
}

/** Resolves when the page hears live changes: call it before the page is opened. */
export async function hearing(page: Page): Promise<void> {
  const socket = await page.waitForEvent('websocket', (candidate) => candidate.url().includes('/realtime/'));
  await socket.waitForEvent('framereceived', ({ payload }) => payload.includes('phx_reply'));
}

/** Waits until the widgets have caught up: longer than changes are gathered for, nothing more was asked. */
export async function caughtUp(asked: readonly string[]): Promise<void> {
  let before = -1;
  const settled = () => {
    const same = asked.length === before;
    before = asked.length;
    return same;
  };
  await expect.poll(settled, { intervals: [700] }).toBe(true);
}

/** Holds requests to these addresses back until the answer is called; later ones go at once. */
export async function holdRequests(page: Page, address: string): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    await held.promise;
    await route.continue();
  });
  return held.resolve;
}
