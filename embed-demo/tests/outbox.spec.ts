// What people can rely on at the page of mails, on a machine without a mail server.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unwrap } from '@kith/sdk';
import { expect, test } from '../../tools/testing/fixtures.ts';
import { expectSound, settings, signIn } from './portal-pages.ts';

test('mails are shown to the owner at the machine, and their links can be followed', async ({
  page,
  kith,
  account,
}) => {
  const address = `${randomUUID()}@people.example`;
  const outbox = join(kith.home, 'outbox');
  await mkdir(outbox, { recursive: true });
  for (let nth = 0; nth < 55; nth += 1) {
    const mail = `To: old@people.example\r\nSubject: Old ${nth}\r\nDate: Mon, 01 Jan 2001 00:00:00 +0000\r\n\r\nHello`;
    await writeFile(join(outbox, `2001-01-01-${String(nth).padStart(2, '0')}.eml`), mail);
  }
  await unwrap(account.api.POST('/v1/invitations', { body: { email: address, role: 'member' } }));
  // The first organization is that of the demo account, whose password only the machine's own files tell.
  const password = (await readFile(join(kith.home, 'demo-password'), 'utf8')).trim();
  await signIn(page, `${kith.url}/#/mails`, { email: 'demo@kith.example', password });
  const mail = page.getByRole('listitem').filter({ hasText: address });
  await expect(async () => {
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(mail).toBeVisible({ timeout: 1000 });
  }).toPass();
  await mail.locator('summary').click();
  await expect(mail).toContainText('The link works once, for seven days.');
  await expectSound(page, 'mails');
  const oldest = page.getByText('Old 0', { exact: true });
  const more = page.getByRole('button', { name: 'Show more' });
  await expect(oldest).toHaveCount(0);
  await expect(async () => {
    if (await more.isVisible()) await more.click();
    await expect(oldest).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(more).toHaveCount(0);
  await expect(mail).toBeVisible();
  await settings(page).click();
  await page.getByRole('button', { name: 'Русский' }).click();
  await expect(page.getByRole('heading', { name: 'Письма', exact: true })).toBeVisible();
  const invitation = page.waitForEvent('popup');
  await mail.getByRole('link').click();
  expect((await invitation).url()).toMatch(/#\/invitation\/\S+$/);
});

test('mails of others are shown to nobody else', async ({ page, kith, account }) => {
  await signIn(page, `${kith.url}/#/mails`, account);
  await expect(page.getByText('Mails are not shown to you here')).toBeVisible();
  await expectSound(page, 'mails-refused');
});
