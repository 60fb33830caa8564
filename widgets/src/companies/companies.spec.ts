// What people can rely on in <kith-companies>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { capture, colleagues, logMail, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const names = (page: Page) => page.locator('kith-companies .row .name');

test('companies are found, put in order, added and chosen, live', async ({ page, host, kith, account }) => {
  const { api } = account;
  await unwrap(api.POST('/v1/companies', { body: { name: 'Acme', domain: 'acme.example' } }));
  const bo = await capture(api, { name: 'Bo Client', companyName: 'Brick & Co' });
  await provideSession(page, kith.url, account);
  await page.addInitScript(() => {
    document.addEventListener('kith-select', (event) => {
      if (event instanceof CustomEvent) document.documentElement.dataset['selected'] = event.detail.id;
    });
  });
  await host.open(page, '<kith-companies></kith-companies>', { key: null });
  await expect(names(page)).toHaveText(['Acme', 'Brick & Co']);
  await logMail(api, bo.id, { subject: 'Hello' });
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Newest');
  await expect(names(page)).toHaveText(['Brick & Co', 'Acme']);
  await page.getByRole('searchbox', { name: 'Search companies' }).fill('acme.ex');
  await expect(names(page)).toHaveText(['Acme']);
  await page.getByRole('searchbox').fill('nothing such');
  await expect(page.getByText('No company matches “nothing such”')).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'Add company' }).click();
  await page.getByLabel('Name').fill('Northwind');
  await page.getByLabel('Domain').fill('acme.example');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Another company has this domain.');
  await page.getByLabel('Domain').fill('northwind.example');
  await page.keyboard.press('Enter');
  await expect(names(page)).toHaveText(['Northwind', 'Brick & Co', 'Acme']);
  const { items } = await unwrap(api.GET('/v1/companies', { params: { query: { search: 'northwind' } } }));
  await expect(page.locator('html')).toHaveAttribute('data-selected', items[0]?.id ?? 'none');
  expect(host.violations).toEqual([]);
});

test('axe finds nothing, in both themes and both languages', async ({ page, host, kith, account }) => {
  for (const { daysAgo, ...colleague } of colleagues) {
    const { id } = await capture(account.api, colleague);
    await logMail(account.api, id, { subject: 'Hello', daysAgo });
  }
  await page.setViewportSize({ width: 560, height: 560 });
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>Companies</h1><kith-companies></kith-companies>', { key: null });
  await expect(names(page)).toHaveCount(colleagues.length);
  await names(page).first().click();
  const set = (name: string, value: string) =>
    page
      .locator('kith-companies')
      .evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value] as const);
  for (const theme of ['light', 'dark'] as const) {
    await set('theme', theme);
    await expectAccessible(page);
    await shot(page.locator('kith-companies'), `widget-companies-${theme}`);
  }
  await set('sort', 'activity');
  await expect(names(page).first()).toHaveText('Brick & Co');
  await set('search', 'north');
  await expect(names(page)).toHaveText(['Northwind Ferries']);
  await set('search', '');
  await set('lang', 'ru');
  await set('theme', 'light');
  await page.setViewportSize({ width: 360, height: 700 });
  await expect(page.getByRole('searchbox', { name: 'Поиск компаний' })).toBeVisible();
  await shot(page.locator('kith-companies'), 'widget-companies-ru-360');
});
