// What people can rely on when they add a person in <kith-people>, in a real browser, against the real server.
import { unwrap } from '@kith/sdk';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, provideSession, rows } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

test('a new person is added, or one who is there is chosen', async ({ page, host, kith, account }) => {
  const { api } = account;
  const known = await capture(api, ada);
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>People</h1><kith-people></kith-people>', { key: null });
  await expect(rows(page)).toHaveCount(1);
  const add = page.getByRole('button', { name: 'Add person' });
  const form = page.getByRole('form', { name: 'Add person' });
  const field = (name: string) => form.getByLabel(name, { exact: true });
  const pointsOf = async () =>
    (await unwrap(api.GET('/v1/contacts/{id}', { params: { path: { id: known.id } } }))).points.map(
      ({ value }) => value,
    );

  // Nobody like them.
  await add.press('Enter');
  await expect(field('Name')).toBeFocused();
  await field('Name').fill('Bo Client');
  await field('Email').fill('bo@brick.example');
  await field('Email').press('Enter');
  await expect(page.getByText('Added Bo Client', { exact: true })).toBeVisible();
  await expect(rows(page)).toHaveText([/Bo Client/, /Ada Prospect/]);
  await expect(add).toBeFocused();

  // The address is somebody's.
  await add.click();
  await field('Name').fill('A. Prospect');
  await field('Email').fill('ADA@acme.example');
  await form.getByRole('button', { name: 'Show Ada Prospect' }).click();
  await expect(page.getByRole('option', { selected: true })).toHaveText(/Ada Prospect/);
  await expect(form).toBeHidden();

  // A name with a domain, and with a company.
  await add.click();
  await field('Name').fill('ada prospect');
  await field('Email').fill('ada.p@acme.example');
  await expect(form.getByText('Same name, same domain: acme.example')).toBeVisible();
  await field('Company').fill('Acme');
  await expect(form.getByText('Same name, same company: Acme')).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(page.locator('kith-people'), `widget-people-new-${theme}`);
  }
  await form.getByRole('button', { name: 'It is them: Ada Prospect' }).click();
  await expect(page.getByText('Added to Ada Prospect', { exact: true })).toBeVisible();
  expect(await pointsOf()).toEqual([...ada.points.map(({ value }) => value), 'ada.p@acme.example']);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(pointsOf).toHaveLength(2);

  // Somebody else after all; what was typed stays when the server does not answer.
  await add.click();
  await field('Name').fill('Ada Prospect');
  await field('Company').fill('Acme');
  await expect(form.getByText('May be the same as')).toBeVisible();
  await page.route('**/v1/contacts', (route) => route.abort());
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form.getByRole('alert')).toContainText('What you wrote is kept');
  await page.unroute('**/v1/contacts');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(rows(page)).toHaveCount(3);

  // Who was deleted comes back.
  await api.DELETE('/v1/contacts/{id}', { params: { path: { id: known.id } } });
  await expect(rows(page)).toHaveCount(2);
  await page.locator('kith-people').evaluate((element) => element.setAttribute('lang', 'ru'));
  await page.setViewportSize({ width: 360, height: 700 });
  await page.getByRole('button', { name: 'Добавить человека' }).click();
  const russian = page.getByRole('form', { name: 'Добавить человека' });
  await russian.getByLabel('Имя').fill('Ada Prospect');
  await russian.getByLabel('Почта').fill('ada@acme.example');
  await expect(russian.getByText('Запись была удалена')).toBeVisible();
  await shot(page.locator('kith-people'), 'widget-people-new-ru-360');
  await russian.getByRole('button', { name: 'Вернуть: Ada Prospect' }).click();
  await expect(rows(page)).toHaveCount(3);
  expect(host.violations).toEqual([]);
});

test('who may not add people is not offered it', async ({ page, host, account }) => {
  await capture(account.api, ada);
  await host.open(page, '<kith-people></kith-people>');
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Add person' })).toHaveCount(0);
});
