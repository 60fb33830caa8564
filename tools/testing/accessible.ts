// Owns the browser tests' question to axe.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules whose answer depends on the theme. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/**
 * Axe finds nothing to complain of. Motion is off in the tests' browser (playwright.config.ts), so that no colour is measured
 * half-way between two themes. Where the browser prefers the dark, only colours are looked at: each test asks everything in the
 * light before, and names, roles and order are the same.
 * @param within selector of the part that is looked at, the whole page when absent.
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  // Its other mode opens a page of its own to put the answers of frames together: half of the time, for the one frame there is.
  if (page.frames().length === 1) axe.setLegacyMode();
  if (within) axe.include(within);
  const dark = await page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches");
  if (dark) axe.withRules(ofColours);
  expect((await axe.analyze()).violations).toEqual([]);
}
