// What people can rely on in <kith-import>, in a real browser on another origin, against the real server and its worker.
import { readFile } from 'node:fs/promises';
import { unwrap } from '@kith/sdk';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { capture } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';
import { chooseFile, openImport } from './testing/open-import.ts';

const people = [
  'First Name,Last Name,Email,Mobile phone,Company,Job title,Internal code',
  'Ada,Prospect,ada@acme.example,+442079460018,Acme,CTO,17',
  'Bo,Client,bo@brick.example,020 7946 0019,Brick & Co,Buyer,18',
  'Людмила,Пример,ludmila@les.example,,Северный лес,Закупки,19',
  'Odd,Person,odd at acme,,Acme,,20',
  'Known,Person,known@acme.example,,Acme,Head,21',
  'Ragged,Row,ragged@acme.example',
].join('\n');

test('a file comes in step by step, and the whole of it goes again', async ({ page, host, kith, account }) => {
  const known = await capture(account.api, {
    name: 'Known Person',
    points: [{ kind: 'email', value: 'known@acme.example' }],
  });
  await openImport({ page, host, kith, account });
  await chooseFile(page, 'people.csv', people);
  await expect(page.getByLabel('Import column First Name as')).toHaveValue('givenName');
  await expect(page.getByLabel('Import column Internal code as')).toHaveValue('');
  await page.getByLabel('Country of short phone numbers').selectOption('GB');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('tab', { name: 'New' })).toHaveText(/3\s+New/);
  await expect(page.getByRole('tab', { name: 'Updated' })).toHaveText(/1\s+Updated/);
  await page.getByRole('tab', { name: 'Invalid' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('“odd at acme” is no email address');
  await expect(page.getByRole('tabpanel')).toContainText('Another number of cells than the header: 3');
  await page.getByRole('button', { name: 'Import 4 rows' }).click();
  await expect(page.getByText('Imported:')).toBeVisible();
  const list = await unwrap(account.api.GET('/v1/contacts'));
  expect(list.items.map(({ name }) => name).sort()).toEqual([
    'Ada Prospect',
    'Bo Client',
    'Known Person',
    'Людмила Пример',
  ]);

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save invalid rows' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('people-invalid.csv');
  expect(await readFile(await saved.path(), 'utf8')).toContain('is no email address');

  await page.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByText('Undone: people.csv')).toBeVisible();
  const left = await unwrap(account.api.GET('/v1/contacts'));
  expect(left.items.map(({ id, title }) => [id, title])).toEqual([[known.id, null]]);
  await page.getByRole('button', { name: 'Another file' }).click();
  await expect(page.getByRole('button', { name: /people\.csv/ })).toContainText('Undone');
  expect(host.violations).toEqual([]);
});

test('a file can be dropped, and one that is none is refused with what to do', async ({
  page,
  host,
  kith,
  account,
}) => {
  await openImport({ page, host, kith, account });
  const drop = async (name: string, bytes: number[]) => {
    const files = await page.evaluateHandle(
      ([name, bytes]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(bytes)], name));
        return transfer;
      },
      [name, bytes] as const,
    );
    await page.locator('kith-import .drop').dispatchEvent('drop', { dataTransfer: files });
  };
  await drop('people.csv', [0x50, 0x4b, 3, 4, 20, 0, 6, 0]);
  await expect(page.getByRole('alert')).toContainText('This is a file of another kind');
  await drop('people.csv', [...Buffer.from(people)]);
  await expect(page.getByLabel('Import column Email as')).toHaveValue('email');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the keyboard does it all', async ({ page, host, kith, account }) => {
  await openImport({ page, host, kith, account });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).focus();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({
    name: 'one.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name,Email\nAda,ada@acme.example\n'),
  });
  await page.getByRole('button', { name: 'Preview' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'New' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Updated' })).toBeFocused();
  await expect(page.getByText('No row here.')).toBeVisible();
  await page.getByRole('button', { name: 'Import 1 row' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Imported:')).toBeVisible();
});

test('a column becomes a field of its own, with the type that its values have', async ({
  page,
  host,
  kith,
  account,
}) => {
  await openImport({ page, host, kith, account });
  await chooseFile(page, 'people.csv', people);
  const column = page.getByLabel('Import column Internal code as');
  await column.selectOption({ label: 'New field…' });
  const name = page.getByRole('textbox', { name: 'Name of the new field' });
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Internal code');
  await expect(page.getByLabel('What it holds')).toHaveValue('number');
  await page.keyboard.press('Escape');
  await expect(column).toBeFocused();
  await column.selectOption({ label: 'New field…' });
  await name.fill('Shelf');
  await page.keyboard.press('Enter');
  await expect(column).toBeFocused();
  await expect(column).toHaveValue('field:shelf');
  await page.getByLabel('Import column Mobile phone as').selectOption({ label: 'New field…' });
  await name.fill('shelf');
  await page.getByRole('button', { name: 'Add field' }).click();
  await expect(page.getByRole('alert')).toContainText('Another field may have this name');
  await expect(name).toHaveValue('shelf');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Import 4 rows' }).click();
  await expect(page.getByText('Imported:')).toBeVisible();
  const { items } = await unwrap(account.api.GET('/v1/contacts', { params: { query: { search: 'Ada Prospect' } } }));
  const params = { path: { id: items[0]?.id ?? '' } };
  expect((await unwrap(account.api.GET('/v1/contacts/{id}', { params }))).fields).toEqual({ shelf: 17 });
});

test('a file that was read wrongly is read in another way, and shown anew', async ({ page, host, kith, account }) => {
  await openImport({ page, host, kith, account });
  // Too few letters to tell one alphabet from another.
  const bytes = [...Buffer.from('Name|Note;Email\n'), 0xde, 0xeb, ...Buffer.from('|x;y@les.example\n')];
  const file = { name: 'odd.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) };
  await page.locator('input[type=file]').setInputFiles(file);
  const separator = page.getByLabel('Separator');
  const encoding = page.getByLabel('Encoding');
  await encoding.selectOption('windows-1251');
  await separator.selectOption({ label: 'Bar |' });
  await expect(page.getByRole('row', { name: 'Name' })).toContainText('Юл');
  await expect(page.getByLabel('Import column Note;Email as')).toBeVisible();
  await encoding.selectOption('windows-1253');
  await expect(page.getByRole('row', { name: 'Name' })).toContainText('ήλ');
  await expect(separator).toHaveValue('|');
  expect((await unwrap(account.api.GET('/v1/imports'))).items).toHaveLength(1);
  await page.getByRole('button', { name: 'Another file' }).click();
  await page.getByRole('button', { name: /odd\.csv/ }).click();
  await expect(page.getByText('WINDOWS-1253')).toBeVisible();
  await expect(separator).toHaveCount(0);
});

test('who a row may be is said in the preview', async ({ page, host, kith, account }) => {
  await capture(account.api, { name: 'Ada Prospect', companyName: 'Acme' });
  await openImport({ page, host, kith, account });
  await chooseFile(page, 'people.csv', 'Name,Company\nAda Prospect,ACME\n');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Perhaps Ada Prospect: same name and company');
});

test('an import that is under way tells its numbers and can be cancelled', async ({ page, host, kith, account }) => {
  test.setTimeout(240_000);
  const lines = Array.from({ length: 12_000 }, (_, at) => `Person ${at},p${at}@people.example`);
  await openImport({ page, host, kith, account });
  await chooseFile(page, 'many.csv', ['Name,Email', ...lines].join('\n'));
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Import 12,000 rows' }).click({ timeout: 120_000 });
  await expect(page.getByText(/^[\d,]+ of 12,000 rows$/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('This ended early')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByText('Undone: many.csv')).toBeVisible({ timeout: 120_000 });
  expect((await unwrap(account.api.GET('/v1/contacts'))).items).toEqual([]);
});

test('axe finds nothing and it looks right, in both themes, in Russian and at 360 px', async ({
  page,
  host,
  kith,
  account,
}) => {
  await capture(account.api, { name: 'Known Person', points: [{ kind: 'email', value: 'known@acme.example' }] });
  await page.setViewportSize({ width: 900, height: 760 });
  await openImport({ page, host, kith, account });
  const widget = page.locator('kith-import');
  const look = async (name: string) => {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await expectAccessible(page);
      await shot(widget, `widget-import-${name}-${theme}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await widget.evaluate((element) => element.setAttribute('lang', 'ru'));
    await page.setViewportSize({ width: 392, height: 760 });
    await shot(widget, `widget-import-${name}-ru-360`);
    await expectAccessible(page);
    await widget.evaluate((element) => element.removeAttribute('lang'));
    await page.setViewportSize({ width: 900, height: 760 });
  };
  await look('choose');
  await chooseFile(page, 'people.csv', people);
  await expect(page.getByRole('button', { name: 'Preview' })).toBeVisible();
  await page.getByLabel('Import column Internal code as').selectOption({ label: 'New field…' });
  await expect(page.getByRole('textbox', { name: 'Name of the new field' })).toBeFocused();
  await look('columns');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('tab', { name: 'Invalid' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('no email address');
  await look('preview');
});
