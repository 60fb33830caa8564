// Owns watching what a page asks the API for.
import { expect, type Page } from '@playwright/test';

/** Collects the addresses of the page's reads from now on. */
export function readsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().includes('/v1/')) asked.push(request.url());
  });
  return asked;
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
