// What people can rely on around the portal's views: the navigation, the pages of records, and what is hidden from whom.
import { unwrap } from '@kith/sdk';
import { expectAccessible } from '../../tools/testing/accessible.ts';
import { createAccount, expect, test } from '../../tools/testing/fixtures.ts';
import { joinOrganization } from '../../tools/testing/join-organization.ts';
import { expectSound, people, settings, signIn } from './portal-pages.ts';
import { shot } from './shot.ts';

const ada = { name: 'Ada Prospect', companyName: 'Acme', title: 'CTO', points: [] };

test('the navigation leads to every view and says where one is', async ({ page, kith, account }) => {
  await signIn(page, kith.url, account);
  const current = page.getByRole('navigation').locator('[aria-current=page]');
  await expect(current).toHaveText('People');
  await expect(page).toHaveTitle('People · Kith');
  await page.getByRole('navigation').getByRole('link', { name: 'Embed' }).click();
  await expect(page.getByRole('heading', { name: 'Put Kith into your own pages' })).toBeVisible();
  await expect(current).toHaveText('Embed');
  await expect(page).toHaveTitle('Embed · Kith');
  await page.goBack();
  await expect(page.getByRole('searchbox')).toBeVisible();
  await settings(page).click();
  await page.getByRole('link', { name: 'Sign-in and security' }).click();
  await expect(page.getByRole('heading', { name: 'Sign-in and security' })).toBeVisible();
});

test('an address that names nothing shows the first view', async ({ page, kith, account }) => {
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/nowhere`);
  await expect(page.getByRole('searchbox')).toBeVisible();
});

test('the page of a record stands beside the list, and alone when nothing is picked it says so', async ({
  page,
  kith,
  account,
}) => {
  await unwrap(account.api.POST('/v1/contacts', { body: ada }));
  await signIn(page, kith.url, account);
  await expect(page.getByText('Nothing picked yet')).toBeVisible();
  await page.getByRole('option').click();
  await expect(page.getByRole('article', { name: 'Ada Prospect' })).toBeVisible();
  await expect(people(page)).toHaveAttribute('aria-current', 'page');
});

test('whoever may not manage keys is not shown the page of keys', async ({ page, kith, account }) => {
  await page.route('**/v1/me', async (route) => {
    const response = await route.fetch();
    const me = await response.json();
    const permissions = me.permissions.filter((permission: string) => permission !== 'keys.manage');
    await route.fulfill({ response, json: { ...me, permissions } });
  });
  await signIn(page, kith.url, account);
  await expect(people(page)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Embed' })).toHaveCount(0);
  await page.goto(`${kith.url}/#/embed`);
  await expect(page.getByText('You are not allowed to see this')).toBeVisible();
  // An answer that is still on its way is not to come after the end.
  await page.unrouteAll({ behavior: 'wait' });
});

test('what somebody may no longer do goes at once when their role changes, and the open page says so', async ({
  page,
  kith,
  account,
}) => {
  const owner = await createAccount(kith.url);
  await joinOrganization(kith.home, owner, account);
  const { contact } = await unwrap(owner.api.POST('/v1/contacts', { body: ada }));
  const memberships = async () => (await unwrap(owner.api.GET('/v1/members'))).items;
  const give = async (role: string) => {
    const me = (await memberships()).find(({ email: address }) => address === account.email);
    const params = { path: { id: me?.id ?? '' }, header: { 'if-match': String(me?.version) } };
    await unwrap(owner.api.PATCH('/v1/members/{id}', { params, body: { role } }));
  };
  await page.addInitScript((id) => localStorage.setItem('kith-organization', id), owner.organizationId);
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/import`);
  await expect(page.getByRole('heading', { name: 'Import' }).first()).toBeVisible();
  await give('viewer');
  await expect(page.getByText('was changed. You see what is open to you now')).toBeVisible();
  await expect(page.getByText('You are not allowed to see this')).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Import' })).toHaveCount(0);
  await expectSound(page, 'portal-rights-changed');
  await page.getByRole('link', { name: 'Go to People' }).click();
  await page.goto(`${kith.url}/#/people/${contact.id}`);
  await expect(page.getByRole('article', { name: 'Ada Prospect' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Same as another record?' })).toHaveCount(0);
  await give('member');
  await expect(page.getByRole('heading', { name: 'Same as another record?' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(contact.id));

  // And when they are let go, they are in their own organization, and told so.
  const me = (await memberships()).find(({ email: address }) => address === account.email);
  await unwrap(owner.api.DELETE('/v1/members/{id}', { params: { path: { id: me?.id ?? '' } } }));
  await expect(page.getByText('You no longer work in')).toBeVisible();
  await expect(page.getByRole('article', { name: 'Ada Prospect' })).toHaveCount(0);
  await shot(page, 'portal-let-go');
});

test('who is let go before the page could listen is told, too', async ({ page, kith, account }) => {
  const owner = await createAccount(kith.url);
  await joinOrganization(kith.home, owner, account);
  await page.addInitScript((id) => localStorage.setItem('kith-organization', id), owner.organizationId);
  const { promise: letGo, resolve: goOn } = Promise.withResolvers<void>();
  await page.routeWebSocket(/realtime/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => void letGo.then(() => server.send(message)));
  });
  await signIn(page, kith.url, account);
  await expect(page.getByRole('searchbox')).toBeVisible();
  const { items } = await unwrap(owner.api.GET('/v1/members'));
  const id = items.find(({ email: address }) => address === account.email)?.id ?? '';
  await unwrap(owner.api.DELETE('/v1/members/{id}', { params: { path: { id } } }));
  goOn();
  await expect(page.getByText('You no longer work in')).toBeVisible();
});

test('code of a view that did not come is asked for again', async ({ page, kith, account }) => {
  await signIn(page, kith.url, account);
  await expect(page.getByRole('searchbox')).toBeVisible();
  await page.route('**/assets/get-extension*', (route) => route.abort());
  await page.getByRole('link', { name: 'Get the extension' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.unroute('**/assets/get-extension*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('heading', { name: 'Kith beside Gmail and Telegram' })).toBeVisible();
});

test('on a narrow screen the navigation folds into a menu, by mouse and keyboard', async ({ page, kith, account }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, kith.url, account);
  await expect(people(page)).toBeHidden();
  const menu = page.getByRole('button', { name: 'Menu' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(people(page)).toBeVisible();
  await shot(page, 'portal-menu-narrow');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(people(page)).toBeHidden();
  await expect(menu).toBeFocused();
  await menu.click();
  await page.getByRole('link', { name: 'Embed' }).click();
  await expect(page.getByRole('heading', { name: 'Put Kith into your own pages' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Embed' })).toBeHidden();
});

test('the shell is sound in both themes, in Russian and at 360 px', async ({ page, kith, account }) => {
  await unwrap(account.api.POST('/v1/contacts', { body: ada }));
  await signIn(page, kith.url, account);
  await expect(page.getByText('Nothing picked yet')).toBeVisible();
  await expectSound(page, 'portal-shell');
  await settings(page).click();
  await page.getByRole('button', { name: 'Русский' }).click();
  await expect(page.getByRole('link', { name: 'Люди' })).toBeVisible();
  await page.keyboard.press('Escape');
  await shot(page, 'portal-shell-ru');
});

test('a card of the board leads to the page of its deal, and on to its people', async ({ page, kith, account }) => {
  const { contact } = await unwrap(account.api.POST('/v1/contacts', { body: ada }));
  const body = { name: 'Pilot 2027', amount: 1_250_000, currency: 'EUR', contacts: [{ contactId: contact.id }] };
  const { id } = await unwrap(account.api.POST('/v1/deals', { body }));
  await signIn(page, kith.url, account);
  await page.getByRole('link', { name: 'Deals' }).click();
  await expectSound(page, 'portal-deals');
  await page.getByRole('button', { name: /Pilot 2027/ }).click();
  await expect(page).toHaveURL(new RegExp(`#/deals/${id}$`));
  await expect(page.getByLabel('Name of the deal')).toHaveValue('Pilot 2027');
  await shot(page, 'portal-deal');
  await page.getByRole('button', { name: 'Ada Prospect', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`#/people/${contact.id}$`));
  await page.goBack();
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await expect(page.getByRole('button', { name: /Pilot 2027/ })).toBeVisible();
});
