import { expect, test } from './extension-test.ts';
import { takeScreen } from './screens.ts';

test('The code that the portal shows connects the extension, once, and the portal lists and ends its session', async ({
  extension,
  kith,
  account,
}) => {
  const portal = await extension.context.newPage();
  await portal.goto(kith.url);
  await portal.getByRole('textbox', { name: 'Email' }).fill(account.email);
  await portal.getByLabel('Password', { exact: true }).fill(account.password);
  await portal.getByLabel('Password', { exact: true }).press('Enter');
  await expect(portal.getByRole('button', { name: 'Account and settings' })).toBeVisible();
  await portal.goto(`${kith.url}/#/extension`);
  await portal.getByRole('button', { name: 'Show a code' }).click();
  const shown = portal.getByRole('status', { name: 'Code for the extension' });
  await expect(shown).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await takeScreen(portal, 'portal-pairing');
  const code = (await shown.textContent()) ?? '';

  const page = await extension.openOwn('welcome.html');
  await page.getByLabel('Server address').fill(kith.url);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Use a code from the portal' }).click();
  const field = page.getByLabel('Code from the portal');
  await field.fill('0000-0000');
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByRole('alert')).toContainText('This code is wrong, was used or is too old');
  await takeScreen(page, 'extension-pairing');
  await field.fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed in' })).toBeVisible();
  await expect(page.getByText(account.email)).toBeVisible();

  await portal.goto(`${kith.url}/#/account`);
  const paired = portal.getByRole('listitem').filter({ hasText: 'Extension, Chrome' });
  await expect(paired).toHaveCount(1);
  await paired.getByRole('button').click();
  await expect(portal.getByText('It is signed out.')).toBeVisible();
  await expect(paired).toHaveCount(0);
});
