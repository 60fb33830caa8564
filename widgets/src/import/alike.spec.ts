// What people can rely on where an import meets values to choose from and people who look alike, in a real browser.
import { unwrap } from '@kith/sdk';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { capture } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';
import { chooseFile, openImport } from './testing/open-import.ts';

const people = [
  'Name,Company,Email,Mood,Topics',
  'Ada Prospect,Acme,,Warm,"Print, Web"',
  'Bo Client,Brick,,warm,Web',
  'Bo Client,Brick,,Cold,print',
  'Cleo North,Les,cleo@les.example,Cold,"Web; print"',
  'Dan South,Les,dan@les.example,Warm,Web',
  'Eve West,Les,eve@les.example,Cold,',
].join('\n');

async function look(page: Page, widget: Locator, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(widget, `widget-import-${name}-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await widget.evaluate((element) => element.setAttribute('lang', 'ru'));
  await page.setViewportSize({ width: 392, height: 760 });
  await expect(widget.getByRole('heading', { name: 'Импорт' })).toBeVisible();
  await shot(widget, `widget-import-${name}-ru-360`);
  await widget.evaluate((element) => element.removeAttribute('lang'));
  await page.setViewportSize({ width: 900, height: 760 });
}

test('a column becomes a field to choose from, whose options are shown before', async ({
  page,
  host,
  kith,
  account,
}) => {
  await page.setViewportSize({ width: 900, height: 760 });
  await openImport({ page, host, kith, account });
  await chooseFile(page, 'people.csv', people);
  await page.getByLabel('Import column Mood as').selectOption({ label: 'New field…' });
  await expect(page.getByLabel('What it holds')).toHaveValue('select');
  await expect(page.getByRole('list', { name: '2 options:' }).getByRole('listitem')).toHaveText(['Warm', 'Cold']);
  await page.getByRole('button', { name: 'Add field' }).click();
  await expect(page.getByLabel('Import column Mood as')).toHaveValue('field:mood');
  await page.getByLabel('Import column Topics as').selectOption({ label: 'New field…' });
  await page.getByLabel('What it holds').selectOption({ label: 'Some of these' });
  await expect(page.getByRole('listitem')).toHaveText(['Print', 'Web']);
  await look(page, page.locator('kith-import'), 'options');
  await page.getByRole('button', { name: 'Add field' }).click();
  await expect(page.getByLabel('Import column Topics as')).toHaveValue('field:topics');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Import 6 rows' }).click();
  await expect(page.getByText('Imported:')).toBeVisible();
  const { items } = await unwrap(account.api.GET('/v1/contacts', { params: { query: { search: 'Cleo' } } }));
  const params = { path: { id: items[0]?.id ?? '' } };
  const { fields } = await unwrap(account.api.GET('/v1/contacts/{id}', { params }));
  expect(fields).toEqual({ mood: 'cold', topics: ['web', 'print'] });
});

test('rows that look alike become one person by a click in the preview', async ({ page, host, kith, account }) => {
  await openImport({ page, host, kith, account });
  await chooseFile(page, 'people.csv', people);
  await expect(page.getByLabel('Rows that look like one person')).toHaveValue('apart');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('tab', { name: 'Look alike' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Perhaps the same person as row 3');
  await page.getByRole('button', { name: 'Make one person of each' }).click();
  await expect(page.getByRole('tab', { name: 'New' })).toHaveText(/5\s+New/);
  await expect(page.getByRole('tab', { name: 'Look alike' })).toHaveCount(0);
  await page.getByRole('button', { name: /Import [56] rows/ }).click();
  await expect(page.getByText('Imported:')).toBeVisible();
  expect((await unwrap(account.api.GET('/v1/contacts'))).items).toHaveLength(5);
});

test('whoever looks like somebody is opened, compared and merged after the run', async ({
  page,
  host,
  kith,
  account,
}) => {
  await page.setViewportSize({ width: 900, height: 760 });
  const ada = await capture(account.api, { name: 'Ada Prospect', companyName: 'Acme' });
  await openImport({ page, host, kith, account });
  await chooseFile(page, 'people.csv', people);
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Import 6 rows' }).click();
  await expect(page.getByText('Imported:')).toBeVisible();
  await page.getByRole('tab', { name: 'Look alike' }).click();
  const panel = page.getByRole('tabpanel');
  await expect(panel).toContainText('Perhaps Ada Prospect: same name and company');
  await look(page, page.locator('kith-import'), 'alike');
  await page.evaluate(() =>
    addEventListener('kith-open', (event) => Object.assign(window, { opened: Reflect.get(event, 'detail') })),
  );
  await panel.getByRole('button', { name: 'Open Ada Prospect' }).click();
  expect(await page.evaluate(() => Reflect.get(window, 'opened'))).toEqual({ type: 'contact', id: ada.id });
  await panel.getByRole('button', { name: 'Compare row 2 with Ada Prospect' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge two people' });
  await expect(dialog).toContainText('Nothing contradicts');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Merged into Ada Prospect', { exact: true })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Compare row 2 with Ada Prospect' })).toHaveCount(0);
  const list = await unwrap(account.api.GET('/v1/contacts', { params: { query: { search: 'Ada' } } }));
  expect(list.items).toHaveLength(1);
});
