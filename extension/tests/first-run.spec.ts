import { createServer } from 'node:http';
import { expect, expectPanel, overlay, test } from './extension-test.ts';

test.describe('first run', () => {
  test('opens the set-up page after installation', async ({ extension }) => {
    await expect.poll(() => extension.context.pages().some((page) => page.url().endsWith('/welcome.html'))).toBe(true);
  });

  test('says which address has no server, which is not Kith, and keeps what was typed', async ({ extension, kith }) => {
    const page = await extension.openOwn('welcome.html');
    const address = page.getByLabel('Server address');
    await expect(address).toHaveValue('http://localhost:8787');
    await address.fill('http://localhost:9');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('alert')).toContainText('No server answers at this address');

    const other = createServer((_, response) => response.writeHead(404, { 'access-control-allow-origin': '*' }).end());
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const bound = other.address();
    await address.fill(`http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('alert')).toContainText('it is not Kith');
    other.close();

    await address.fill(kith.url);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByLabel('Email')).toBeVisible();
  });

  test('refuses a wrong password in words, then signs in; pages open before see it at once', async ({
    extension,
    kith,
    account,
  }) => {
    const gmail = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
    await expectPanel(gmail, 'signed-out', 'email:ada@acme.example');
    const opened = extension.context.waitForEvent('page');
    await gmail.getByRole('button', { name: 'Sign in' }).click();
    const page = await opened;
    await page.getByLabel('Server address').fill(kith.url);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Email').fill(account.email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText('The email or the password is wrong');
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'You are signed in' })).toBeVisible();
    await expectPanel(gmail, 'unknown', 'email:ada@acme.example');

    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Server address')).toBeVisible();
    await expect(overlay(gmail)).toHaveAttribute('data-state', 'signed-out');
  });
});
