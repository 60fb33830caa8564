// What people can rely on in the pages of teams and of roles.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { type Account, createAccount, expect, test } from '../../tools/testing/fixtures.ts';
import { joinOrganization } from '../../tools/testing/join-organization.ts';
import { button, expectSound, settings, signIn } from './portal-pages.ts';
import { shot } from './shot.ts';

const line = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const nameOf = (address: string) => address.split('@')[0] ?? '';
/** Puts a colleague into the organization, who then acts there. */
const colleagueOf = async (kith: { url: string; home: string }, owner: Account) => {
  const guest = await createAccount(kith.url);
  await joinOrganization(kith.home, owner, guest);
  return guest;
};

test('teams are made, filled, and come back when they are deleted', async ({ page, kith, account }) => {
  const guest = await colleagueOf(kith, account);
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/teams`);
  await expect(page.getByText('No teams yet')).toBeVisible();
  await button(page, 'Create team').click();
  await expect(page.getByRole('alert').filter({ hasText: 'Give the team a name' })).toBeVisible();
  await page.getByLabel('Name of a new team').fill('North');
  await button(page, 'Create team').click();
  await page.getByRole('checkbox', { name: nameOf(guest.email) }).check();
  await shot(page, 'portal-team-form');
  await button(page, 'Save').click();
  await expect(line(page, 'North')).toContainText(nameOf(guest.email));
  await button(page, 'Delete North').click();
  await expect(line(page, 'North')).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect(line(page, 'North')).toContainText(nameOf(guest.email));
  await expectSound(page, 'portal-teams');
  await settings(page).click();
  await button(page, 'Русский').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Команды' })).toBeVisible();
  await shot(page, 'portal-teams-ru');
});

test('a role is made, given to a member, narrows what they see, and goes with a replacement', async ({
  page,
  kith,
  account,
  browser,
}) => {
  const guest = await colleagueOf(kith, account);
  const headers = { 'Kith-Organization': account.organizationId };
  const seen = async () => (await unwrap(guest.api.GET('/v1/contacts', { headers }))).items.map(({ name }) => name);
  await unwrap(account.api.POST('/v1/contacts', { body: { name: 'Ada Prospect' } }));
  expect(await seen()).toEqual(['Ada Prospect']);
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/roles`);
  await button(page, 'New role').click();
  await button(page, 'Save role').click();
  await expect(page.getByRole('alert').filter({ hasText: 'Give the role a name' })).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Sales');
  await expect(page.getByLabel('Add and change people')).toBeChecked();
  await page.getByLabel('Add, change and move deals').uncheck();
  await page.getByLabel('those that its members own', { exact: true }).check();
  await expect(page.getByLabel('Import files')).toBeChecked();
  await expect(page.getByLabel('Decide about duplicates')).toBeDisabled();
  await expectSound(page, 'portal-role-form');
  await button(page, 'Save role').click();
  await expect(line(page, 'Sales')).toContainText('sees their own records');
  await page.goto(`${kith.url}/#/team`);
  const role = line(page, nameOf(guest.email)).getByRole('combobox');
  await role.selectOption({ label: 'Sales' });
  await expect(page.getByText('is now: Sales').first()).toBeVisible();
  await expect.poll(seen).toEqual([]);
  const { contact } = await unwrap(guest.api.POST('/v1/contacts', { body: { name: 'Bea Own' }, headers }));
  expect([contact.ownerId, await seen()]).toEqual([expect.any(String), ['Bea Own']]);
  await page.goto(`${kith.url}/#/roles`);
  await button(page, 'Change Sales').click();
  await page.getByLabel('all of them').check();
  await button(page, 'Save role').click();
  await expect(line(page, 'Sales')).toContainText('sees all records');
  expect((await seen()).toSorted()).toEqual(['Ada Prospect', 'Bea Own']);
  await expect(line(page, 'Sales')).toContainText('1 person');
  await button(page, 'Delete Sales').click();
  await expect(page.getByLabel('Role instead')).toHaveValue('viewer');
  await expectSound(page, 'portal-roles');
  await button(page, 'Delete role').click();
  await expect(line(page, 'Sales')).toHaveCount(0);
  await page.getByLabel('What Viewer sees').selectOption('own');
  await expect(page.getByText('Viewer: sees their own records').first()).toBeVisible();
  await expect.poll(seen).toEqual(['Bea Own']);
  await button(page, 'Undo').last().click();
  await expect(page.getByLabel('What Viewer sees')).toHaveValue('all');
  await settings(page).click();
  await button(page, 'Русский').click();
  await page.keyboard.press('Escape');
  await button(page, 'Новая роль').click();
  await shot(page, 'portal-roles-ru');

  // Their own record page has what it has for everybody, ways to the person over others of theirs among it.
  await unwrap(
    account.api.PATCH('/v1/roles/{id}', {
      params: { path: { id: 'viewer' }, header: { 'if-match': '3' } },
      body: { reach: 'own' },
    }),
  );
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, kith.url, guest);
  await theirs.getByRole('button', { name: /Switch$/ }).click();
  await button(theirs, nameOf(account.email)).click();
  await expect(theirs.getByRole('button', { name: `Organization: ${nameOf(account.email)}. Switch` })).toBeVisible();
  await theirs.goto(`${kith.url}/#/people/${contact.id}`);
  await expect(theirs.locator('kith-timeline')).toBeVisible();
  await expect(theirs.locator('kith-relations')).toBeVisible();
  await theirs.getByRole('button', { name: 'How do I reach them?' }).click();
  await expect(theirs.getByText('No way found')).toBeVisible();
  await expect(theirs.getByText('The server could not answer this')).toHaveCount(0);
  await shot(theirs, 'portal-record-narrowed');
  await theirs.context().close();
});

test('a sandbox shows the roles of its organization, and changes none', async ({ page, kith, account }) => {
  await unwrap(account.api.POST('/v1/roles', { body: { name: 'Trainee', permissions: ['contacts.read'] } }));
  await unwrap(
    account.api.POST('/v1/api-keys', { body: { name: 'Trial', mode: 'test', permissions: ['contacts.read'] } }),
  );
  await signIn(page, kith.url, account);
  await page.getByRole('button', { name: /Switch$/ }).click();
  await page.getByRole('button', { name: /\(test\)/ }).click();
  await expect(page.getByRole('button', { name: /\(test\) Test\. Switch$/ })).toBeVisible();
  await page.goto(`${kith.url}/#/roles`);
  await expect(line(page, 'Trainee')).toContainText('0 people');
  await expect(page.getByText('Its roles are those of the organization that it belongs to.')).toBeVisible();
  await expect(button(page, 'New role')).toHaveCount(0);
  await expect(line(page, 'Trainee').getByRole('button')).toHaveCount(0);
  await expectSound(page, 'portal-roles-sandbox');
});
