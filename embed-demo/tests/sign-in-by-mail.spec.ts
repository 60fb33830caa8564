// What people can rely on when they come in by a mail: the real server, the real mails.
import { randomUUID } from 'node:crypto';
import { discoverInstall } from '@kith/sdk';
import { createClient } from '@supabase/supabase-js';
import { expect, test } from '../../tools/testing/fixtures.ts';
import { mailsTo, mailTo } from '../../tools/testing/mails.ts';
import { vouchFor } from '../../tools/testing/vouch-for.ts';
import {
  button,
  code,
  email,
  expectSound,
  givePassword,
  newPassword,
  password,
  people,
  violationsOf,
} from './portal-pages.ts';

test('a forgotten password is set anew by the link of a mail, and the old one is over', async ({
  page,
  kith,
  account,
}) => {
  // The password before is their own: without a proof it would have ended with the mail.
  await vouchFor(kith, account);
  const violations = await violationsOf(page);
  await page.goto(kith.url);
  await email(page).fill(account.email);
  await button(page, 'Forgot password?').click();
  await expect(email(page)).toHaveValue(account.email);
  await expectSound(page, 'portal-forgot');
  await button(page, 'Send the mail').click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  const mail = await mailTo(kith.home, account.email);
  await page.goto(mail.link);
  await expect(newPassword(page)).toBeFocused();
  await expect(newPassword(page)).toHaveAttribute('autocomplete', 'new-password');
  expect(page.url()).toBe(`${kith.url}/#/new-password`);
  await expectSound(page, 'portal-new-password');
  await page.reload();
  await newPassword(page).fill(account.password);
  await newPassword(page).press('Enter');
  await expect(page.getByRole('alert')).toHaveText('This is your password already. Choose another one.');
  const secret = `new-${randomUUID()}`;
  await newPassword(page).fill(secret);
  await button(page, 'Save password').click();
  await expect(people(page)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Your password is changed' })).toBeVisible();
  await page.getByRole('button', { name: 'Account and settings' }).click();
  await button(page, 'Sign out').click();
  await expect(page.getByRole('heading', { name: 'Sign in to Kith' })).toBeVisible();
  await expect(page.getByText('Your password is changed')).toHaveCount(0);
  await givePassword(page, kith.url, account);
  await expect(page.getByRole('alert')).toContainText('The email or the password is wrong');
  await givePassword(page, kith.url, { ...account, password: secret });
  await expect(people(page)).toBeVisible();
  expect(violations).toEqual([]);
});

test('a forgotten password is set anew by the code of the mail, too', async ({ page, kith, account }) => {
  await page.goto(kith.url);
  await button(page, 'Forgot password?').click();
  await email(page).fill(account.email);
  await email(page).press('Enter');
  const mail = await mailTo(kith.home, account.email);
  await code(page).fill(mail.code);
  await code(page).press('Enter');
  await newPassword(page).fill(`new-${randomUUID()}`);
  await newPassword(page).press('Enter');
  await expect(people(page)).toBeVisible();
});

test('a known and an unknown address get the same answer, and the unknown one no mail', async ({
  page,
  kith,
  account,
}) => {
  const stranger = `stranger-${randomUUID()}@people.example`;
  const answers: string[] = [];
  for (const [way, address] of [
    ['Forgot password?', account.email],
    ['Forgot password?', stranger],
    ['Email me a code instead', account.email],
    ['Email me a code instead', stranger],
  ] as const) {
    await page.goto(kith.url);
    await button(page, way).click();
    await email(page).fill(address);
    await email(page).press('Enter');
    await expect(code(page)).toBeFocused();
    answers.push((await page.locator('main').ariaSnapshot()).replace(address, 'the address'));
  }
  expect(new Set(answers).size).toBe(1);
  await mailTo(kith.home, account.email, 2);
  expect(await mailsTo(kith.home, stranger)).toEqual([]);
});

test('a link that was used is said plainly and leaves nothing in the address', async ({
  page,
  kith,
  account,
  browser,
}) => {
  await page.goto(kith.url);
  await button(page, 'Forgot password?').click();
  await email(page).fill(account.email);
  await email(page).press('Enter');
  const { link } = await mailTo(kith.home, account.email);
  await page.goto(link);
  await expect(newPassword(page)).toBeVisible();
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(link);
  await expect(stranger.getByRole('alert')).toContainText('This link is too old or was used already');
  await expect(password(stranger)).toBeVisible();
  expect(stranger.url()).toBe(`${kith.url}/`);
  await expectSound(stranger, 'portal-used-link');
  await button(stranger, 'Forgot password?').click();
  await expect(stranger.getByText('This link is too old')).toHaveCount(0);
  await stranger.context().close();
  await page.goto(link);
  await expect(people(page)).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('This link is too old or was used already');
  expect(page.url()).toBe(`${kith.url}/`);
  await button(page, 'Dismiss').click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a link that is opened elsewhere says so and is not used up: link and code work where they were asked for', async ({
  page,
  kith,
  account,
  browser,
}) => {
  await page.goto(kith.url);
  await button(page, 'Email me a code instead').click();
  await email(page).fill(account.email);
  await email(page).press('Enter');
  await vouchFor(kith, account);
  const mail = await mailTo(kith.home, account.email);
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(mail.link);
  await expect(elsewhere.getByRole('alert')).toContainText('in the browser where you asked for it');
  await expect(password(elsewhere)).toBeVisible();
  expect(elsewhere.url()).toBe(`${kith.url}/`);
  await expectSound(elsewhere, 'portal-link-elsewhere');
  await elsewhere.getByRole('button', { name: 'Русский' }).click();
  await expect(elsewhere.getByRole('alert')).toContainText('в том браузере, где вы её запросили');
  await elsewhere.context().close();
  await code(page).fill(mail.code);
  await code(page).press('Enter');
  await expect(people(page)).toBeVisible();
});

test('a link that carries somebody’s session signs nobody in', async ({ page, kith, account }) => {
  const { supabaseUrl, publishableKey } = await discoverInstall(kith.url);
  const { auth } = createClient(supabaseUrl, publishableKey, { auth: { persistSession: false } });
  const { data } = await auth.signInWithPassword(account);
  const { access_token = '', refresh_token = '', expires_in, expires_at, token_type = '' } = data.session ?? {};
  const times = { expires_in: String(expires_in), expires_at: String(expires_at) };
  const planted = new URLSearchParams({ type: 'magiclink', access_token, refresh_token, token_type, ...times });
  await page.goto(`${kith.url}/#${planted}`);
  await expect(page.getByRole('alert')).toContainText('it signs nobody in');
  await expect(password(page)).toBeVisible();
  expect(page.url()).toBe(`${kith.url}/`);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('access_token');
  await page.reload();
  await expect(password(page)).toBeVisible();
});

test('words that somebody wrote into the address are not shown, and signing in ends the matter', async ({
  page,
  kith,
  account,
}) => {
  await page.goto(`${kith.url}/#error=access_denied&error_code=x&error_description=Call+this+number`);
  await expect(page.getByRole('alert')).toContainText('This link did not work (x)');
  await expect(page.getByText('Call this number')).toHaveCount(0);
  await email(page).fill(account.email);
  await password(page).fill(account.password);
  await password(page).press('Enter');
  await expect(people(page)).toBeVisible();
  await expect(page.getByText('This link did not work')).toHaveCount(0);
});

test('a code by mail signs in instead of a password, however it is pasted', async ({ page, kith, account }) => {
  await vouchFor(kith, account);
  await page.goto(kith.url);
  await email(page).fill(account.email);
  await button(page, 'Email me a code instead').click();
  await button(page, 'Send the mail').click();
  await expect(code(page)).toBeFocused();
  await expect(code(page)).toHaveAttribute('autocomplete', 'one-time-code');
  await expectSound(page, 'portal-code');
  await code(page).press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Enter the code.');
  const mail = await mailTo(kith.home, account.email);
  await code(page).fill(mail.code === '000000' ? '000001' : '000000');
  await code(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('This code is wrong, used or too old');
  await button(page, 'Send again').click();
  await expect(page.getByRole('status').filter({ hasText: 'Another mail is on its way' })).toBeVisible();
  const second = await mailTo(kith.home, account.email, 2);
  await code(page).fill(` ${second.code.slice(0, 3)} ${second.code.slice(3)} `);
  await code(page).press('Enter');
  await expect(people(page)).toBeVisible();
});

test('the link of that mail signs in, too, and says that a password set before the proof is over', async ({
  page,
  kith,
  account,
}) => {
  await page.goto(kith.url);
  await button(page, 'Email me a code instead').click();
  await email(page).fill(account.email);
  await email(page).press('Enter');
  const { link } = await mailTo(kith.home, account.email);
  await page.goto(link);
  await expect(page.getByText('so it no longer works. Choose a new one.')).toBeVisible();
  expect(page.url()).toBe(`${kith.url}/#/new-password`);
  await expectSound(page, 'portal-password-ended');
  await button(page, 'Not now').click();
  await expect(people(page)).toBeVisible();
  expect(page.url()).toBe(`${kith.url}/`);
});

test('coming in by mail speaks Russian', async ({ page, kith, account }) => {
  await page.goto(kith.url);
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.getByRole('button', { name: 'Забыли пароль?' }).click();
  await page.getByRole('textbox', { name: 'Почта' }).fill(account.email);
  await page.getByRole('button', { name: 'Отправить письмо' }).click();
  await expect(page.getByRole('heading', { name: 'Проверьте почту' })).toBeVisible();
  await expectSound(page, 'portal-code-ru');
});
