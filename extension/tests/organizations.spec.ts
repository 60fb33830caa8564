// What people in several organizations can rely on: they see where they work, and nothing lands elsewhere.
import { createKithClient, unwrap } from '@kith/sdk';
import { expectAccessible } from '../../tools/testing/accessible.ts';
import { type Account, createAccount, type Kith } from '../../tools/testing/fixtures.ts';
import { joinOrganization } from '../../tools/testing/join-organization.ts';
import { expect, expectPanel, overlay, test } from './extension-test.ts';
import { takeScreen } from './screens.ts';
import { startProxy } from './server-proxy.ts';

const ada = 'email:ada@acme.example';

const rename = (account: Account, name: string) =>
  unwrap(account.api.PATCH('/v1/organization', { params: { header: { 'if-match': '1' } }, body: { name } }));

/** Makes the person a member of a second organization, which they joined later. @returns its owner. */
async function inTwo(kith: Kith, account: Account): Promise<Account> {
  const owner = await createAccount(kith.url);
  await rename(account, 'Stair builders');
  await rename(owner, 'Harbour & Sons');
  await joinOrganization(kith.home, owner, account);
  return owner;
}

/** How Ada stands in one organization. */
async function adaIn(kith: Kith, account: Account, organizationId: string) {
  const api = createKithClient({ apiUrl: kith.url, getToken: async () => account.token, organizationId });
  const query = { email: 'ada@acme.example' };
  return (await unwrap(api.GET('/v1/lookup', { params: { query } }))).contact;
}

test('the panel says in which organization it works, and choosing another looks the person up there', async ({
  extension,
  kith,
  account,
}) => {
  const owner = await inTwo(kith, account);
  await unwrap(
    owner.api.POST('/v1/contacts', {
      body: { name: 'Ada of the harbour', points: [{ kind: 'email', value: 'ada@acme.example' }] },
    }),
  );
  await extension.signIn(kith.url, account);
  const [page, beside] = [
    await extension.openSite({ fixture: 'gmail/2025-08-thread' }),
    await extension.openSite({ fixture: 'gmail/2025-08-thread' }),
  ];
  const chosen = page.getByRole('combobox', { name: 'Organization' });
  await expectPanel(page, 'unknown', ada);
  await expect(chosen.getByRole('option', { selected: true })).toHaveText('Stair builders');
  await page.getByLabel('Company').fill('Typed in the first');
  await takeScreen(page, 'overlay-organization-light');

  await chosen.focus();
  await page.keyboard.press('ArrowDown');
  await expectPanel(page, 'known', ada);
  await expectPanel(beside, 'known', ada);
  await expect(page.getByRole('heading', { name: 'Ada of the harbour' })).toBeVisible();
  await page.evaluate(() => document.body.classList.add('dark'));
  await expect(overlay(page)).toHaveAttribute('theme', 'dark');
  await expectAccessible(page, 'kith-overlay');
  await takeScreen(page, 'overlay-organization-dark');

  await extension.stopWorker();
  await page.reload();
  await expectPanel(page, 'known', ada);
  const popup = await extension.openOwn('popup.html');
  const field = popup.getByLabel('Organization');
  await expect(field.getByRole('option', { selected: true })).toHaveText('Harbour & Sons');
  await expectAccessible(popup);
  await takeScreen(popup, 'extension-popup-organization');
  await field.selectOption('Stair builders');
  await expectPanel(page, 'unknown', ada);
  await expect(page.getByLabel('Company')).toHaveValue('Typed in the first');
  await expectPanel(beside, 'unknown', ada);
});

test('what waits for the server goes where it was meant to go, and Undo, too', async ({ extension, kith, account }) => {
  const owner = await inTwo(kith, account);
  const proxy = await startProxy(kith.url);
  await extension.signIn(proxy.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await expectPanel(page, 'unknown', ada);
  await proxy.down();
  await page.getByRole('button', { name: 'Capture' }).click();
  await expect(page.getByText('1 change is kept')).toBeVisible();
  await page.getByRole('combobox', { name: 'Organization' }).selectOption('Harbour & Sons');
  await expect(page.getByText('1 change is kept')).toHaveCount(0);
  const popup = await extension.openOwn('popup.html');
  await expect(popup.getByText('For Stair builders')).toBeVisible();
  await proxy.up();
  await popup.getByRole('button', { name: 'Retry now' }).click();
  await expect(popup.getByText('For Stair builders')).toHaveCount(0);
  await expect.poll(() => adaIn(kith, account, account.organizationId)).not.toBeNull();
  expect(await adaIn(kith, account, owner.organizationId)).toBeNull();

  await page.getByRole('combobox', { name: 'Organization' }).selectOption('Stair builders');
  await expectPanel(page, 'known', ada);
  await page.getByRole('combobox', { name: 'Organization' }).selectOption('Harbour & Sons');
  await expectPanel(page, 'unknown', ada);
  await page.getByRole('button', { name: 'Capture' }).click();
  await expectPanel(page, 'known', ada);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPanel(page, 'unknown', ada);
  expect(await adaIn(kith, account, owner.organizationId)).toBeNull();
  expect(await adaIn(kith, account, account.organizationId)).not.toBeNull();
  await proxy.close();
});

test('whoever is put out of the organization they worked in works in their own again', async ({
  extension,
  kith,
  account,
}) => {
  const owner = await inTwo(kith, account);
  await extension.signIn(kith.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  const field = page.getByRole('combobox', { name: 'Organization' });
  await field.selectOption('Harbour & Sons');
  await expect(field.getByRole('option', { selected: true })).toHaveText('Harbour & Sons');
  await expectPanel(page, 'unknown', ada);
  const { items } = await unwrap(owner.api.GET('/v1/members'));
  const member = items.find(({ email }) => email === account.email);
  const path = { id: member?.id ?? '' };
  await unwrap(owner.api.DELETE('/v1/members/{id}', { params: { path } }));
  await page.reload();
  await expectPanel(page, 'unknown', ada);
  await expect(field).toHaveCount(0);
  await page.getByRole('button', { name: 'Capture' }).click();
  await expectPanel(page, 'known', ada);
  expect(await adaIn(kith, account, account.organizationId)).not.toBeNull();
});

test.describe('in Russian, in the dark', () => {
  test.use({ locale: 'ru-RU', colorScheme: 'dark' });
  test('the set-up page offers the organizations after a code from the portal, too', async ({
    extension,
    kith,
    account,
  }) => {
    await inTwo(kith, account);
    const { code } = await unwrap(account.api.POST('/v1/account/pairing-codes'));
    const page = await extension.openOwn('welcome.html');
    await page.getByLabel('Адрес сервера').fill(kith.url);
    await page.getByRole('button', { name: 'Продолжить' }).click();
    await page.getByRole('button', { name: 'Код с портала' }).click();
    await page.getByLabel('Код с портала').fill(code);
    await page.getByRole('button', { name: 'Подключить' }).click();
    await page.getByLabel('Организация').selectOption('Harbour & Sons');
    await expectAccessible(page);
    await takeScreen(page, 'extension-organization-ru-dark');
    const site = await extension.openSite({ fixture: 'gmail/2025-08-russian' });
    const chosen = site.getByRole('combobox', { name: 'Организация' }).getByRole('option', { selected: true });
    await expect(chosen).toHaveText('Harbour & Sons');
    await takeScreen(site, 'overlay-organization-ru');
  });
});
