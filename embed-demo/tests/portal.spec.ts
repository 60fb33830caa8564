// What people can rely on in the portal, in a real browser against the real server.
import { randomUUID } from 'node:crypto';
import { unwrap } from '@kith/sdk';
import { expectAccessible } from '../../tools/testing/accessible.ts';
import { expect, test } from '../../tools/testing/fixtures.ts';
import { email, expectSound, password, signIn, violationsOf } from './portal-pages.ts';
import { shot } from './shot.ts';

const person = (name: string, companyName: string, title: string) => ({ name, companyName, title, points: [] });

test('where one joins by invitation, the door offers no new account', async ({ page, kith }) => {
  await page.route('**/auth/v1/settings', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), disable_signup: true } });
  });
  await page.goto(kith.url);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create an account' })).toHaveCount(0);
});

test('a new person signs up, has an organization, signs out and in again', async ({ page, kith }) => {
  const violations = await violationsOf(page);
  const [address, secret] = [`new-${randomUUID()}@people.example`, `secret-${randomUUID()}`];
  await page.goto(kith.url);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await expect(password(page)).toHaveAttribute('autocomplete', 'new-password');
  await email(page).fill(address);
  await password(page).fill(secret);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Nobody here yet')).toBeVisible();
  await page.getByRole('button', { name: 'Account and settings' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Kith' })).toBeVisible();
  await expect(page.getByText('Nobody here yet')).toHaveCount(0);
  await expect(password(page)).toHaveAttribute('autocomplete', 'current-password');
  await email(page).fill(address);
  await password(page).fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Nobody here yet')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Nobody here yet')).toBeVisible();
  expect(violations).toEqual([]);
});

test('a wrong password, an empty field and a taken address are said plainly', async ({ page, kith, account }) => {
  await page.goto(kith.url);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('Enter your email.');
  await email(page).fill(account.email);
  await password(page).fill('not the password');
  await password(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('The email or the password is wrong');
  await expect(email(page)).toHaveValue(account.email);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await password(page).fill(`another-${randomUUID()}`);
  await password(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('There is an account with this email already');
});

test('a server that does not answer leaves the form as it was', async ({ page, kith, account }) => {
  await page.goto(kith.url);
  await email(page).fill(account.email);
  await password(page).fill(account.password);
  await page.route('**/auth/v1/token**', (route) => route.abort());
  await password(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('The server did not answer');
  await page.unroute('**/auth/v1/token**');
  await password(page).press('Enter');
  await expect(page.getByRole('link', { name: 'People' })).toBeVisible();
});

test('the password can be shown, and Caps Lock is noticed', async ({ page, kith }) => {
  await page.goto(kith.url);
  await password(page).fill('secret');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(password(page)).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'Hide password' }).click();
  await expect(password(page)).toHaveAttribute('type', 'password');
  await password(page).evaluate((element) => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true }));
  });
  await expect(page.getByText('Caps Lock is on')).toBeVisible();
});

test('list and card stand side by side, by mouse, keyboard and address', async ({ page, kith, account }) => {
  const { contact } = await unwrap(account.api.POST('/v1/contacts', { body: person('Ada Prospect', 'Acme', 'CTO') }));
  await unwrap(account.api.POST('/v1/contacts', { body: person('Bo Client', 'Brick & Co', 'Buyer') }));
  await signIn(page, kith.url, account);
  const { organizations } = await unwrap(account.api.GET('/v1/me'));
  await expect(page.getByRole('link', { name: organizations[0]?.name ?? 'no organization' })).toBeVisible();
  await page.getByRole('searchbox').fill('ada');
  await page.getByRole('searchbox').press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Ada Prospect' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`#/people/${contact.id}$`));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Ada Prospect' })).toBeVisible();
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toContainText('Ada Prospect');
});

test('a change of notes in one window shows in another', async ({ browser, kith, account }) => {
  await unwrap(account.api.POST('/v1/contacts', { body: person('Ada Prospect', 'Acme', 'CTO') }));
  const pages = await Promise.all([1, 2].map(async () => (await browser.newContext()).newPage()));
  for (const page of pages) {
    await signIn(page, kith.url, account);
    await page.getByRole('option').click();
  }
  const notes = pages.map((page) => page.getByRole('textbox', { name: 'Notes' }));
  await notes[0]?.fill('Prefers mornings.');
  await notes[0]?.press('Control+Enter');
  for (const field of notes) await expect(field).toHaveValue('Prefers mornings.');
  await Promise.all(pages.map((page) => page.context().close()));
});

test('an embed key is bound to a shared view, which then cannot be deleted', async ({ page, kith, account }) => {
  const where = { all: [{ field: 'tags', op: 'any_of' as const, value: ['vip'] }] };
  const body = { name: 'Guests', resource: 'contacts' as const, shared: true, filter: { version: 1 as const, where } };
  const view = await unwrap(account.api.POST('/v1/views', { body }));
  await unwrap(account.api.POST('/v1/views', { body: { name: 'Mine', resource: 'contacts' } }));
  await signIn(page, kith.url, account);
  await page.getByRole('link', { name: 'Embed' }).click();
  await page.getByRole('textbox', { name: 'Origin of the page' }).fill('https://intranet.example');
  await expect(page.getByLabel('Records').getByRole('option')).toHaveText(['All records', 'Guests']);
  await page.getByLabel('Records').selectOption('Guests');
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByText('Shows only “Guests”')).toBeVisible();
  const { items } = await unwrap(account.api.GET('/v1/embed-keys'));
  expect(items).toMatchObject([{ segmentId: view.id }]);
  await expectAccessible(page);
  await shot(page, 'portal-embed-segment');
  const refused = await account.api.DELETE('/v1/views/{id}', { params: { path: { id: view.id } } });
  expect(refused.error?.code).toBe('view_in_use');
});

test('a key that asks who looks shows its secret once', async ({ page, kith, account }) => {
  await signIn(page, kith.url, account);
  await page.getByRole('link', { name: 'Embed' }).click();
  await page.getByRole('textbox', { name: 'Origin of the page' }).fill('https://*.portal.example');
  await page.getByRole('checkbox', { name: 'Each visitor sees only what is theirs' }).check();
  await page.getByRole('button', { name: 'Create key' }).click();
  const secret = page.getByRole('status', { name: 'Copy the secret now' });
  await expect(secret).toContainText(/whs_[\w-]{43}/);
  await expect(page.getByText('Asks who looks')).toBeVisible();
  await expect(page.getByText('data-identity')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByText('whs_')).toHaveCount(0);
});

test('an embed key is made for an address, its snippet copied, and revoked after a question', async ({
  page,
  kith,
  account,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, kith.url, account);
  await page.getByRole('link', { name: 'Embed' }).click();
  await page.getByRole('textbox', { name: 'Origin of the page' }).fill('not an address');
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByText('Write an address such as')).toBeVisible();
  await page.getByRole('textbox', { name: 'Origin of the page' }).fill('https://intranet.example/some/page');
  const chosen = page.getByRole('group', { name: 'What the pages show' }).getByRole('checkbox', { checked: true });
  await expect(chosen).toHaveCount(2);
  for (const name of ['List of people', 'A person']) await page.getByRole('checkbox', { name, exact: true }).uncheck();
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByText('Choose at least one.')).toBeVisible();
  for (const name of ['List of people', 'A person', 'Board of deals'])
    await page.getByRole('checkbox', { name, exact: true }).check();
  // Every widget that can be chosen has a name.
  await expect(page.getByRole('checkbox', { name: /^kith-/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByText('Works on https://intranet.example')).toBeVisible();
  const { items } = await unwrap(account.api.GET('/v1/embed-keys'));
  await expect(page.getByLabel('Snippet')).toContainText(`data-key="${items[0]?.key}"`);
  await expect(page.getByLabel('Snippet')).toContainText('<kith-board>');
  expect(items[0]?.permissions).toEqual(expect.arrayContaining(['contacts.read', 'deals.read', 'pipelines.read']));
  expect(items[0]?.widgets.toSorted()).toEqual(['kith-board', 'kith-contact', 'kith-people']);
  await expect(page.getByText('Shows List of people, A person, Board of deals')).toBeVisible();
  await page.getByText('As a frame').click();
  await expect(page.getByLabel('Frame')).toContainText(`${kith.url}/embed/board?key=${items[0]?.key}`);
  await page.getByRole('button', { name: 'Copy the frame' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<iframe src=/);
  await shot(page, 'portal-embed-frame');
  await page.getByRole('button', { name: 'Copy snippet' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    `<script src="${kith.url}/kith.js" data-key=`,
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByText('No keys yet')).toBeVisible();
});

test('language and theme are chosen, kept, and reach the widgets', async ({ page, kith, account }) => {
  await unwrap(account.api.POST('/v1/contacts', { body: person('Ada Prospect', 'Acme', 'CTO') }));
  await signIn(page, kith.url, account);
  await page.getByRole('button', { name: 'Account and settings' }).click();
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.getByRole('button', { name: 'Тёмная' }).click();
  await expect(page.getByRole('searchbox', { name: 'Поиск людей' })).toBeVisible();
  const background = () =>
    page.locator('kith-people .frame').evaluate((element) => getComputedStyle(element).backgroundColor);
  await expect.poll(background).toBe('rgb(23, 24, 27)');
  await page.reload();
  await expect(page.getByRole('searchbox', { name: 'Поиск людей' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect.poll(background).toBe('rgb(23, 24, 27)');
});

test('a narrow screen shows the list, then the card with a way back, and never scrolls sideways', async ({
  page,
  kith,
  account,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await unwrap(
    account.api.POST('/v1/contacts', { body: person('Ada Prospect', 'Acme Limited Company of Long Names', 'CTO') }),
  );
  await page.goto(kith.url);
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect(email(page)).toBeVisible();
  expect(await sideways()).toBe(0);
  await signIn(page, kith.url, account);
  await page.getByRole('option').click();
  await expect(page.getByRole('heading', { name: 'Ada Prospect' })).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeHidden();
  expect(await sideways()).toBe(0);
  await expect(page.getByRole('textbox', { name: 'Notes' })).toBeVisible();
  await shot(page, 'portal-narrow');
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await expect(page.getByRole('searchbox')).toBeVisible();
  for (const view of ['embed', 'extension']) {
    await page.goto(`${kith.url}/#/${view}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await sideways()).toBe(0);
  }
  await page.getByRole('button', { name: 'Account and settings' }).click();
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.getByRole('button', { name: 'Меню' }).click();
  await expect(page.getByRole('link', { name: 'Встраивание' })).toBeVisible();
  expect(await sideways()).toBe(0);
});

test('axe finds nothing on the sign-in page or in the portal, in both themes', async ({ page, kith, account }) => {
  const clean = async () => await expectAccessible(page);
  await page.goto(kith.url);
  await expect(email(page)).toBeVisible();
  await expectSound(page, 'portal-sign-in');
  for (const [name, company, title] of crowd) {
    await unwrap(account.api.POST('/v1/contacts', { body: person(name, company, title) }));
  }
  const { items } = await unwrap(account.api.GET('/v1/contacts'));
  for (const [index, contact] of items.entries()) {
    const body = {
      contactId: contact.id,
      channel: 'email',
      direction: 'inbound' as const,
      externalId: `mail-${index}`,
      subject: 'Quote for the library',
      body: 'Could you send it by Friday?',
      occurredAt: new Date(Date.now() - (items.length - index) * 30 * 3_600_000).toISOString(),
      visibility: 'full' as const,
    };
    await unwrap(account.api.POST('/v1/interactions', { body }));
  }
  await signIn(page, kith.url, account);
  await page.getByRole('option').first().click();
  await expect(page.getByText('Quote for the library').filter({ visible: true })).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await clean();
    await shot(page, `portal-${theme}`);
  }
});

const crowd = [
  ['Ada Prospect', 'Acme', 'CTO'],
  ['Bo Client', 'Brick & Co', 'Buyer'],
  ['Cleo Marsh', 'Northwind Ferries', 'Head of operations'],
  ['Dmitri Sample', 'Paperboat', 'Founder'],
  ['Elif Demir', 'Blue Harbour', 'Partnerships'],
] as const;
