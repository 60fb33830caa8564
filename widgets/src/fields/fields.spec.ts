// What people can rely on in <kith-fields>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { importMany } from '../testing/import-many.ts';
import { capture, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

test('fields are added, renamed, put in order, archived and brought back', async ({ page, host, kith, account }) => {
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-fields></kith-fields>', { key: null });
  await expect(page.getByText('No fields of your own yet')).toBeVisible();
  const add = async (name: string, type: string, options: string[] = []) => {
    await page.getByRole('button', { name: 'Add field' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Type').selectOption(type);
    for (const [nth, option] of options.entries()) {
      await page.getByRole('button', { name: 'Add option' }).click();
      await page.getByLabel(`Option ${nth + 1}`, { exact: true }).fill(option);
    }
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('button', { name: `Change ${name}` })).toBeVisible();
  };
  await add('Region', 'Choice', ['North', 'South']);
  await add('Budget', 'Money');
  const titles = page.locator('kith-fields .title');
  await expect(titles).toHaveText(['Region', 'Budget']);
  await page.getByRole('button', { name: 'Move Budget up' }).click();
  await expect(titles).toHaveText(['Budget', 'Region']);
  await page.getByRole('button', { name: 'Change Budget' }).click();
  await page.getByLabel('Name').fill('Yearly budget');
  await page.keyboard.press('Enter');
  await expect(titles).toHaveText(['Yearly budget', 'Region']);
  await page.getByRole('button', { name: 'Archive: Region' }).click();
  await expect(titles).toHaveText(['Yearly budget']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(titles).toHaveText(['Yearly budget', 'Region']);
  await page.getByRole('button', { name: 'Companies' }).click();
  await expect(page.getByText('No fields of your own yet')).toBeVisible();
  const { items } = await unwrap(
    account.api.GET('/v1/custom-fields', { params: { query: { recordType: 'contact' } } }),
  );
  expect(items).toMatchObject([
    { name: 'Yearly budget', type: 'money', key: 'budget' },
    { name: 'Region', options: [{ key: 'north' }, { key: 'south' }] },
  ]);
  expect(host.violations).toEqual([]);
});

test('an order that could not be kept is said, and the old one shown', async ({ page, host, kith, account }) => {
  for (const name of ['Region', 'Budget']) {
    await unwrap(
      account.api.POST('/v1/custom-fields', { body: { recordType: 'contact' as const, name, type: 'text' as const } }),
    );
  }
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-fields></kith-fields>', { key: null });
  await page.route('**/v1/custom-fields/order', (route) => route.abort());
  await page.getByRole('button', { name: 'Move Budget up' }).click();
  await expect(page.getByRole('alert')).toContainText('Not saved');
  await expect(page.locator('kith-fields .title')).toHaveText(['Region', 'Budget']);
});

test('a change of type says what would be lost, and asks before it loses anything', async ({
  page,
  host,
  kith,
  account,
}) => {
  const body = { recordType: 'contact' as const, name: 'Seats', type: 'text' as const };
  const field = await unwrap(account.api.POST('/v1/custom-fields', { body }));
  for (const seats of ['12', '40', 'a dozen']) await capture(account.api, { name: seats, fields: { seats } });
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-fields></kith-fields>', { key: null });
  await page.getByRole('button', { name: 'Change Seats' }).click();
  await page.getByLabel('Type').selectOption('Number');
  await expect(page.getByRole('alert')).toContainText('2 values stay');
  await expect(page.getByRole('alert')).toContainText('1 value is lost');
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await shot(page.locator('kith-fields'), 'widget-fields-loss');
  await page.getByRole('button', { name: 'Change the type anyway' }).click();
  await expect(page.getByRole('button', { name: 'Change Seats' })).toContainText('Number');
  const { type } = await unwrap(account.api.GET('/v1/custom-fields/{id}', { params: { path: { id: field.id } } }));
  expect(type).toBe('number');
});

test('a renamed option that very many have: how far search is, its end, and what stopped early', async ({
  page,
  host,
  kith,
  account,
}) => {
  test.setTimeout(120_000);
  const { api } = account;
  const many = 1010;
  await importMany(account, kith.url, many);
  const options = [{ key: 'north', label: 'North' }];
  const field = { recordType: 'contact' as const, name: 'Region', type: 'select' as const, options };
  const { key } = await unwrap(api.POST('/v1/custom-fields', { body: field }));
  const filter = { version: 1 as const, where: null };
  const { ids } = await unwrap(api.POST('/v1/views/ids', { body: { resource: 'contacts', filter } }));
  for (const part of [ids.slice(0, 600), ids.slice(600)]) {
    await unwrap(api.POST('/v1/contacts/bulk', { body: { ids: part, set: { fields: { [key]: 'north' } } } }));
  }
  await provideSession(page, kith.url, account);
  await page.setViewportSize({ width: 720, height: 500 });
  await host.open(page, '<h1>Settings</h1><kith-fields></kith-fields>', { key: null });
  // Seen as it is on the way, however quick it is.
  let onTheWay: 'running' | 'cancelled' | undefined = 'running';
  await page.route('**/v1/jobs/*', async (route) => {
    const response = await route.fetch();
    if (!onTheWay) return route.fulfill({ response });
    return route.fulfill({ response, json: { ...(await response.json()), state: onTheWay, done: 500, total: many } });
  });
  const rename = async (change: string, label: string, save: string, to: string) => {
    await page.getByRole('button', { name: change }).click();
    await page.getByLabel(label, { exact: true }).fill(to);
    await page.getByRole('button', { name: save }).click();
  };
  await rename('Change Region', 'Option 1', 'Save', 'Far north');
  await expect(page.getByText(/500 of 1,?010 records/)).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Search learns the new option names of Region' })).toBeVisible();
  await expectAccessible(page);
  await shot(page.locator('kith-fields'), 'widget-fields-options');
  onTheWay = undefined;
  await expect(
    page.getByRole('status').filter({ hasText: 'Search knows the new option names of Region' }),
  ).toBeAttached();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  const found = await unwrap(api.GET('/v1/search', { params: { query: { q: 'far north', kinds: 'contact' } } }));
  expect(found.groups).toHaveLength(1);

  await page.getByRole('button', { name: 'Dismiss' }).click();
  onTheWay = 'cancelled';
  await page.setViewportSize({ width: 360, height: 500 });
  await page.locator('kith-fields').evaluate((element) => {
    element.setAttribute('lang', 'ru');
    element.setAttribute('theme', 'dark');
  });
  await rename('Изменить Region', 'Вариант 1', 'Сохранить', 'Крайний север');
  await expect(page.locator('kith-fields').getByRole('alert')).toContainText(
    'Поиск ещё находит часть записей по старому названию',
  );
  await expectAccessible(page);
  await shot(page.locator('kith-fields'), 'widget-fields-options-stopped');
});

test('the record type is an attribute, axe finds nothing, in both themes and both languages', async ({
  page,
  host,
  kith,
  account,
}) => {
  const options = ['North', 'South', 'East'].map((label) => ({ label }));
  for (const [name, type] of [
    ['Region', 'select'],
    ['Budget', 'money'],
    ['Renewal', 'date'],
  ] as const) {
    const body = {
      recordType: 'company' as const,
      name,
      type,
      required: type === 'date',
      ...(type === 'select' ? { options } : {}),
    };
    await unwrap(account.api.POST('/v1/custom-fields', { body }));
  }
  await page.setViewportSize({ width: 720, height: 700 });
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>Settings</h1><kith-fields></kith-fields>', { key: null });
  const set = (name: string, value: string) =>
    page
      .locator('kith-fields')
      .evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value] as const);
  await expect(page.getByText('No fields of your own yet')).toBeVisible();
  await set('record-type', 'company');
  for (const theme of ['light', 'dark'] as const) {
    await set('theme', theme);
    await page.getByRole('button', { name: 'Change Region' }).click();
    await expectAccessible(page);
    await shot(page.locator('kith-fields'), `widget-fields-${theme}`);
    await page.getByRole('button', { name: 'Cancel' }).click();
  }
  await set('lang', 'ru');
  await set('theme', 'light');
  await page.setViewportSize({ width: 360, height: 700 });
  await expect(page.getByRole('button', { name: 'Изменить Region' })).toBeVisible();
  await shot(page.locator('kith-fields'), 'widget-fields-ru-360');
});
