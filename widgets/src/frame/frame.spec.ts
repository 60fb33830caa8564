// What another firm's page can rely on when it frames a widget, in a real browser: the key's origins may, others may not.
import { createServer, type Server } from 'node:http';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { test as base, expect } from '../../../tools/testing/fixtures.ts';
import { createKey } from '../testing/host-page.ts';
import { ada, capture } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

interface Around {
  port: number;
  /** Opens a page at that host, which frames this and keeps what it is told. */
  open(page: Page, host: string, frames: string): Promise<void>;
}

/** Pages of other firms, at as many hosts as one likes: names below `localhost` lead here. */
const test = base.extend<{ around: Around }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from it
  around: async ({}, use) => {
    let html = '';
    const server: Server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(html);
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The page got no port');
    const { port } = address;
    await use({
      port,
      async open(page, host, frames) {
        html =
          `<!doctype html><html lang="en"><head><title>Another firm</title></head><body><main><h1>Ours</h1>${frames}</main><script>
          window.told = [];
          addEventListener('message', ({ data, origin, source }) => told.push({ data, origin, from: [...frames].indexOf(source) }));
        </script></body></html>`.replace('[...frames]', 'Array.from({ length: window.length }, (_, at) => window[at])');
        await page.goto(`http://${host}:${port}/`);
      },
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

const frameOf = (kithUrl: string, key: string, rest = '') =>
  `<iframe src="${kithUrl}/embed/people?key=${key}${rest}" title="People" width="600" height="200"></iframe>`;
const told = (page: Page) => page.evaluate(() => Reflect.get(window, 'told'));

test('a page of the key’s origin frames the widget, which lives, tells its height and takes theme and language', async ({
  page,
  kith,
  account,
  around,
}) => {
  await capture(account.api, ada);
  const key = await createKey(account, `http://localhost:${around.port}`, ['kith-people']);
  const other = `<iframe srcdoc="<title>Other</title>" title="Other"></iframe>`;
  await around.open(page, 'localhost', frameOf(kith.url, key, '&theme=light') + other);
  const inside = page.frameLocator('iframe[title=People]');
  await expect(inside.getByRole('option')).toHaveText([/Ada Prospect/]);
  await expect.poll(() => told(page)).toEqual([{ data: { kith: 'height', height: 480 }, origin: 'null', from: 0 }]);
  // Live, without an origin.
  await expect(async () => {
    await capture(account.api, { name: 'Bo Client' });
    await expect(inside.getByRole('option').first()).toHaveText(/Bo Client/, { timeout: 1000 });
  }).toPass();
  const background = () =>
    inside.locator('kith-people .frame').evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await background()).toBe('rgb(255, 255, 255)');
  const say = (from: 'page' | 'other', message: object) =>
    page.evaluate(
      ([from, message]) => {
        const frame = document.querySelector<HTMLIFrameElement>('iframe[title=People]')?.contentWindow;
        const sender: unknown =
          from === 'page' ? window : document.querySelector<HTMLIFrameElement>('[title=Other]')?.contentWindow;
        Reflect.set(Object(sender), 'framed', frame);
        const run = `framed.postMessage(${JSON.stringify(message)}, '*')`;
        Reflect.get(Object(sender), 'eval').call(sender, run);
      },
      [from, message] as const,
    );
  // Nobody but the page around is heard: what it says next comes behind it.
  await say('other', { kith: 'set', lang: 'ru' });
  await say('page', { kith: 'set', theme: 'dark' });
  await expect.poll(background).toBe('rgb(23, 24, 27)');
  await expect(inside.getByRole('searchbox', { name: 'Search people' })).toBeVisible();
  await say('page', { kith: 'set', lang: 'ru' });
  await expect(inside.getByRole('searchbox', { name: 'Поиск людей' })).toBeVisible();
  // It has no origin of ours, so nothing that is kept there.
  const own = await inside.locator('html').evaluate(() => {
    const kept = () => localStorage.length;
    try {
      return [self.origin, kept()];
    } catch (error) {
      return [self.origin, error instanceof Error ? error.name : ''];
    }
  });
  expect(own).toEqual(['null', 'SecurityError']);
  expect(await page.context().cookies()).toEqual([]);
  await page.evaluate(() => document.querySelector('[title=Other]')?.remove());
  await expectAccessible(page);
  await shot(page, 'framed-people');
});

test('a page of another origin cannot, nor can the address be opened by itself', async ({
  page,
  kith,
  account,
  around,
}) => {
  await capture(account.api, ada);
  const key = await createKey(account, `http://*.site.localhost:${around.port}`, ['kith-people']);
  let sessions = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/embed/sessions')) sessions++;
  });
  const frames = () => page.frames().map((frame) => frame.url().split('?')[0]);
  for (const host of ['evil.localhost', 'site.localhost', 'localhost']) {
    await around.open(page, host, frameOf(kith.url, key));
    await expect.poll(frames).toEqual([`http://${host}:${around.port}/`, 'chrome-error://chromewebdata/']);
    expect(await told(page)).toEqual([]);
  }
  expect(sessions).toBe(0);
  const alone = await page.goto(`${kith.url}/embed/people?key=${key}`);
  expect(alone?.status()).toBe(403);
  await expect(page.getByText('This page is made to stand inside another.')).toBeVisible();
  expect(sessions).toBe(0);
  await around.open(page, 'eu.site.localhost', frameOf(kith.url, key));
  await expect(page.frameLocator('iframe').getByRole('option')).toHaveText([/Ada Prospect/]);
  await expect.poll(() => told(page)).toHaveLength(1);
  // Nothing else of ours is framed, by whomever.
  await around.open(page, 'eu.site.localhost', `<iframe src="${kith.url}/" title="Portal"></iframe>`);
  await expect.poll(frames).toEqual([`http://eu.site.localhost:${around.port}/`, 'chrome-error://chromewebdata/']);
});
