// What people can rely on in <kith-records>, in a real browser on another origin, against the real server.
import { type KithClient, unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { addDeal } from '../testing/deals.ts';
import { expect, test } from '../testing/host-page.ts';
import { capture, colleagues, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const names = (page: Page) => page.locator('kith-records .open');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

async function team(api: KithClient) {
  for (const { daysAgo, ...one } of colleagues) await capture(api, one);
}

test('a filter is built, saved, shared and opened again, under a strict policy', async ({
  page,
  host,
  kith,
  account,
}) => {
  await team(account.api);
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-records></kith-records>', { key: null });
  await expect(names(page)).toHaveCount(colleagues.length);
  await button(page, 'Filter').click();
  await button(page, 'Add condition').click();
  await page.getByLabel('Field').selectOption({ label: 'Job title' });
  await page.getByLabel('Value').fill('found');
  await page.getByLabel('Value').press('Tab');
  await expect(names(page)).toHaveText(['Dmitri Sample']);
  // Nothing else was asked for while the condition was half written.
  await button(page, 'Add condition').click();
  await expect(names(page)).toHaveText(['Dmitri Sample']);
  await page.getByLabel('How conditions are joined').selectOption('any');
  await page.getByLabel('Value').nth(1).fill('bo');
  await page.getByLabel('Value').nth(1).press('Tab');
  await expect(names(page)).toHaveCount(2);
  // What is half written is not saved.
  await button(page, 'Add condition').click();
  await button(page, 'Save as new').click();
  await page.getByLabel('Name of the view').fill('Hot');
  await page.getByLabel('Share with the team').check();
  await button(page, 'Save').click();
  await expect(page.getByLabel('View', { exact: true })).toHaveValue(/.+/);
  const { items } = await unwrap(account.api.GET('/v1/views'));
  expect(items).toMatchObject([{ name: 'Hot', shared: true, problems: [] }]);
  expect(items[0]?.filter.where).toMatchObject({ any: [{ field: 'title' }, { field: 'name', value: 'bo' }] });
  await page.getByLabel('View', { exact: true }).selectOption('');
  await expect(names(page)).toHaveCount(colleagues.length);
  await page.getByLabel('View', { exact: true }).selectOption({ label: 'Hot' });
  await expect(names(page)).toHaveCount(2);
  expect(host.violations).toEqual([]);
});

test('a filter by consent offers the purposes that there are', async ({ page, host, kith, account }) => {
  await team(account.api);
  const { items } = await unwrap(account.api.GET('/v1/contacts'));
  const [first, second] = items;
  for (const [person, purpose] of [
    [first, 'newsletter'],
    [second, 'Fair invitation'],
  ] as const) {
    const params = { path: { id: person?.id ?? '' } };
    await unwrap(account.api.POST('/v1/contacts/{id}/consents', { params, body: { purpose } }));
  }
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-records></kith-records>', { key: null });
  await button(page, 'Filter').click();
  await button(page, 'Add condition').click();
  await page.getByLabel('Field').selectOption({ label: 'Consent given for' });
  const value = page.getByLabel(/^Value/);
  await expect(value.getByRole('option')).toHaveText([
    /Choose/,
    'Being contacted',
    'Marketing',
    'Newsletter',
    'Fair invitation',
  ]);
  await value.selectOption({ label: 'Newsletter' });
  await expect(names(page)).toHaveText([first?.name ?? '']);
  await value.selectOption({ label: 'Fair invitation' });
  await expect(names(page)).toHaveCount(2);
  // On which basis, purpose by purpose.
  await page.getByLabel('Field').selectOption({ label: 'Lawful basis for' });
  await value.selectOption({ label: 'Newsletter: legitimate interests' });
  await expect(names(page)).toHaveCount(0);
  await value.selectOption({ label: 'Newsletter: consent' });
  await expect(names(page)).toHaveText([first?.name ?? '']);
  await shot(page.locator('kith-records'), 'widget-records-consent-basis');
  await page.locator('kith-records').evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(button(page, 'Рассылка: согласие')).toBeVisible();
  await shot(page.locator('kith-records'), 'widget-records-consents-ru');
});

test('a filter on money compares one currency, in whole units of it', async ({ page, host, kith, account }) => {
  const { api } = account;
  await addDeal(api, { name: 'Bridge', amount: 90_000_00, currency: 'EUR' });
  await addDeal(api, { name: 'Sample', amount: 100_00, currency: 'EUR' });
  await addDeal(api, { name: 'Tea house', amount: 1_500_000, currency: 'JPY' });
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>Deals</h1><kith-records resource="deals"></kith-records>', { key: null });
  await button(page, 'Filter').click();
  await button(page, 'Add condition').click();
  await page.getByLabel('Field').selectOption({ label: 'Amount' });
  await page.getByLabel('Operator').selectOption({ label: 'is above' });
  const currency = page.getByLabel('Currency');
  // What most deals are in, and first in the list what deals are in at all.
  await expect(currency).toHaveValue('EUR');
  expect((await currency.getByRole('option').allTextContents()).slice(0, 2)).toEqual(['EUR', 'JPY']);
  await page.getByLabel('Value').fill('200.50');
  await page.getByLabel('Value').press('Tab');
  await expect(names(page)).toHaveText(['Bridge']);
  await expectAccessible(page);
  await shot(page.locator('kith-records'), 'widget-records-money');
  await currency.selectOption('JPY');
  await expect(names(page)).toHaveText(['Tea house']);
  await page.getByLabel('Operator').selectOption({ label: 'is between' });
  await page.getByLabel('Value').first().fill('1000000');
  await page.getByLabel('Value').first().press('Tab');
  await page.getByLabel('Value').nth(1).fill('2000000');
  await page.getByLabel('Value').nth(1).press('Tab');
  await expect(names(page)).toHaveText(['Tea house']);
  await page.setViewportSize({ width: 360, height: 700 });
  await page.locator('kith-records').evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(page.getByLabel('Валюта')).toHaveValue('JPY');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shot(page.locator('kith-records'), 'widget-records-money-ru-360');
  await page.locator('kith-records').evaluate((element) => element.setAttribute('lang', 'en'));
  await page.setViewportSize({ width: 900, height: 700 });
  await button(page, 'Save as new').click();
  await page.getByLabel('Name of the view').fill('Large in yen');
  await button(page, 'Save').click();
  await expect(page.getByLabel('View', { exact: true })).toHaveValue(/.+/);
  const { items } = await unwrap(api.GET('/v1/views'));
  expect(items[0]?.filter.where).toEqual({
    all: [{ field: 'amount', op: 'between', value: [1_000_000, 2_000_000], currency: 'JPY' }],
  });
});

test('headings sort, cells are written in place, and rows open', async ({ page, host, kith, account }) => {
  await team(account.api);
  const person = await capture(account.api, { name: 'Zoe Last', title: 'Clerk' });
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-records></kith-records>', { key: null });
  await button(page, 'Name').click();
  await expect(names(page).first()).toHaveText('Bo Client');
  await button(page, 'Name').click();
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
  await button(page, 'Sort by Job title').or(button(page, 'Job title')).first().click();
  const cell = page.getByRole('cell', { name: /Edit Job title: Clerk/ });
  await cell.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Chief clerk');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Chief clerk')).toBeVisible();
  expect((await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path: { id: person.id } } }))).title).toBe(
    'Chief clerk',
  );
  await page.evaluate(() => {
    document.addEventListener('kith-open', (event) => {
      if (event instanceof CustomEvent) document.body.dataset['opened'] = `${event.detail.type}:${event.detail.id}`;
    });
  });
  await button(page, 'Zoe Last').click();
  await expect(page.locator('body')).toHaveAttribute('data-opened', `contact:${person.id}`);
});

test('a view whose field is gone says so, and is mended', async ({ page, host, kith, account }) => {
  await capture(account.api, { name: 'Ada' });
  const field = await unwrap(
    account.api.POST('/v1/custom-fields', { body: { recordType: 'contact', name: 'Floor', type: 'number' } }),
  );
  const key = `fields.${field.key}`;
  const where = { all: [{ field: key, op: 'gt' as const, value: 1 }] };
  const view = await unwrap(
    account.api.POST('/v1/views', {
      body: { name: 'Upstairs', resource: 'contacts', filter: { version: 1, where }, columns: ['name', key] },
    }),
  );
  await unwrap(account.api.DELETE('/v1/custom-fields/{id}', { params: { path: { id: field.id } } }));
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-records view="${view.id}"></kith-records>`, { key: null });
  await expect(page.getByText('Part of this view no longer fits')).toBeVisible();
  await button(page, 'Take them away').click();
  await expect(names(page)).toHaveText(['Ada']);
  await button(page, 'Save').first().click();
  await expect
    .poll(async () => (await unwrap(account.api.GET('/v1/views/{id}', { params: { path: { id: view.id } } }))).problems)
    .toEqual([]);
});

test('axe finds nothing, in both themes, as sheet and list, in Russian and at 360 px', async ({
  page,
  host,
  kith,
  account,
}) => {
  await team(account.api);
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>Records</h1><kith-records></kith-records>', { key: null });
  await expect(names(page)).toHaveCount(colleagues.length);
  await page.setViewportSize({ width: 900, height: 700 });
  await button(page, 'Filter').click();
  await button(page, 'Add condition').click();
  await page.getByLabel('Field').selectOption({ label: 'Created' });
  await page.getByLabel('Operator').selectOption({ label: 'in the last' });
  await button(page, 'Add group').click();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(page.locator('kith-records'), `widget-records-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shot(page.locator('kith-records'), 'widget-records-narrow');
  await page.setViewportSize({ width: 900, height: 700 });
  await page.locator('kith-records').evaluate((element) => element.setAttribute('lang', 'ru'));
  await button(page, 'Вид: Список').click();
  await expect(page.getByRole('listitem')).toHaveCount(colleagues.length);
  await expectAccessible(page);
  await shot(page.locator('kith-records'), 'widget-records-ru');
});
