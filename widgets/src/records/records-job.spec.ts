// What people can rely on when they change more records of <kith-records> than one request should.
import { unwrap } from '@kith/sdk';
import { expect, test } from '../testing/host-page.ts';
import { importMany } from '../testing/import-many.ts';
import { provideSession } from '../testing/people.ts';

/** So many that both the change and its undo are jobs. */
const many = 1020;

test('hundreds are changed in a job, which one Undo takes back and which needs no page', async ({
  page,
  host,
  kith,
  account,
}) => {
  test.setTimeout(120_000);
  const { api } = account;
  await importMany(account, kith.url, many);
  const tagged = async (tag: string) => {
    const where = { field: 'tags', op: 'any_of' as const, value: [tag] };
    const body = { resource: 'contacts' as const, filter: { version: 1 as const, where } };
    return (await unwrap(api.POST('/v1/views/ids', { body }))).ids.length;
  };
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-records></kith-records>', { key: null });
  const change = async (tag: string) => {
    await page.getByLabel('Select all that are shown').click();
    await page.getByRole('button', { name: 'Select all in this view' }).click();
    await page.getByLabel('Value').fill(tag);
    await page.getByRole('button', { name: 'Apply', exact: true }).click();
  };
  // A moment without the server loses nothing.
  let cut = 0;
  await page.route('**/v1/jobs/*', (route) => (cut++ === 0 ? route.abort() : route.continue()));
  await change('Fair');
  await expect(page.getByText(/^1,?020 records changed$/)).toBeVisible({ timeout: 30_000 });
  expect(await tagged('fair')).toBe(many);
  expect(cut).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => tagged('fair'), { timeout: 30_000 }).toBe(0);

  const begun = page.waitForResponse((response) => response.url().endsWith('/v1/contacts/bulk-job'));
  await change('Later');
  expect((await begun).status()).toBe(200);
  await page.close();
  await expect.poll(() => tagged('later'), { timeout: 30_000 }).toBe(many);
});
