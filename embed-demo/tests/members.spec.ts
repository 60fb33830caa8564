// What people can rely on in the page of members: inviting, joining, roles, leaving, and the way between organizations.
import { randomUUID } from 'node:crypto';
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { type Account, createAccount, expect, test } from '../../tools/testing/fixtures.ts';
import { joinOrganization } from '../../tools/testing/join-organization.ts';
import { invitationTo, mailTo } from '../../tools/testing/mails.ts';
import { button, code, email, expectSound, password, settings, signIn } from './portal-pages.ts';
import { shot } from './shot.ts';

const openTeam = async (page: Page, url: string, account: Account) => {
  await signIn(page, url, account);
  await page.getByRole('link', { name: 'Members' }).click();
  await expect(page.getByRole('heading', { name: 'People who work here' })).toBeVisible();
};
const invite = async (page: Page, address: string, role = 'member') => {
  await page.getByLabel('Email of a colleague').fill(address);
  await page.getByLabel('Role', { exact: true }).selectOption(role);
  await button(page, 'Send invitation').click();
};
const line = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
/** What a member is called: what stands before the @. */
const nameOf = (address: string) => address.split('@')[0] ?? '';

test('somebody new is invited, signs up, joins, and is seen at once; the sandbox and both organizations are a click away', async ({
  page,
  kith,
  account,
  browser,
}) => {
  const guest = `guest-${randomUUID()}@people.example`;
  await unwrap(
    account.api.PATCH('/v1/organization', {
      params: { header: { 'if-match': '1' } },
      body: { name: 'Stair builders' },
    }),
  );
  await openTeam(page, kith.url, account);
  await button(page, 'Send invitation').click();
  await expect(page.getByRole('alert').filter({ hasText: 'Enter your email' })).toBeVisible();
  await invite(page, 'no address');
  await expect(page.getByRole('alert').filter({ hasText: 'not an email address' })).toBeVisible();
  await expect(page.getByLabel('Email of a colleague')).toHaveValue('no address');
  await invite(page, guest, 'viewer');
  await expect(page.getByText('No second factor')).toBeVisible();
  await expect(line(page, guest)).toContainText('Viewer');
  await expect(page.getByLabel('Email of a colleague')).toHaveValue('');

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(await invitationTo(kith.home, guest));
  await expect(theirs.getByText('invites you to Stair builders')).toBeVisible();
  await expect(email(theirs)).toHaveValue(guest);
  await shot(theirs, 'portal-invitation-door');
  await password(theirs).fill(`pass-${randomUUID()}`);
  await button(theirs, 'Create account').click();
  await expect(theirs.getByRole('heading', { name: 'Join Stair builders' })).toBeVisible();
  await expectSound(theirs, 'portal-invitation');
  await button(theirs, 'Join').click();
  const where = theirs.getByRole('button', { name: 'Organization: Stair builders. Switch' });
  await expect(where).toBeVisible();
  await expect(line(page, nameOf(guest))).toContainText('Viewer');
  await expect(line(page, guest)).toHaveCount(0);

  await where.click();
  await shot(theirs, 'portal-organizations');
  await button(theirs, nameOf(guest)).click();
  await expect(theirs.getByRole('button', { name: `Organization: ${nameOf(guest)}. Switch` })).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole('button', { name: `Organization: ${nameOf(guest)}. Switch` })).toBeVisible();
  await theirs.context().close();
});

test('whoever signed up before confirms by a code in the same session, and keeps the password', async ({
  page,
  kith,
  account,
}) => {
  const guest = await createAccount(kith.url);
  await unwrap(account.api.POST('/v1/invitations', { body: { email: guest.email, role: 'member' } }));
  await signIn(page, kith.url, guest);
  await page.goto(await invitationTo(kith.home, guest.email));
  await button(page, 'Join').click();
  await expect(page.getByText(`Confirm first that ${guest.email} is yours`)).toBeVisible();
  await expectSound(page, 'portal-invitation-prove');
  await button(page, 'Send the code').click();
  const { code: sent } = await mailTo(kith.home, guest.email, 2);
  await code(page).fill(sent === '000000' ? '000001' : '000000');
  await code(page).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'This code is wrong' })).toBeVisible();
  await expectSound(page, 'portal-invitation-code');
  await code(page).fill(sent);
  await code(page).press('Enter');
  await expect(page.getByRole('button', { name: /^Organization: / })).toBeVisible();
  const { organizations } = await unwrap(guest.api.GET('/v1/me'));
  expect(organizations.map(({ id }) => id)).toContain(account.organizationId);
  await settings(page).click();
  await button(page, 'Sign out').click();
  await signIn(page, kith.url, guest);
});

test('roles change and change back, and a removed person is out', async ({ page, kith, account }) => {
  const colleague = await createAccount(kith.url);
  await joinOrganization(kith.home, account, colleague);
  await openTeam(page, kith.url, account);
  const theirs = line(page, nameOf(colleague.email));
  const role = theirs.getByRole('combobox');
  await role.selectOption('admin');
  await expect(page.getByText('is now: Admin').first()).toBeVisible();
  await button(page, 'Undo').click();
  await expect(role).toHaveValue('member');
  const own = line(page, nameOf(account.email));
  await own.getByRole('combobox').selectOption('member');
  await expect(page.getByText('keeps at least one owner').first()).toBeVisible();
  await expect(own.getByRole('combobox')).toHaveValue('owner');
  await theirs.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(theirs.getByRole('alert')).toContainText('loses access at once');
  await theirs.getByRole('button', { name: 'Remove now' }).click();
  await expect(theirs).toHaveCount(0);
  const me = await unwrap(colleague.api.GET('/v1/me'));
  expect(me.organizations.map(({ id }) => id)).toEqual([colleague.organizationId]);
});

test('an invitation is sent again, revoked, and not for somebody else', async ({ page, kith, account, browser }) => {
  const stranger = await createAccount(kith.url);
  const invited = `invited-${randomUUID()}@people.example`;
  await openTeam(page, kith.url, account);
  await invite(page, invited);
  await line(page, invited).getByRole('button', { name: 'Send again' }).click();
  const link = await invitationTo(kith.home, invited, 2);
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, kith.url, stranger);
  await theirs.goto(link);
  await expect(theirs.getByRole('alert')).toContainText(`This invitation is for ${invited}`);
  await button(theirs, 'Sign out').click();
  await expect(email(theirs)).toHaveValue(invited);
  await line(page, invited).getByRole('button', { name: 'Revoke invitation' }).click();
  await expect(line(page, invited)).toHaveCount(0);
  await theirs.goto(kith.url);
  await expect(theirs.getByText('This invitation was revoked')).toBeVisible();
  await theirs.context().close();
});

test('the organization is renamed where it is read, and somebody may leave', async ({ page, kith, account }) => {
  const owner = await createAccount(kith.url);
  await joinOrganization(kith.home, owner, account);
  await openTeam(page, kith.url, account);
  const name = page.getByRole('textbox', { name: 'Name of the organization' });
  await name.fill('Oak & Sons');
  await button(page, 'Rename').click();
  await expect(page.getByRole('button', { name: 'Organization: Oak & Sons. Switch' })).toBeVisible();
  await button(page, 'Organization: Oak & Sons. Switch').click();
  await button(page, nameOf(owner.email)).click();
  await page.getByRole('link', { name: 'Members' }).click();
  const own = line(page, nameOf(account.email));
  await own.getByRole('button', { name: 'Leave', exact: true }).click();
  await own.getByRole('button', { name: 'Leave now' }).click();
  await expect(page.getByRole('link', { name: 'Kith Oak & Sons' })).toBeVisible();
  await expect(settings(page)).toBeVisible();
});

test('the page is sound in both themes, in Russian and at 360 px', async ({ page, kith, account }) => {
  const colleague = await createAccount(kith.url);
  await joinOrganization(kith.home, account, colleague);
  await unwrap(
    account.api.POST('/v1/invitations', { body: { email: 'new-colleague@people.example', role: 'viewer' } }),
  );
  await openTeam(page, kith.url, account);
  await expect(line(page, 'new-colleague@people.example')).toBeVisible();
  await line(page, nameOf(colleague.email)).getByRole('button', { name: 'Remove', exact: true }).click();
  await expectSound(page, 'portal-members');
  await settings(page).click();
  await button(page, 'Русский').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Кто здесь работает' })).toBeVisible();
  await shot(page, 'portal-members-ru');
});
