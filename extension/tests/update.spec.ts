import { expect, expectPanel, overlay, test } from './extension-test.ts';

test('asks to reload the page after the extension was updated under it', async ({ extension, kith, account }) => {
  await extension.signIn(kith.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await expectPanel(page, 'unknown', 'email:ada@acme.example');
  await extension.update();
  await page.evaluate(() => document.body.append(document.createElement('p')));
  await expect(page.getByRole('heading', { name: 'Reload this page to use Kith' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Capture' })).toHaveCount(0);
  expect(await overlay(page).count()).toBe(1);
});
