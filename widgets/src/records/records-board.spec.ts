// What people can rely on when <kith-records> shows deals as a board.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { addDeal, boardOf, card, column, firstPipeline, titles } from '../testing/deals.ts';
import { expect, test } from '../testing/host-page.ts';
import { provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('deals of a filter stand on a board, are moved, counted and saved so', async ({ page, host, kith, account }) => {
  const { api } = account;
  const { id: pipeline } = await firstPipeline(api);
  await addDeal(api, { name: 'Bridge', amount: 90_000_00, currency: 'EUR' });
  await addDeal(api, { name: 'Harbour', amount: 40_000_00, currency: 'EUR' });
  await addDeal(api, { name: 'Sample', amount: 100_00, currency: 'EUR' });
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>Deals</h1><kith-records resource="deals"></kith-records>', { key: null });
  await button(page, 'Shown as: Board').click();
  await expect(titles(page, 'New')).toHaveText(['Sample', 'Harbour', 'Bridge']);
  await button(page, 'Filter').click();
  await button(page, 'Add condition').click();
  await page.getByLabel('Field').selectOption({ label: 'Amount' });
  await page.getByLabel('Operator').selectOption({ label: 'is at least' });
  await page.getByLabel('Value').fill('1000');
  await page.getByLabel('Value').press('Tab');
  await expect(titles(page, 'New')).toHaveText(['Harbour', 'Bridge']);
  await expect(column(page, 'New').getByLabel('2 deals')).toBeVisible();
  await expect(column(page, 'New').locator('.sum')).toHaveAttribute('title', /130,000/);
  await button(page, /^Filter/).click();
  await card(page, 'Bridge').focus();
  for (const key of ['Space', 'ArrowRight', 'Space']) await page.keyboard.press(key);
  await expect(titles(page, 'Qualified')).toHaveText(['Bridge']);
  await expect(column(page, 'New').getByLabel('1 deal', { exact: true })).toBeVisible();
  // The card stands there at once; the server a moment later.
  await expect.poll(() => boardOf(api, pipeline)).toEqual({ New: ['Sample', 'Harbour'], Qualified: ['Bridge'] });
  await button(page, 'Save as new').click();
  await page.getByLabel('Name of the view').fill('Large');
  await button(page, 'Save').click();
  await expect(page.getByLabel('View', { exact: true })).toHaveValue(/.+/);
  const { items } = await unwrap(api.GET('/v1/views'));
  expect(items).toMatchObject([{ name: 'Large', form: 'board', resource: 'deals' }]);
  await button(page, 'Shown as: List').click();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  expect(host.violations).toEqual([]);
});

test('a card that no longer fits the filter leaves the board', async ({ page, host, kith, account }) => {
  const { api } = account;
  const { stages } = await firstPipeline(api);
  const deal = await addDeal(api, { name: 'Bridge', amount: 90_000_00, currency: 'EUR' });
  await addDeal(api, { name: 'Harbour', amount: 40_000_00, currency: 'EUR' });
  const where = { all: [{ field: 'stage', op: 'any_of' as const, value: [stages[0]?.id] }] };
  const view = await unwrap(
    api.POST('/v1/views', {
      body: { name: 'New ones', resource: 'deals', form: 'board', filter: { version: 1, where } },
    }),
  );
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-board view="${view.id}"></kith-board>`, { key: null });
  await expect(titles(page, 'New')).toHaveText(['Harbour', 'Bridge']);
  await card(page, 'Bridge').focus();
  for (const key of ['Space', 'ArrowRight', 'Space']) await page.keyboard.press(key);
  await expect(page.getByText('“Bridge” moved to Qualified', { exact: true })).toBeVisible();
  await expect(page.locator('.card')).toHaveText([/Harbour/]);
  await unwrap(
    api.POST('/v1/deals/{id}/move', { params: { path: { id: deal.id } }, body: { stageId: stages[0]?.id ?? '' } }),
  );
  await expect(titles(page, 'New')).toHaveText(['Bridge', 'Harbour']);
  await unwrap(api.DELETE('/v1/views/{id}', { params: { path: { id: view.id } } }));
  await expect(page.getByText('This view is not here, or no longer fits')).toBeVisible();
});

test('axe finds nothing in the board of a view, in both themes, in Russian and at 360 px', async ({
  page,
  host,
  kith,
  account,
}) => {
  for (const [nth, name] of ['Bridge', 'Harbour', 'Ferry', 'Sluice'].entries()) {
    await addDeal(account.api, { name, amount: (nth + 1) * 9_000_00, currency: 'EUR' });
  }
  await provideSession(page, kith.url, account);
  await page.setViewportSize({ width: 1000, height: 720 });
  await host.open(page, '<h1>Deals</h1><kith-records resource="deals"></kith-records>', { key: null });
  await button(page, 'Shown as: Board').click();
  await expect(titles(page, 'New')).toHaveCount(4);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(page.locator('kith-records'), `widget-records-board-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('kith-records').evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(button(page, 'Вид: Доска')).toBeVisible();
  await page.setViewportSize({ width: 360, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectAccessible(page);
  await shot(page.locator('kith-records'), 'widget-records-board-ru-narrow');
  // First names of stages and pipelines are in the reader's language in cells and choices, too.
  await page.setViewportSize({ width: 1000, height: 720 });
  await button(page, 'Вид: Таблица').click();
  await expect(page.getByRole('row', { name: 'Bridge' }).getByText('Новая')).toBeVisible();
});
