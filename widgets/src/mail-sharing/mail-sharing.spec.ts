// What people can rely on in <kith-mail-sharing>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import type { Account } from '../../../tools/testing/fixtures.ts';
import { expect, type HostPage, test } from '../testing/host-page.ts';
import { ada, capture, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const widget = (page: Page) => page.locator('kith-mail-sharing');
const button = (page: Page, name: string) => widget(page).getByRole('button', { name, exact: true });

interface House {
  host: HostPage;
  kith: { url: string };
  account: Account;
}

async function openPerson(page: Page, { host, kith, account }: House, teams = ['Sales', 'Service']) {
  const person = await capture(account.api, ada);
  for (const name of teams) await unwrap(account.api.POST('/v1/teams', { body: { name } }));
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-mail-sharing record="contact:${person.id}"></kith-mail-sharing>`, { key: null });
  const grants = async () =>
    (await unwrap(account.api.GET('/v1/mail-grants'))).items.map(({ level, people }) => [level, people]);
  return { person, grants };
}

test('shares with a team by keyboard, and stops, each with a way back', async ({ page, host, kith, account }) => {
  const { grants } = await openPerson(page, { host, kith, account });
  await expect(page.getByText('You share these messages with nobody')).toBeVisible();
  await button(page, 'Share my messages with…').press('Enter');
  await expect(page.getByRole('combobox', { name: 'With whom' })).toBeFocused();
  await page.getByRole('combobox', { name: 'With whom' }).selectOption('Sales');
  await page.getByLabel('What they see').selectOption('Subjects');
  await button(page, 'Share').press('Enter');
  const row = widget(page).getByRole('listitem');
  await expect(row).toContainText('Team Sales');
  await expect(row).toContainText('Subjects · messages with 1 person');
  await expect(button(page, 'Share my messages with…')).toBeFocused();
  expect(await grants()).toEqual([['subject', 1]]);
  await button(page, 'Stop sharing with Team Sales').click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(row).toContainText('Team Sales');
  expect(await grants()).toEqual([['subject', 1]]);
  expect(host.violations).toEqual([]);
});

test('says when there is nobody, when a merge paused it, and when the server does not answer', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { person } = await openPerson(page, { host, kith, account }, []);
  await button(page, 'Share my messages with…').click();
  await expect(page.getByText('There is nobody else here yet')).toBeVisible();
  await button(page, 'Cancel').click();
  const team = await unwrap(account.api.POST('/v1/teams', { body: { name: 'Sales' } }));
  const record = { type: 'contact' as const, id: person.id };
  await unwrap(account.api.POST('/v1/mail-grants', { body: { record, to: { type: 'team', id: team.id } } }));
  // Live: nobody reloaded.
  await expect(widget(page).getByRole('listitem')).toContainText('Subjects and texts');
  const twin = await capture(account.api, { name: 'Ada P.' });
  await unwrap(account.api.POST('/v1/contacts/merge', { body: { winnerId: person.id, loserId: twin.id } }));
  await page.reload();
  await expect(widget(page).getByRole('listitem')).toContainText('1 person was merged with another since');
  await page.route('**/v1/mail-grants/*', (route) => route.abort());
  await widget(page)
    .getByRole('button', { name: /Stop sharing/ })
    .click();
  await expect(page.getByText('Nothing was changed').last()).toBeVisible();
  await expect(widget(page).getByRole('listitem')).toHaveCount(1);
});

test('can be used by everybody, in both themes and languages, down to 360 px', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { person } = await openPerson(page, { host, kith, account });
  const { items } = await unwrap(account.api.GET('/v1/teams'));
  for (const { id } of items) {
    const body = { record: { type: 'contact' as const, id: person.id }, to: { type: 'team' as const, id } };
    await unwrap(account.api.POST('/v1/mail-grants', { body }));
  }
  await expect(widget(page).getByRole('listitem')).toHaveCount(2);
  await expect(widget(page).getByText('Team Sales')).toBeVisible();
  const sound = () => expectAccessible(page, 'kith-mail-sharing');
  await sound();
  await shot(widget(page), 'widget-mail-sharing-light');
  await button(page, 'Share my messages with…').click();
  await widget(page).evaluate((element) => element.setAttribute('theme', 'dark'));
  await sound();
  await shot(widget(page), 'widget-mail-sharing-form-dark');
  await page.setViewportSize({ width: 360, height: 740 });
  await widget(page).evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(page.getByText('Что будет видно')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shot(widget(page), 'widget-mail-sharing-ru-360');
  // Without a record: all that one shares, each with its way there.
  await widget(page).evaluate((element) => {
    element.removeAttribute('record');
    element.setAttribute('lang', 'en');
  });
  await expect(button(page, 'Ada Prospect').first()).toBeVisible();
  await sound();
});
