// What people can rely on in toasts: time to read and to take back, by pointer and keyboard, on a page of another firm.
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { bundle } from '../testing/bundle.ts';
import { test as base, expect } from '../testing/host-page.ts';
import { shot } from '../testing/shot.ts';

interface Told {
  text: string;
  undoToken?: string;
  language?: string;
  way?: string;
  near?: string;
}

const test = base.extend<{ tell: (told: Told) => Promise<void> }>({
  tell: async ({ page, host, kith }, use) => {
    await page.addInitScript({ content: await bundle('toast-page.ts') });
    await page.clock.install();
    await host.open(page, '<button id="one">One</button><button id="two">Two</button>', { key: null });
    await use(({ near = 'one', language = 'en', ...told }) =>
      page
        .evaluate(
          ([id, detail]) =>
            document.getElementById(id)?.dispatchEvent(new CustomEvent('kith-test-toast', { bubbles: true, detail })),
          [near, { apiUrl: kith.url, language, ...told }] as const,
        )
        .then(() => undefined),
    );
    expect(host.violations).toEqual([]);
  },
});

const toasts = (page: Page) => page.locator('kith-toasts li');
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });

/** Answers of the server to `POST /v1/undo`. */
async function answerUndo(page: Page, status: number, body: object = {}): Promise<unknown[]> {
  const asked: unknown[] = [];
  const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
  await page.route('**/v1/undo', async (route) => {
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers });
    asked.push(route.request().postDataJSON());
    await route.fulfill({ status, headers, json: body });
  });
  return asked;
}

test('it stays for eight seconds, and longer under the pointer', async ({ page, tell }) => {
  await tell({ text: 'Moved to Proposal', undoToken: 'u1' });
  await expect(toasts(page)).toContainText('Moved to Proposal');
  await page.clock.fastForward(5_000);
  await toasts(page).hover();
  await page.clock.fastForward(60_000);
  await expect(toasts(page)).toHaveCount(1);
  await page.mouse.move(700, 10);
  await page.clock.fastForward(1_500);
  await expect(toasts(page)).toHaveCount(1);
  await page.clock.fastForward(2_000);
  await expect(toasts(page)).toHaveCount(0);
});

test('Undo sends the token once, says so and tells the widget', async ({ page, tell }) => {
  const asked = await answerUndo(page, 200);
  await tell({ text: 'Moved to Proposal', undoToken: 'u1' });
  await undo(page).dblclick();
  await expect(toasts(page)).toContainText('Undone');
  await expect(page.locator('#one')).toHaveAttribute('data-undone', '');
  expect(asked).toEqual([{ undoToken: 'u1' }]);
  await expect(undo(page)).toHaveCount(0);
});

test('the keyboard reaches the newest by F8, leaves by Escape, and comes back to where it was', async ({
  page,
  tell,
}) => {
  const asked = await answerUndo(page, 200);
  await page.locator('#two').focus();
  await tell({ text: 'Moved to Proposal', undoToken: 'u1' });
  await tell({ text: 'Moved to Won', undoToken: 'u2' });
  await expect(toasts(page)).toHaveCount(2);
  await page.keyboard.press('F8');
  await expect(undo(page).last()).toBeFocused();
  await page.clock.fastForward(60_000);
  await expect(toasts(page)).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(toasts(page).last()).toContainText('Undone');
  expect(asked).toEqual([{ undoToken: 'u2' }]);
  await expect(page.locator('#two')).toBeFocused();
  await page.keyboard.press('F8');
  await page.keyboard.press('Escape');
  await expect(toasts(page)).toHaveCount(1);
  await expect(page.locator('#two')).toBeFocused();
});

for (const [code, words] of [
  ['conflict', 'somebody has changed the same thing since'],
  ['not_found', 'too late'],
  ['forbidden', 'you are not allowed to'],
  ['something_else', 'Reason: something_else'],
] as const) {
  test(`what was not undone is said plainly: ${code}`, async ({ page, tell }) => {
    await answerUndo(page, 409, { code, detail: 'Words of the server.' });
    await tell({ text: 'Moved to Proposal', undoToken: 'u1' });
    await undo(page).click();
    await expect(toasts(page)).toContainText(words);
    await expect(page.getByRole('alert')).toContainText('Not undone');
    await expect(undo(page)).toHaveCount(0);
  });
}

test('a server that does not answer leaves Undo to try again', async ({ page, tell }) => {
  await page.route('**/v1/undo', (route) => route.abort());
  await tell({ text: 'Moved to Proposal', undoToken: 'u1' });
  await undo(page).click();
  await expect(toasts(page)).toContainText('the server did not answer');
  await page.unroute('**/v1/undo');
  await answerUndo(page, 200);
  await undo(page).click();
  await expect(toasts(page)).toContainText('Undone');
});

test('one place serves the whole page, the newest stands lowest, and the fifth takes the place of the first', async ({
  page,
  tell,
}) => {
  for (const nth of [1, 2, 3, 4, 5]) await tell({ text: `Told ${nth}`, near: nth % 2 ? 'one' : 'two' });
  await expect(page.locator('kith-toasts')).toHaveCount(1);
  await expect(toasts(page)).toContainText(['Told 2', 'Told 3', 'Told 4', 'Told 5']);
  await expect(page.getByRole('status')).toContainText('Told 5');
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(toasts(page)).toHaveCount(3);
});

test('it is sound in both themes, in Russian, and at 360 px', async ({ page, tell }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await tell({ text: 'Сделка «Пилот 2027» перенесена в «Предложение»', undoToken: 'u1', language: 'ru' });
  await tell({ text: 'The deal was not moved: somebody took the stage away.', way: 'problem' });
  await expect(page.getByRole('button', { name: 'Отменить' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, 'kith-toasts');
    await shot(page, `toast-${colorScheme}`);
  }
});
