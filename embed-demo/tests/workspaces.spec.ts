// What people can rely on in the portal's page of workspaces.
import { unwrap } from '@kith/sdk';
import { expect, test } from '../../tools/testing/fixtures.ts';
import { button, expectSound, signIn } from './portal-pages.ts';

test('workspaces are added, changed, made the default, archived and brought back, live', async ({
  page,
  kith,
  account,
}) => {
  await signIn(page, kith.url, account);
  await page.getByRole('link', { name: 'Workspaces' }).click();
  const card = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(card('Main')).toContainText('Default');
  const add = page.getByRole('form', { name: 'Add workspace' });
  await button(page, 'Add workspace').click();
  await expect(page.getByText('Give the workspace a name.')).toBeVisible();
  await add.getByLabel('Name', { exact: true }).fill('Blue Harbour');
  await add.getByLabel('Short name').fill('Blue!');
  await add.getByLabel('Time zone').fill('Europe/Lisbon');
  await add.getByLabel('Colour').selectOption('Teal');
  await button(page, 'Add workspace').click();
  await expect(page.getByText('Write small letters, digits and hyphens')).toBeVisible();
  await expect(add.getByLabel('Name', { exact: true })).toHaveValue('Blue Harbour');
  await add.getByLabel('Short name').fill('');
  await add.getByLabel('Short name').press('Enter');
  await expect(card('Blue Harbour')).toContainText('blue-harbour · Europe/Lisbon');
  await expect(add.getByLabel('Name', { exact: true })).toHaveValue('');
  await expect(add.getByLabel('Time zone')).not.toHaveValue('');

  await button(page, 'Edit Blue Harbour').click();
  const edit = page.getByRole('form', { name: 'Edit Blue Harbour' });
  await edit.getByLabel('Name', { exact: true }).fill('Harbour');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(card('Harbour')).toContainText('blue-harbour');
  await button(page, 'Make default: Harbour').click();
  await expect(card('Harbour')).toContainText('Default');
  await button(page, 'Archive Main').click();
  await expect(page.getByRole('heading', { name: 'Archived' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(button(page, 'Archive Main')).toBeVisible();
  await button(page, 'Archive Main').click();
  await button(page, 'Restore Main').click();
  await expect(button(page, 'Archive Main')).toBeVisible();

  // Live: nobody reloaded.
  await unwrap(account.api.POST('/v1/workspaces', { body: { name: 'From elsewhere' } }));
  await expect(card('From elsewhere')).toBeVisible();
  await button(page, 'Edit Harbour').click();
  await expectSound(page, 'portal-workspaces');
});
