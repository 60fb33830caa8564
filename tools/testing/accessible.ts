// Owns the browser tests' question to axe.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Axe finds nothing to complain of. Motion is off in the tests' browser (playwright.config.ts), so that no colour is measured
 * half-way between two themes.
 * @param within selector of the part that is looked at, the whole page when absent.
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  const axe = new AxeBuilder({ page });
  expect((await (within ? axe.include(within) : axe).analyze()).violations).toEqual([]);
}
