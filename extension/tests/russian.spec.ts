import { expect, expectPanel, test } from './extension-test.ts';
import { takeScreen } from './screens.ts';

test.use({ locale: 'ru-RU' });

test('speaks Russian, reads a Russian mailbox and counts in Russian', async ({ extension, kith, account }) => {
  const setUp = await extension.openOwn('welcome.html');
  await setUp.getByLabel('Адрес сервера').fill(kith.url);
  await setUp.getByRole('button', { name: 'Продолжить' }).click();
  await setUp.getByLabel('Почта').fill(account.email);
  await setUp.getByLabel('Пароль').fill(account.password);
  await takeScreen(setUp, 'extension-sign-in-russian');
  await setUp.getByRole('button', { name: 'Войти' }).click();
  await expect(setUp.getByRole('heading', { name: 'Вы вошли' })).toBeVisible();
  const page = await extension.openSite({ fixture: 'gmail/2025-08-russian' });
  await expectPanel(page, 'unknown', 'email:vera@zavod.example');
  await page.getByRole('button', { name: 'Добавить' }).click();
  await page.getByRole('button', { name: 'Записать сообщения' }).click();
  await expect(page.getByText('Записано 1 новое сообщение')).toBeVisible();
  await takeScreen(page, 'overlay-gmail-russian');
});
