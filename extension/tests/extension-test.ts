// Owns the stage of the extension's browser tests: real Chromium with the unpacked build, sites served from fixtures.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { type Account, test as base } from '../../tools/testing/fixtures.ts';

const build = join(import.meta.dirname, '../.output/chrome-mv3');
const fixtures = join(import.meta.dirname, '../src/sites');

/** Stricter than any site: no styles, no scripts, Trusted Types. */
export const strictPolicy = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
/** The same with the fixture's own look, because sites hide and lay out parts by styles. */
export const styledPolicy = `${strictPolicy}; style-src 'unsafe-inline'; img-src data:`;

export interface SitePage {
  /** Path of the fixture under `src/sites`: `gmail/2025-08-thread`. */
  fixture: string;
  /** Part of the address after the site's own: a hash. */
  hash?: string;
  policy?: string;
}

export interface ExtensionBrowser {
  context: BrowserContext;
  /** Opens one of the extension's own pages: `welcome.html`. */
  openOwn(path: string): Promise<Page>;
  /** Opens a site's fixture under the site's real address. */
  openSite(site: SitePage): Promise<Page>;
  /** Stops the background worker, as the browser does when it has been idle. */
  stopWorker(): Promise<void>;
  /** Loads the extension anew under its open pages, as an update does. */
  update(): Promise<void>;
  /** Changes fields of the stored session, as time or another device would. */
  changeSession(change: Record<string, string | number>): Promise<void>;
  /** Signs in as the set-up page would. */
  signIn(address: string, account: Pick<Account, 'email' | 'password'>): Promise<void>;
}

const origins: Record<string, string> = {
  gmail: 'https://mail.google.com/mail/u/0/',
  'telegram-a': 'https://web.telegram.org/a/',
  'telegram-k': 'https://web.telegram.org/k/',
};

export const test = base.extend<{ extension: ExtensionBrowser }>({
  extension: async ({ playwright, locale, viewport, colorScheme }, use) => {
    const context = await playwright.chromium.launchPersistentContext('', {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      headless: false,
      reducedMotion: 'reduce',
      args: [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--disable-extensions-except=${build}`,
        `--load-extension=${build}`,
      ],
      locale: locale ?? 'en-GB',
      timezoneId: 'UTC',
      viewport: viewport ?? { width: 1280, height: 720 },
      colorScheme: colorScheme ?? 'light',
    });
    await use(browserOf(context));
    await context.close();
  },
});

export { expect };

function browserOf(context: BrowserContext): ExtensionBrowser {
  const openOwn = async (path: string) => {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const page = await context.newPage();
    await page.goto(new URL(path, worker.url()).href);
    return page;
  };
  return {
    context,
    openOwn,
    openSite: (site) => openSite(context, site),
    stopWorker: () => stopWorker(context, openOwn),
    update: async () => {
      const page = await openOwn('popup.html');
      const [worker] = context.serviceWorkers();
      const stopped = worker?.waitForEvent('close');
      await Promise.all([page.waitForEvent('close'), page.evaluate(() => chrome.runtime.reload()).catch(String)]);
      await stopped;
    },
    changeSession: async (change) => {
      const page = await openOwn('popup.html');
      await page.evaluate(changeStoredSession, change);
      await page.close();
    },
    signIn: async (address, { email, password }) => {
      const page = await openOwn('welcome.html');
      await page.getByLabel('Server address').fill(address);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('heading', { name: 'You are signed in' })).toBeVisible();
      await page.close();
    },
  };
}

async function openSite(
  context: BrowserContext,
  { fixture, hash = '', policy = styledPolicy }: SitePage,
): Promise<Page> {
  const [site = '', name = ''] = fixture.split('/');
  const origin = origins[site] ?? '';
  const html = await readFile(join(fixtures, site, 'fixtures', `${name}.html`), 'utf8');
  await context.route(`${new URL(origin).origin}/**`, (route) =>
    route.fulfill({
      body: html,
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy },
    }),
  );
  const page = await context.newPage();
  await page.goto(origin + hash);
  await expect(overlay(page)).toBeAttached();
  return page;
}

/** The overlay's element in a page. */
export const overlay = (page: Page): Locator => page.locator('kith-overlay');

/** Waits until the panel shows a person in a state. */
export async function expectPanel(page: Page, state: string, subject: string): Promise<void> {
  await expect(overlay(page)).toHaveAttribute('data-subject', subject);
  await expect(overlay(page)).toHaveAttribute('data-state', state);
}

interface StorageArea {
  get(key: string): Promise<Record<string, string>>;
  set(values: Record<string, string>): Promise<void>;
}
declare const chrome: { storage: { local: StorageArea }; runtime: { reload(): void } };

/** Runs in one of the extension's own pages. */
async function changeStoredSession(change: Record<string, string | number>): Promise<void> {
  const { session = '{}' } = await chrome.storage.local.get('session');
  await chrome.storage.local.set({ session: JSON.stringify({ ...JSON.parse(session), ...change }) });
}

async function stopWorker(context: BrowserContext, openOwn: (path: string) => Promise<Page>): Promise<void> {
  const page = await openOwn('popup.html');
  const devtools = await context.newCDPSession(page);
  const workers = async () =>
    (await devtools.send('Target.getTargets')).targetInfos
      .filter(({ type }) => type === 'service_worker')
      .map(({ targetId }) => targetId);
  const stopped = await workers();
  for (const targetId of stopped) await devtools.send('Target.closeTarget', { targetId });
  // A page may have woken a new one by now.
  await expect.poll(async () => (await workers()).some((id) => stopped.includes(id))).toBe(false);
  await page.close();
}
