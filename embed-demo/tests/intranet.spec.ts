// What a firm sees that puts Kith into its intranet: its own page, on another origin, under its own strict policy.
import { expectAccessible } from '../../tools/testing/accessible.ts';
import { expect, test } from '../../tools/testing/fixtures.ts';
import { shot } from './shot.ts';

test('both widgets work on the intranet, nothing breaks its policy, and axe finds nothing', async ({ page, kith }) => {
  const violations: string[] = [];
  await page.exposeFunction('kithTestViolation', (text: string) => violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'kithTestViolation');
      if (typeof report === 'function') report(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(kith.intranetUrl);
  expect(new URL(page.url()).origin).not.toBe(new URL(kith.url).origin);
  await page.getByRole('option', { name: /Ines Okonjo/ }).click();
  await expect(page.getByRole('heading', { name: 'Ines Okonjo' })).toBeVisible();
  await expect(page.locator('kith-contact .event').first()).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1200, height: 1130 });
  await page.evaluate(() => window.scrollTo(0, 0));
  await shot(page, 'intranet');
  expect(violations).toEqual([]);
});

test('the intranet fits a narrow screen', async ({ page, kith }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(kith.intranetUrl);
  await page.locator('kith-people').scrollIntoViewIfNeeded();
  await expect(page.getByRole('option').first()).toBeVisible();
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await sideways()).toBe(0);
});
