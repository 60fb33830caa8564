// What people can rely on in <kith-jobs>, in a real browser on another origin, against the real server.
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const jobs = (page: Page) => page.locator('kith-jobs');

/** Jobs as the API answers them; a running one would be over before a picture is taken. */
const job = (more: object) => ({
  id: '0199e2a0-0000-7000-8000-000000000001',
  organizationId: '0199e2a0-0000-7000-8000-0000000000aa',
  kind: 'import.run',
  state: 'running',
  done: 3120,
  total: 50000,
  result: null,
  error: null,
  startedBy: null,
  cancelRequestedAt: null,
  createdAt: new Date(Date.now() - 60_000).toISOString(),
  startedAt: null,
  finishedAt: null,
  version: 1,
  ...more,
});

const answer = (page: Page, items: object[]) =>
  page.route('**/v1/jobs?*', (route) =>
    route.fulfill({ json: { items, nextCursor: null }, headers: { 'access-control-allow-origin': '*' } }),
  );

test.beforeEach(async ({ page, account, kith }) => {
  await provideSession(page, kith.url, account);
});

test('it says what will appear where there is nothing, and axe finds nothing', async ({ page, host }) => {
  await host.open(page, '<h1>Jobs</h1><kith-jobs></kith-jobs>', { key: null });
  await expect(jobs(page).getByText('No jobs yet')).toBeVisible();
  await expectAccessible(page);
});

test('it shows how far each is, and asks the server to end one', async ({ page, host }) => {
  const failed = { code: 'forbidden', message: 'You may not do this in this organization.' };
  await answer(page, [
    job({}),
    job({ id: '0199e2a0-0000-7000-8000-000000000002', state: 'failed', kind: 'import.undo', error: failed }),
    job({ id: '0199e2a0-0000-7000-8000-000000000003', state: 'done', kind: 'something.else' }),
  ]);
  await host.open(page, '<h1>Jobs</h1><kith-jobs></kith-jobs>', { key: null });
  await expect(jobs(page).getByText('3,120 of 50,000')).toBeVisible();
  await expect(jobs(page).getByRole('progressbar', { name: 'Import' })).toHaveAttribute('max', '50000');
  await expect(jobs(page).getByText('You may not do this')).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(jobs(page), `jobs-${theme}`);
  }
  await page.setViewportSize({ width: 360, height: 640 });
  await jobs(page).evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(jobs(page).getByText('3 120 из 50 000')).toBeVisible();
  await shot(jobs(page), 'jobs-ru');
  const asked = page.waitForRequest('**/v1/jobs/*/cancel');
  await jobs(page).getByRole('button', { name: 'Отменить: Импорт' }).click();
  expect((await asked).method()).toBe('POST');
  expect(host.violations).toEqual([]);
});
