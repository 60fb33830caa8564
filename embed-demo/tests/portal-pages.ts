// Owns how the portal's tests find their way in, and what they check on every page.

import type { Page } from '@playwright/test';
import { expectAccessible } from '../../tools/testing/accessible.ts';
import { type Account, expect } from '../../tools/testing/fixtures.ts';
import { shot } from './shot.ts';

export const email = (page: Page) => page.getByRole('textbox', { name: 'Email' });
export const password = (page: Page) => page.getByLabel('Password', { exact: true });
export const newPassword = (page: Page) => page.getByLabel('New password', { exact: true });
export const code = (page: Page) => page.getByRole('textbox', { name: 'Six-digit code' });
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** The navigation's line for people; on a narrow screen it is folded into the menu. */
export const people = (page: Page) => page.getByRole('link', { name: 'People' });
export const settings = (page: Page) => page.getByRole('button', { name: 'Account and settings' });

/** Types e-mail and password, and is through when there is no second factor. */
export async function givePassword(page: Page, url: string, account: Pick<Account, 'email' | 'password'>) {
  await page.goto(url);
  await email(page).fill(account.email);
  await password(page).fill(account.password);
  await password(page).press('Enter');
}

export async function signIn(page: Page, url: string, account: Pick<Account, 'email' | 'password'>) {
  await givePassword(page, url, account);
  await expect(settings(page)).toBeVisible();
}

/** Collects what the page's policy refused; call before the first page. */
export async function violationsOf(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction('kithTestViolation', (text: string) => violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'kithTestViolation');
      if (typeof report === 'function') report(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return violations;
}

/** Takes a view's picture, of which nothing is covered by what was told so far. */
async function viewShot(page: Page, name: string): Promise<void> {
  const turn = (visibility: '' | 'hidden') =>
    page.evaluate((value) => {
      const toasts = document.querySelector('kith-toasts');
      if (toasts instanceof HTMLElement) toasts.style.visibility = value;
    }, visibility);
  await turn('hidden');
  await shot(page, name);
  await turn('');
}

/** A view is clean for axe in both themes, fits 360 px, and has at most one primary button. Takes its pictures. */
export async function expectSound(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await viewShot(page, `${name}-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await page.locator('.button.primary:visible').count()).toBeLessThanOrEqual(1);
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 360, height: 740 });
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(sideways).toBe(0);
  await viewShot(page, `${name}-narrow`);
  await page.setViewportSize(size);
}
