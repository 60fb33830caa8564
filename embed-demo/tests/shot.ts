// Owns where the tests' screenshots go: into the docs when asked to, else beside the test results.
import type { Locator, Page } from '@playwright/test';

const folder = process.env['KITH_SCREENS'] === '1' ? 'docs/screens' : 'test-results/screens';

/** Takes a picture for the docs. @param name file name without ending. */
export async function shot(subject: Page | Locator, name: string): Promise<void> {
  await subject.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}
