// The page of views and the search in the header, in the portal itself.
import { expect, test } from '../../tools/testing/fixtures.ts';
import { capture, colleagues } from '../../widgets/src/testing/people.ts';
import { expectSound, signIn } from './portal-pages.ts';

test('the header finds a person from anywhere, and views show people, companies and deals', async ({
  page,
  kith,
  account,
}) => {
  for (const { daysAgo, ...one } of colleagues) await capture(account.api, one);
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/views`);
  await expect(page.getByRole('row')).toHaveCount(colleagues.length + 1);
  await expectSound(page, 'portal-views');
  await page.getByRole('link', { name: 'Companies' }).last().click();
  await expect(page.getByRole('button', { name: 'Paperboat' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('людм');
  await expect(page.locator('kith-search').getByRole('option')).toHaveText([/Людмила Пример/]);
  await expectSound(page, 'portal-search');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/people\/.+/);
  await expect(page.getByRole('heading', { name: 'Людмила Пример' })).toBeVisible();
});
