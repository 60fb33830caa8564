// What people can rely on in <kith-search>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, colleagues, logMail, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const box = (page: Page) => page.getByRole('combobox', { name: 'Search everything' });
const hits = (page: Page) => page.getByRole('option');
const group = (page: Page, name: string) => page.getByRole('group', { name });

/** The page notes what it is asked to open. */
const noteOpened = (page: Page) =>
  page.evaluate(() => {
    document.addEventListener('kith-open', (event) => {
      if (event instanceof CustomEvent) document.body.dataset['opened'] = `${event.detail.type}:${event.detail.id}`;
    });
  });

test('typing finds people, deals and messages, grouped and marked, under a strict policy', async ({
  page,
  host,
  kith,
  account,
}) => {
  const person = await capture(account.api, ada);
  const { id: deal } = await unwrap(account.api.POST('/v1/deals', { body: { name: 'Prospect pilot', contacts: [] } }));
  await logMail(account.api, person.id, { subject: 'Hello', body: 'A prospect of oak', visibility: 'full' });
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-search></kith-search>', { key: null });
  await noteOpened(page);
  await box(page).fill('prosp');
  await expect(group(page, 'People').getByRole('option')).toContainText('Ada Prospect');
  await expect(group(page, 'Messages')).toContainText('A prospect of oak');
  await expect(page.locator('mark').first()).toHaveText(/prosp/i);
  await group(page, 'Deals').getByRole('option').click();
  await expect(page.locator('body')).toHaveAttribute('data-opened', `deal:${deal}`);
  await expect(hits(page)).toHaveCount(0);
  expect(host.violations).toEqual([]);
});

test('the keyboard opens, moves, picks, clears and closes', async ({ page, host, account }) => {
  const person = await capture(account.api, { name: 'Ada One' });
  await capture(account.api, { name: 'Ada Two' });
  await host.open(page, '<button>Before</button><kith-search shortcut></kith-search>');
  await noteOpened(page);
  await expect(box(page)).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(box(page)).toBeFocused();
  // Empty: who was active last.
  await expect(group(page, 'Active last').getByRole('option')).toHaveCount(2);
  await page.keyboard.type('ada');
  await expect(hits(page)).toHaveCount(2);
  const active = () => page.getByRole('option', { selected: true });
  await page.keyboard.press('ArrowDown');
  await expect(active()).toContainText('Ada Two');
  await page.keyboard.press('ArrowUp');
  await expect(active()).toContainText('Ada One');
  await expect(box(page)).toHaveAttribute('aria-activedescendant', `hit-contact-${person.id}`);
  await page.keyboard.press('Enter');
  await expect(page.locator('body')).toHaveAttribute('data-opened', `contact:${person.id}`);
  await expect(box(page)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Control+k');
  await expect(hits(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(box(page)).toHaveValue('');
  await expect(group(page, 'Active last')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(hits(page)).toHaveCount(0);
});

test('fast typing asks once, a late answer is dropped, and Enter waits for the right one', async ({
  page,
  host,
  account,
}) => {
  await capture(account.api, { name: 'Bo Client' });
  const person = await capture(account.api, { name: 'Bea Lake' });
  const asked: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/v1/search?**', async (route) => {
    const wanted = new URL(route.request().url()).searchParams.get('q') ?? '';
    asked.push(wanted);
    if (wanted === 'bo') await held;
    await route.continue().catch(() => undefined);
  });
  await host.open(page, '<kith-search></kith-search>');
  await noteOpened(page);
  await box(page).click();
  await expect(hits(page)).toHaveCount(2);
  await box(page).pressSequentially('bo', { delay: 10 });
  await expect.poll(() => asked).toContain('bo');
  await box(page).fill('bea');
  await box(page).press('Enter');
  await expect(page.locator('body')).toHaveAttribute('data-opened', `contact:${person.id}`);
  release();
  await box(page).click();
  await expect(hits(page)).toHaveText([/Bea Lake/]);
  expect(asked.filter((wanted) => wanted === 'b')).toEqual([]);
});

test('slips, nothing found and a silent server are told in words', async ({ page, host, account }) => {
  await capture(account.api, { name: 'Katherine Johnson' });
  await host.open(page, '<kith-search></kith-search>');
  await box(page).fill('jonhson');
  await expect(page.getByText('These come close')).toBeVisible();
  await expect(hits(page)).toContainText('Katherine Johnson');
  await box(page).fill('wxqzvk');
  await expect(page.getByText('Nothing found for “wxqzvk”')).toBeVisible();
  await page.route('**/v1/search?**', (route) => route.abort());
  await box(page).fill('kath');
  await expect(page.getByText('The server did not answer')).toBeVisible();
  await page.unroute('**/v1/search?**');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(hits(page)).toContainText('Katherine Johnson');
});

test('markup in names stays text', async ({ page, host, account }) => {
  await capture(account.api, { name: '<img src=x onerror=alert(1)> Ada' });
  await host.open(page, '<kith-search></kith-search>');
  await box(page).fill('ada');
  await expect(hits(page)).toContainText('<img src=x onerror=alert(1)> Ada');
  await expect(page.locator('kith-search img')).toHaveCount(0);
  expect(host.violations).toEqual([]);
});

test('axe finds nothing, in both themes, in Russian and at 360 px', async ({ page, host, kith, account }) => {
  const person = await capture(account.api, ada);
  for (const { daysAgo, ...colleague } of colleagues) await capture(account.api, colleague);
  await unwrap(account.api.POST('/v1/deals', { body: { name: 'Ada’s harbour pilot 2027', contacts: [] } }));
  const body =
    'Thank you for the call. Ada from Acme will send the drawings of the harbour crane on Tuesday, so that we can begin.';
  await logMail(account.api, person.id, { subject: 'Re: Quote', body, visibility: 'full' });
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>Search</h1><kith-search shortcut></kith-search>', { key: null });
  await page.setViewportSize({ width: 640, height: 560 });
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await box(page).fill('ada');
    await expect(group(page, 'Messages')).toBeVisible();
    await box(page).press('ArrowDown');
    await expect(page.locator('kith-search .panel.busy')).toHaveCount(0);
    await expectAccessible(page);
    await shot(page, `widget-search-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shot(page, 'widget-search-narrow');
  await page.locator('kith-search').evaluate((element) => element.setAttribute('lang', 'ru'));
  await page.getByRole('combobox', { name: 'Поиск по всему' }).fill('');
  await expect(group(page, 'Недавно активные')).toBeVisible();
  await expect(page.locator('kith-search .panel.busy')).toHaveCount(0);
  await expectAccessible(page);
  await shot(page, 'widget-search-ru');
});
