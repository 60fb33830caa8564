// Owns putting <kith-import> on a page of another origin, and choosing a file there.
import type { Page } from '@playwright/test';
import type { Account, Kith } from '../../../../tools/testing/fixtures.ts';
import { expect, type HostPage } from '../../testing/host-page.ts';
import { provideSession } from '../../testing/people.ts';

export interface Place {
  page: Page;
  host: HostPage;
  kith: Kith;
  account: Account;
}

export async function openImport({ page, host, kith, account }: Place): Promise<void> {
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>Import</h1><kith-import></kith-import>', { key: null });
  await expect(page.getByRole('button', { name: /Choose a file|Выбрать файл/ })).toBeVisible();
}

export const chooseFile = (page: Page, name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
