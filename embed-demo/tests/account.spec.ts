// What people can rely on at the account page: every change with the real server and the real mails.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { type Account, expect, test } from '../../tools/testing/fixtures.ts';
import { mailTo } from '../../tools/testing/mails.ts';
import { totpOf } from '../../tools/testing/totp.ts';
import {
  button,
  code,
  expectSound,
  givePassword,
  newPassword,
  people,
  settings,
  signIn,
  violationsOf,
} from './portal-pages.ts';
import { setUpFactor } from './set-up-factor.ts';
import { shot } from './shot.ts';

async function openAccount(page: Page, url: string, account: Account) {
  await signIn(page, url, account);
  await page.getByRole('button', { name: 'Account and settings' }).click();
  await shot(page, 'portal-menu');
  await page.getByRole('link', { name: 'Sign-in and security' }).click();
  await expect(page.getByRole('link', { name: 'Sign-in and security' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Sign-in and security' })).toBeVisible();
  await expect(button(page, 'Change password')).toBeVisible();
}
const recoveryCodes = (page: Page) => page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
const row = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

const firefox = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0';
const recoveryField = (page: Page) => page.getByRole('textbox', { name: 'Recovery code' });

/** A factor made here has a key whose first code was not used yet. */
async function removeAndSetUp(page: Page) {
  await button(page, 'Remove').click();
  await button(page, 'Remove second factor').click();
  await button(page, 'Set up').click();
  const key = (await page.getByRole('group', { name: 'Key' }).textContent())?.replaceAll(' ', '') ?? '';
  await code(page).fill(totpOf(key));
  await code(page).press('Enter');
  await expect(recoveryCodes(page)).toHaveCount(10);
}

test('the password is changed by keyboard, and the new one opens the door', async ({
  page,
  kith,
  account,
  browser,
}) => {
  await openAccount(page, kith.url, account);
  await expectSound(page, 'portal-account');
  await button(page, 'Change password').press('Enter');
  await expect(newPassword(page)).toBeFocused();
  await newPassword(page).fill('short');
  await newPassword(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('This password is too short or too easy to guess');
  await expectSound(page, 'portal-account-password');
  await button(page, 'Cancel').click();
  await expect(button(page, 'Change password')).toBeFocused();
  await button(page, 'Change password').press('Enter');
  const secret = `new-${randomUUID()}`;
  await newPassword(page).fill(secret);
  await newPassword(page).press('Enter');
  await expect(row(page, 'Password')).toContainText('Your password is changed');
  await expect(button(page, 'Change password')).toBeFocused();
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, kith.url, { ...account, password: secret });
  await elsewhere.context().close();
});

test('the email changes when both addresses have confirmed', async ({ page, kith, account }) => {
  const next = `next-${randomUUID()}@people.example`;
  await openAccount(page, kith.url, account);
  await button(page, 'Change email').click();
  const field = page.getByRole('textbox', { name: 'New email' });
  await field.fill(account.email);
  await field.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('This is your email already.');
  await field.fill('no address');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('This is not an email address.');
  await field.fill(next);
  await field.press('Enter');
  await expect(row(page, 'Email')).toContainText(`Open the mails at both addresses, ${next}`);
  await expect(row(page, 'Email')).toContainText(`Waits for both addresses to confirm: ${next}`);
  await page.goto((await mailTo(kith.home, account.email)).link);
  await expect(page.getByText('Now open the mail at your other address')).toBeVisible();
  expect(page.url()).toBe(`${kith.url}/`);
  await page.goto((await mailTo(kith.home, next)).link);
  await expect(page.getByText(`From now on, sign in with ${next}`)).toBeVisible();
  expect(page.url()).toBe(`${kith.url}/`);
  await expectSound(page, 'portal-email-moved');
  await page.goto(`${kith.url}/#/account`);
  await expect(row(page, 'Email')).toContainText(next);
});

test('a second factor is set up by picture or key, asked for, and removed', async ({
  page,
  kith,
  account,
  browser,
}) => {
  const violations = await violationsOf(page);
  await openAccount(page, kith.url, account);
  await button(page, 'Set up').click();
  const picture = page.getByRole('img', { name: 'QR code for an authenticator app' });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expectSound(page, 'portal-account-factor');
  const key = (await page.getByRole('group', { name: 'Key' }).textContent())?.replaceAll(' ', '') ?? '';
  await code(page).fill('12345');
  await code(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('This code is wrong');
  await code(page).fill(totpOf(key));
  await code(page).press('Enter');
  await expect(recoveryCodes(page)).toHaveCount(10);
  await expectSound(page, 'portal-recovery-codes');
  await button(page, 'I have kept them').click();
  await expect(row(page, 'Second factor')).toContainText('The second factor is on');
  await page.reload();
  await expect(row(page, 'Second factor')).toContainText('Signing in asks for a code');
  const elsewhere = await (await browser.newContext()).newPage();
  await givePassword(elsewhere, kith.url, account);
  await expect(code(elsewhere)).toBeVisible();
  await button(page, 'Remove').click();
  await expect(button(page, 'Keep it')).toBeFocused();
  await expectSound(page, 'portal-account-remove');
  await button(page, 'Remove second factor').click();
  await expect(row(page, 'Second factor')).toContainText('The second factor is removed');
  await page.reload();
  await expect(button(page, 'Set up')).toBeVisible();
  await elsewhere.reload();
  await expect(people(elsewhere)).toBeVisible();
  await elsewhere.context().close();
  expect(violations).toEqual([]);
});

test('recovery codes are copied, downloaded and made anew, and one of them opens the door without the phone', async ({
  page,
  kith,
  account,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: kith.url });
  const violations = await violationsOf(page);
  const secret = await setUpFactor(kith.url, account);
  await givePassword(page, kith.url, account);
  await code(page).fill(totpOf(secret, 1));
  await code(page).press('Enter');
  await expect(people(page)).toBeVisible();
  await page.goto(`${kith.url}/#/account`);
  await expect(row(page, 'Recovery codes')).toContainText('None left');
  await button(page, 'Make new codes').click();
  await code(page).fill('12345');
  await button(page, 'Make new codes').click();
  await expect(page.getByRole('alert')).toContainText('This code is wrong');
  await button(page, 'Cancel').click();
  await removeAndSetUp(page);
  const codes = await recoveryCodes(page).allTextContents();
  await button(page, 'Copy').click();
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join('\n'));
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download', exact: true }).click();
  const path = await (await downloading).path();
  expect(await readFile(path, 'utf8')).toContain(codes.join('\n'));
  await button(page, 'I have kept them').click();
  await expect(row(page, 'Recovery codes')).toContainText('10 codes left');
  await settings(page).click();
  await button(page, 'Sign out').click();
  await givePassword(page, kith.url, account);
  await button(page, 'I have no phone at hand').click();
  await expect(recoveryField(page)).toBeFocused();
  await recoveryField(page).fill('nonsense');
  await recoveryField(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('This code is wrong or was used already. Try another one.');
  await expectSound(page, 'portal-recovery-code');
  await recoveryField(page).fill(codes[4]?.toUpperCase() ?? '');
  await recoveryField(page).press('Enter');
  await expect(people(page)).toBeVisible();
  await page.goto(`${kith.url}/#/account`);
  await expect(row(page, 'Recovery codes')).toContainText('9 codes left');
  expect(violations).toEqual([]);
});

test('a second factor that was begun and left can be begun anew', async ({ page, kith, account }) => {
  await openAccount(page, kith.url, account);
  const keys = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    await button(page, 'Set up').click();
    keys.add((await page.getByRole('group', { name: 'Key' }).textContent()) ?? '');
    await button(page, 'Cancel').click();
  }
  expect(keys.size).toBe(12);
});

test('devices are listed, and signed out one by one or all but this one', async ({ page, kith, account, browser }) => {
  const elsewhere = await (await browser.newContext({ userAgent: firefox })).newPage();
  await signIn(elsewhere, kith.url, account);
  await openAccount(page, kith.url, account);
  const devices = row(page, 'Devices').getByRole('listitem');
  await expect(devices.first()).toContainText('This device');
  await expect(devices.first()).toContainText('This server’s own machine · 127.0.0.1');
  await expect(devices.filter({ hasText: 'Firefox on macOS' })).toHaveCount(1);
  await expectSound(page, 'portal-devices');
  await button(page, 'Sign out Firefox on macOS').click();
  await expect(row(page, 'Devices')).toContainText('It is signed out.');
  await expect(devices.filter({ hasText: 'Firefox on macOS' })).toHaveCount(0);
  await elsewhere.goto(`${kith.url}/#/account`);
  await elsewhere.reload();
  await expect(elsewhere.getByRole('heading', { name: 'Sign in to Kith' })).toBeVisible();
  await button(page, 'Sign out everywhere else').click();
  await expect(row(page, 'Devices')).toContainText('You are signed out on every other device');
  await expect(devices).toHaveCount(1);
  await page.reload();
  await expect(people(page)).toBeVisible();
  await elsewhere.context().close();
});

test('a password that attackers try first is refused in plain words', async ({ page, kith, account }) => {
  await openAccount(page, kith.url, account);
  await button(page, 'Change password').click();
  await newPassword(page).fill('Dragon2026!');
  await newPassword(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('lists that attackers try first');
});

test('a server that does not answer changes nothing, and the form can be sent again', async ({
  page,
  kith,
  account,
}) => {
  await openAccount(page, kith.url, account);
  await button(page, 'Change password').click();
  await newPassword(page).fill(`new-${randomUUID()}`);
  await page.route('**/auth/v1/user**', (route) => route.abort());
  await newPassword(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('The server did not answer. Nothing was changed.');
  await page.unroute('**/auth/v1/user**');
  await newPassword(page).press('Enter');
  await expect(row(page, 'Password')).toContainText('Your password is changed');
});

test('the account page speaks Russian', async ({ page, kith, account }) => {
  await openAccount(page, kith.url, account);
  await page.getByRole('button', { name: 'Account and settings' }).click();
  await button(page, 'Русский').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Вход и безопасность' })).toBeVisible();
  await button(page, 'Настроить').click();
  await expect(page.getByRole('textbox', { name: 'Код из шести цифр' })).toBeFocused();
  await expectSound(page, 'portal-account-ru');
});
