// What people can rely on in the portal's page of privacy.
import { unwrap } from '@kith/sdk';
import { expect, test } from '../../tools/testing/fixtures.ts';
import { expectSound, signIn } from './portal-pages.ts';
import { shot } from './shot.ts';

test('whose messages are not logged is added, told of elsewhere, removed and brought back', async ({
  page,
  kith,
  account,
}) => {
  await signIn(page, kith.url, account);
  await page.getByRole('link', { name: 'Privacy' }).click();
  const own = page.getByRole('region', { name: 'Your never-log list' });
  const shared = page.getByRole('region', { name: 'Protected recipients' });
  await expect(own.getByText('Nobody is on your list yet')).toBeVisible();
  await own.getByLabel('Never log messages with').fill('my family');
  await own.getByRole('button', { name: 'Add' }).click();
  await expect(own.getByRole('alert')).toContainText('Write a mail address');
  await expect(own.getByLabel('Never log messages with')).toHaveValue('my family');
  await own.getByLabel('Never log messages with').fill('@Family.example');
  await own.getByLabel('Never log messages with').press('Enter');
  await expect(own.getByRole('listitem')).toContainText('family.example');
  await expect(own.getByLabel('Never log messages with')).toHaveValue('');

  await own.getByRole('button', { name: 'Remove family.example' }).click();
  await expect(own.getByText('Nobody is on your list yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(own.getByRole('listitem')).toContainText('family.example');

  // Typing goes on while the list changes elsewhere.
  await shared.getByLabel('Nobody logs messages with').fill('doctor.exa');
  await unwrap(account.api.POST('/v1/protected-recipients', { body: { address: 'law.example' } }));
  await expect(shared.getByRole('listitem')).toContainText('law.example');
  await expect(shared.getByLabel('Nobody logs messages with')).toHaveValue('doctor.exa');
});

test('the page is sound in both themes, in Russian and at 360 px', async ({ page, kith, account }) => {
  for (const address of ['family.example', 'mother@home.example', '+49301234567']) {
    await unwrap(account.api.POST('/v1/never-log', { body: { address } }));
  }
  await unwrap(account.api.POST('/v1/protected-recipients', { body: { address: 'law.example' } }));
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/privacy`);
  await expect(page.getByRole('listitem').filter({ hasText: 'law.example' })).toBeVisible();
  await expectSound(page, 'portal-privacy');
  await page.getByRole('button', { name: 'Account and settings' }).click();
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Защищённые адресаты' })).toBeVisible();
  await shot(page, 'portal-privacy-ru');
});
