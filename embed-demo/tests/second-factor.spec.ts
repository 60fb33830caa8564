// What people can rely on with a second factor: nothing is shown before it, and setting it up and removing it is theirs.
import { expect, test } from '../../tools/testing/fixtures.ts';
import { mailTo } from '../../tools/testing/mails.ts';
import { totpOf } from '../../tools/testing/totp.ts';
import { vouchFor } from '../../tools/testing/vouch-for.ts';
import {
  button,
  code,
  email,
  expectSound,
  givePassword,
  newPassword,
  people,
  settings,
  signIn,
  violationsOf,
} from './portal-pages.ts';
import { setUpFactor } from './set-up-factor.ts';

test('after the password the code is asked for, and nothing is shown or loaded before', async ({
  page,
  kith,
  account,
}) => {
  const secret = await setUpFactor(kith.url, account);
  const violations = await violationsOf(page);
  const loaded: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/v1/')) loaded.push(request.url());
  });
  await givePassword(page, kith.url, account);
  await expect(page.getByRole('heading', { name: 'Enter your second factor' })).toBeVisible();
  await expect(code(page)).toBeFocused();
  await expectSound(page, 'portal-second-factor');
  await page.reload();
  await page.goto(`${kith.url}/#/embed`);
  await expect(code(page)).toBeVisible();
  await expect(people(page)).toHaveCount(0);
  expect(loaded).toEqual([]);
  await code(page).fill('12345');
  await code(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('This code is wrong or was used already');
  await code(page).fill(totpOf(secret, 1));
  await button(page, 'Continue').click();
  await expect(people(page)).toBeVisible();
  await page.reload();
  await expect(people(page)).toBeVisible();
  expect(violations).toEqual([]);
});

test('a mail alone does not get past the second factor, and a new password waits for it', async ({
  page,
  kith,
  account,
}) => {
  await vouchFor(kith, account);
  const secret = await setUpFactor(kith.url, account);
  await page.goto(kith.url);
  await button(page, 'Forgot password?').click();
  await email(page).fill(account.email);
  await email(page).press('Enter');
  await page.goto((await mailTo(kith.home, account.email)).link);
  await expect(code(page)).toBeVisible();
  await expect(newPassword(page)).toHaveCount(0);
  await code(page).fill(totpOf(secret, 1));
  await code(page).press('Enter');
  await newPassword(page).fill(`${account.password}-new`);
  await newPassword(page).press('Enter');
  await expect(page.getByText('Your password is changed')).toBeVisible();
});

test('who has no code at hand can leave', async ({ page, kith, account }) => {
  await setUpFactor(kith.url, account);
  await givePassword(page, kith.url, account);
  await button(page, 'Sign out').click();
  await expect(page.getByRole('heading', { name: 'Sign in to Kith' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in to Kith' })).toBeVisible();
});

test('an owner asks a second factor of everybody, and a colleague without one sets it up before going on', async ({
  page,
  kith,
  account,
  browser,
}) => {
  const violations = await violationsOf(page);
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/account`);
  const policy = page.getByRole('region', { name: 'Second factor for everybody' });
  await policy.getByRole('button', { name: 'Ask everybody' }).click();
  await expect(policy.getByRole('alert')).toContainText('Set up your own second factor first');
  const secret = await setUpFactor(kith.url, account);
  await settings(page).click();
  await button(page, 'Sign out').click();
  await givePassword(page, kith.url, account);
  await code(page).fill(totpOf(secret, 1));
  await code(page).press('Enter');
  await expect(people(page)).toBeVisible();
  await page.goto(`${kith.url}/#/account`);
  await policy.getByRole('button', { name: 'Ask everybody' }).click();
  await expect(policy).toContainText('Whoever has none sets one up');
  await expectSound(page, 'portal-policy');
  // Without a factor of their own again: as somebody who has yet to set one up.
  await button(page, 'Remove').click();
  await button(page, 'Remove second factor').click();
  const elsewhere = await (await browser.newContext()).newPage();
  await givePassword(elsewhere, kith.url, account);
  await expect(elsewhere.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible();
  const key = elsewhere.getByRole('group', { name: 'Key' });
  await expect(key).toBeVisible();
  await expectSound(elsewhere, 'portal-factor-needed');
  await expect(people(elsewhere)).toHaveCount(0);
  await code(elsewhere).fill(totpOf((await key.textContent())?.replaceAll(' ', '') ?? ''));
  await code(elsewhere).press('Enter');
  await button(elsewhere, 'I have kept them').click();
  await expect(people(elsewhere)).toBeVisible();
  await elsewhere.context().close();
  expect(violations).toEqual([]);
});
