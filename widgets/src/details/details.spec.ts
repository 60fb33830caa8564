// What people can rely on in <kith-details>, in a real browser on another origin, against the real server.
import { type KithClient, unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const row = (page: Page, label: string) =>
  page.locator('kith-details .row').filter({ has: page.locator('dt', { hasText: new RegExp(`^${label}$`) }) });
const edit = (page: Page, label: string) =>
  row(page, label)
    .getByRole('button', { name: `Change ${label}` })
    .click();

async function addFields(api: KithClient) {
  const options = [{ label: 'North' }, { label: 'South' }];
  for (const [name, type] of [
    ['Region', 'select'],
    ['Budget', 'money'],
    ['Renewal', 'date'],
    ['Languages', 'multi_select'],
  ] as const) {
    const body = { recordType: 'contact' as const, name, type, ...(type.endsWith('select') ? { options } : {}) };
    await unwrap(api.POST('/v1/custom-fields', { body }));
  }
}

test('every kind of detail is changed in place, saved and taken back', async ({ page, host, kith, account }) => {
  await addFields(account.api);
  const { id } = await capture(account.api, ada);
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-details record="contact:${id}"></kith-details>`, { key: null });
  await edit(page, 'Tags');
  await page.keyboard.type('Investor');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Berlin');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Tags').locator('.chip')).toHaveText(['Investor', 'Berlin']);
  await expect(page.getByText('Tags changed', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Tags').locator('.chip')).toHaveCount(0);

  await edit(page, 'Region');
  await row(page, 'Region').getByRole('combobox').selectOption('South');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Region')).toContainText('South');
  await edit(page, 'Budget');
  await page.keyboard.type('12,500.50');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Budget')).toContainText('€12,500.50');
  await edit(page, 'Do not contact');
  await row(page, 'Do not contact').getByRole('combobox').selectOption('Yes');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Do not contact')).toContainText('Yes since');
  await edit(page, 'Owner');
  await row(page, 'Owner').getByRole('combobox').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Owner changed', { exact: true })).toBeVisible();
  const saved = await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path: { id } } }));
  expect(saved).toMatchObject({
    tags: [],
    doNotContact: true,
    fields: { region: 'south', budget: { amount: 1250050, currency: 'EUR' } },
  });
  expect(saved.ownerId).not.toBeNull();
  expect(host.violations).toEqual([]);
});

test('a second firm is added, and the first one stays the main one', async ({ page, host, kith, account }) => {
  const { id } = await capture(account.api, ada);
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-details record="contact:${id}"></kith-details>`, { key: null });
  await edit(page, 'Works at');
  await page.getByRole('button', { name: 'Add another' }).click();
  const second = row(page, 'Works at').getByRole('group').nth(1);
  await second.getByLabel('Company', { exact: true }).fill('Northwind');
  await second.getByLabel('Title', { exact: true }).fill('Adviser');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Works at').locator('.firm')).toHaveText(['Acme', 'Northwind']);
  const saved = await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path: { id } } }));
  expect(saved).toMatchObject({ company: { name: 'Acme' }, title: 'CTO' });
});

test('a wrong value is told beside the field, Escape leaves, and what others save shows', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { id, version } = await capture(account.api, ada);
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-details record="contact:${id}"></kith-details>`, { key: null });
  await edit(page, 'Time zone');
  await page.keyboard.type('Europe/Atlantis');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Time zone').getByRole('alert')).toContainText('There is no such time zone');
  await page.keyboard.press('Escape');
  await expect(row(page, 'Time zone').getByRole('button')).toBeFocused();
  await edit(page, 'Source');
  await page.keyboard.type('Fair');
  const params = { path: { id }, header: { 'if-match': `"${version}"` } };
  await unwrap(account.api.PATCH('/v1/contacts/{id}', { params, body: { tags: ['Elsewhere'] } }));
  await expect(row(page, 'Tags')).toContainText('Elsewhere');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Source')).toContainText('Fair');
});

test('a company keeps its zone, language, source and whether to write there', async ({ page, host, kith, account }) => {
  const { id } = await unwrap(account.api.POST('/v1/companies', { body: { name: 'Acme', domain: 'acme.example' } }));
  await page.setViewportSize({ width: 560, height: 700 });
  await provideSession(page, kith.url, account);
  await host.open(page, `<h1>Page</h1><h2>Acme</h2><kith-details record="company:${id}"></kith-details>`, {
    key: null,
  });
  await edit(page, 'Do not contact');
  await row(page, 'Do not contact').getByRole('combobox').selectOption('Yes');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Do not contact')).toContainText('Yes since');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Do not contact')).not.toContainText('Yes');
  for (const [label, written] of [
    ['Time zone', 'Europe/Berlin'],
    ['Language', 'de'],
    ['Source', 'Fair 2026'],
  ] as const) {
    await edit(page, label);
    await page.keyboard.type(written);
    await page.keyboard.press('Enter');
    await expect(row(page, label)).toContainText(written);
  }
  await edit(page, 'Do not contact');
  await row(page, 'Do not contact').getByRole('combobox').selectOption('Yes');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Do not contact')).toContainText('Yes since');
  expect(await unwrap(account.api.GET('/v1/companies/{id}', { params: { path: { id } } }))).toMatchObject({
    timeZone: 'Europe/Berlin',
    language: 'de',
    source: 'Fair 2026',
    doNotContact: true,
  });
  await expectAccessible(page);
  await shot(page.locator('kith-details'), 'widget-details-company');
  await page.setViewportSize({ width: 360, height: 700 });
  await page.locator('kith-details').evaluate((element) => element.setAttribute('lang', 'ru'));
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(row(page, 'Не писать')).toContainText('Да');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shot(page.locator('kith-details'), 'widget-details-company-ru-360');
});

test('a page with a key sees what is there and changes nothing', async ({ page, host, account }) => {
  const { id } = await capture(account.api, { ...ada, tags: ['Investor'] });
  await host.open(page, `<kith-details record="contact:${id}"></kith-details>`);
  await expect(row(page, 'Tags')).toContainText('Investor');
  await expect(row(page, 'Works at')).toContainText('Acme');
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(row(page, 'Source')).toHaveCount(0);
});

test('every attribute counts, axe finds nothing, in both themes and both languages', async ({
  page,
  host,
  kith,
  account,
}) => {
  await addFields(account.api);
  const other = await capture(account.api, { name: 'Bo Client', tags: ['Other'] });
  const { id } = await capture(account.api, {
    ...ada,
    tags: ['Investor', 'Met at the fair'],
    timeZone: 'Europe/Berlin',
  });
  await page.setViewportSize({ width: 560, height: 700 });
  await provideSession(page, kith.url, account);
  await host.open(page, `<h1>Page</h1><h2>Ada</h2><kith-details record="contact:${other.id}"></kith-details>`, {
    key: null,
  });
  const set = (name: string, value: string) =>
    page
      .locator('kith-details')
      .evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value] as const);
  await expect(row(page, 'Tags')).toContainText('Other');
  await set('record', `contact:${id}`);
  await expect(row(page, 'Tags')).toContainText('Investor');
  for (const theme of ['light', 'dark'] as const) {
    await set('theme', theme);
    await edit(page, 'Works at');
    await expectAccessible(page);
    await shot(page.locator('kith-details'), `widget-details-edit-${theme}`);
    await page.keyboard.press('Escape');
    await shot(page.locator('kith-details'), `widget-details-${theme}`);
  }
  await set('lang', 'ru');
  await set('theme', 'light');
  await page.setViewportSize({ width: 360, height: 700 });
  await expect(row(page, 'Метки')).toContainText('Investor');
  await shot(page.locator('kith-details'), 'widget-details-ru-360');
});

test('inside another card the empty details come when they are asked for', async ({ page, host, kith, account }) => {
  const { id } = await capture(account.api, { ...ada, source: 'Fair' });
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-contact contact-id="${id}"></kith-contact>`, { key: null });
  const labels = page.locator('kith-details dt');
  await expect(labels).toHaveText(['Tags', 'Owner', 'Works at', 'Source']);
  await page.getByRole('button', { name: 'More details' }).click();
  await expect(labels).toHaveText(['Tags', 'Owner', 'Works at', 'Do not contact', 'Time zone', 'Language', 'Source']);
  await page.getByRole('button', { name: 'Fewer details' }).click();
  await edit(page, 'Source');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await expect(labels).toHaveText(['Tags', 'Owner', 'Works at']);
});
