// Owns where pictures go: into the docs when they are to be renewed, else beside the other test results.
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const root = join(import.meta.dirname, '../..');
const folder = process.env['KITH_SCREENS'] === '1' ? 'docs/screens' : 'test-results/screens';

/** Takes a picture of the window under a name such as `overlay-gmail-known-light`. */
export async function takeScreen(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, folder, `${name}.png`), animations: 'disabled' });
}
