import { expect, expectPanel, overlay, test } from './extension-test.ts';

const kinds = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'copy'];

test('what is typed in the panel never reaches the page, not even its capturing listeners', async ({
  extension,
  kith,
  account,
}) => {
  await extension.signIn(kith.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await expectPanel(page, 'unknown', 'email:ada@acme.example');
  await page.evaluate((types) => {
    const heard: string[] = [];
    Reflect.set(window, 'heard', heard);
    for (const target of [window, document, document.documentElement])
      for (const type of types)
        for (const capture of [true, false]) target.addEventListener(type, () => heard.push(type), capture);
  }, kinds);
  const name = page.getByLabel('Name');
  await name.click();
  await name.press('ControlOrMeta+a');
  await page.keyboard.type('eA#[y');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(name).toHaveValue('eA#[');
  expect(await page.evaluate((): string[] => Reflect.get(window, 'heard'))).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(overlay(page)).toHaveAttribute('data-folded', '');
  await page.keyboard.press('Enter');
  await expect(name).toHaveValue('eA#[');
  expect(await page.evaluate((): string[] => Reflect.get(window, 'heard'))).toEqual([]);

  await page.locator('[g_editable=true]').click();
  await page.keyboard.press('x');
  expect(await page.evaluate((): string[] => Reflect.get(window, 'heard'))).toContain('keydown');
});

test('a panel that was folded stays folded on this site only', async ({ extension, kith, account }) => {
  await extension.signIn(kith.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  for (let round = 0; round < 2; round++) {
    await page.getByRole('button', { name: 'Fold the panel' }).click();
    await page.getByRole('button', { name: 'Open the Kith panel' }).click();
  }
  await page.getByRole('button', { name: 'Fold the panel' }).click();
  await expect(overlay(page)).toHaveAttribute('data-folded', '');
  await page.reload();
  await expect(overlay(page)).toHaveAttribute('data-folded', '');
  const chat = await extension.openSite({ fixture: 'telegram-k/2025-08-direct', hash: '#1001' });
  await expect(chat.getByRole('button', { name: 'Capture' })).toBeVisible();
});
