// What people can rely on when they change many records of <kith-records> together.
import { type KithClient, unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { capture, captureMany, colleagues, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const box = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}` });
const checked = (page: Page) => page.locator('td.check input:checked');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tagged = async (api: KithClient, tag: string) => {
  const { items } = await unwrap(api.GET('/v1/contacts', { params: { query: { tag, limit: 200 } } }));
  return items.map(({ name }) => name).toSorted();
};

test('rows are selected by click, range and keys, tagged, and untagged by Undo', async ({
  page,
  host,
  kith,
  account,
}) => {
  await captureMany(account.api, 6);
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-records></kith-records>', { key: null });
  await box(page, 'Person 05').click();
  await box(page, 'Person 02').click({ modifiers: ['Shift'] });
  await expect(checked(page)).toHaveCount(4);
  await box(page, 'Person 03').click();
  await expect(page.getByText('3 selected')).toBeVisible();
  await box(page, 'Person 05').focus();
  await page.keyboard.press('Escape');
  await expect(checked(page)).toHaveCount(0);
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.getByLabel('Value').fill('Fair');
  await button(page, 'Apply').click();
  await expect(page.getByText('3 records changed', { exact: true })).toBeVisible();
  expect(await tagged(account.api, 'fair')).toEqual(['Person 03', 'Person 04', 'Person 05']);
  await expect(checked(page)).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect.poll(() => tagged(account.api, 'fair')).toEqual([]);
  expect(host.violations).toEqual([]);
});

test('all in the view are changed, those that are not loaded included', async ({ page, host, kith, account }) => {
  const { api } = account;
  await captureMany(api, 60);
  await capture(api, { name: 'Zoe Other', title: 'Clerk' });
  const where = { all: [{ field: 'name', op: 'starts_with' as const, value: 'person' }] };
  const view = await unwrap(
    api.POST('/v1/views', {
      body: { name: 'Persons', resource: 'contacts', form: 'sheet', filter: { version: 1, where } },
    }),
  );
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-records view="${view.id}"></kith-records>`, { key: null });
  await page.getByLabel('Select all that are shown').click();
  await expect(page.getByText('50 selected')).toBeVisible();
  await button(page, 'Select all in this view').click();
  await expect(page.getByText('All in this view are selected')).toBeVisible();
  await page.getByLabel('What to change').selectOption({ label: 'Owner' });
  await page.getByLabel('Value').selectOption({ index: 1 });
  await button(page, 'Apply').click();
  await expect(page.getByText('60 records changed', { exact: true })).toBeVisible();
  const { items } = await unwrap(api.GET('/v1/contacts', { params: { query: { limit: 200 } } }));
  expect(items.filter(({ ownerId }) => ownerId === null).map(({ name }) => name)).toEqual(['Zoe Other']);
});

test('they are deleted and brought back; own fields are set; a filter lets go of the selection', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { api } = account;
  const field = await unwrap(
    api.POST('/v1/custom-fields', { body: { recordType: 'company', name: 'Floor', type: 'number' } }),
  );
  for (const name of ['Acme', 'Brick', 'Crane']) await unwrap(api.POST('/v1/companies', { body: { name } }));
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-records resource="companies"></kith-records>', { key: null });
  await box(page, 'Acme').click();
  await box(page, 'Brick').click();
  await page.getByLabel('What to change').selectOption({ label: 'Floor' });
  await page.getByLabel('Value').fill('3');
  await button(page, 'Apply').click();
  await expect(page.getByText('2 records changed', { exact: true })).toBeVisible();
  const { items } = await unwrap(api.GET('/v1/companies'));
  expect(
    items
      .filter(({ fields }) => fields[field.key] === 3)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['Acme', 'Brick']);
  await box(page, 'Crane').click();
  await button(page, 'Delete').click();
  await expect(page.locator('tbody tr')).toHaveCount(2);
  await button(page, 'Undo').last().click();
  await expect(page.locator('tbody tr')).toHaveCount(3);
  await box(page, 'Crane').click();
  await button(page, 'Filter').click();
  await button(page, 'Add condition').click();
  await expect(checked(page)).toHaveCount(0);
});

test('axe finds nothing in the bar, in both themes, in Russian and at 360 px', async ({
  page,
  host,
  kith,
  account,
}) => {
  for (const { daysAgo, ...one } of colleagues) await capture(account.api, one);
  await provideSession(page, kith.url, account);
  await page.setViewportSize({ width: 1000, height: 720 });
  await host.open(page, '<h1>Records</h1><kith-records></kith-records>', { key: null });
  await box(page, 'Elif Demir').click();
  await box(page, 'Cleo Marsh').click({ modifiers: ['Shift'] });
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(page.locator('kith-records'), `widget-records-bulk-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('kith-records').evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(button(page, 'Применить')).toBeVisible();
  await page.setViewportSize({ width: 360, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectAccessible(page);
  await shot(page.locator('kith-records'), 'widget-records-bulk-ru-narrow');
});
