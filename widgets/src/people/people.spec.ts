// What people can rely on in <kith-people>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import type { Account } from '../../../tools/testing/fixtures.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, captureMany, colleagues, logMail, rows, search } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

/** A task about a contact, due so many days from now. */
async function addTask(account: Account, id: string, days: number) {
  const local = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
  const record = { type: 'contact' as const, id };
  await unwrap(account.api.POST('/v1/tasks', { body: { title: 'Call', record, due: { local, zone: 'UTC' } } }));
}

test('typing searches by name, company and address, and Escape brings everybody back', async ({
  page,
  host,
  account,
}) => {
  await capture(account.api, ada);
  await capture(account.api, { name: 'Bo Client', companyName: 'Brick & Co' });
  await host.open(page, '<kith-people></kith-people>');
  await expect(rows(page)).toHaveCount(2);
  await search(page).pressSequentially('brick', { delay: 20 });
  await expect(rows(page)).toHaveText([/Bo Client/]);
  await search(page).fill('ada@acme');
  await expect(rows(page)).toHaveText([/Ada Prospect/]);
  await search(page).fill('nobody at all');
  await expect(page.getByText('Nobody matches “nobody at all”')).toBeVisible();
  await search(page).press('Escape');
  await expect(rows(page)).toHaveCount(2);
});

test('a row tells when the next task is due, live', async ({ page, host, account }) => {
  const { id } = await capture(account.api, ada);
  await host.open(page, '<kith-people></kith-people>');
  await expect(rows(page)).toHaveText([/Ada Prospect/]);
  await expect(page.locator('.next')).toHaveCount(0);
  await expect(async () => {
    await addTask(account, id, -2);
    await expect(page.locator('.next.late')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(rows(page).first()).toHaveAccessibleName(/Next task/);
});

test('fast typing asks once', async ({ page, host, account }) => {
  await capture(account.api, ada);
  const asked: string[] = [];
  page.on('request', (request) => {
    const wanted = new URL(request.url()).searchParams.get('search');
    if (wanted !== null) asked.push(wanted);
  });
  await host.open(page, '<kith-people></kith-people>');
  await expect(rows(page)).toHaveCount(1);
  await search(page).pressSequentially('prospect', { delay: 10 });
  await expect.poll(() => asked).toContain('prospect');
  expect(asked.filter((wanted) => wanted !== 'prospect')).toEqual([]);
});

test('the keyboard moves, selects and tells the page', async ({ page, host, account }) => {
  await captureMany(account.api, 4);
  await host.open(page, '<kith-people></kith-people>');
  await expect(rows(page)).toHaveCount(4);
  await page.evaluate(() => {
    document.addEventListener('kith-select', (event) => {
      if (event instanceof CustomEvent) document.body.dataset['selected'] = event.detail.id;
    });
  });
  const active = () => page.locator('.row.active .name');
  await search(page).press('ArrowDown');
  await expect(active()).toHaveText('Person 03');
  await page.keyboard.press('ArrowDown');
  await expect(active()).toHaveText('Person 02');
  await page.keyboard.press('End');
  await expect(active()).toHaveText('Person 00');
  await page.keyboard.press('Home');
  await expect(active()).toHaveText('Person 03');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const chosen = page.getByRole('option', { selected: true });
  await expect(chosen).toContainText('Person 02');
  const id = await chosen.getAttribute('data-id');
  await expect(page.locator('body')).toHaveAttribute('data-selected', id ?? 'none');
  await expect(page.locator('kith-people')).toHaveJSProperty('selected', id ?? 'none');
});

test('more rows come by the button and by scrolling, and none twice', async ({ page, host, account }) => {
  await captureMany(account.api, 26);
  await host.open(page, '<kith-people limit="10"></kith-people>');
  await expect(rows(page)).toHaveCount(10);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows(page)).toHaveCount(20);
  await rows(page).last().hover();
  await page.mouse.wheel(0, 2000);
  await expect(rows(page)).toHaveCount(26);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
  const names = await page.locator('.name').allTextContents();
  expect(new Set(names).size).toBe(26);
});

test('what people do is not written into the page’s markup, so morphing the page keeps it', async ({
  page,
  host,
  account,
}) => {
  await captureMany(account.api, 2);
  await host.open(page, '<kith-people limit="5"></kith-people>');
  await search(page).fill('person');
  await rows(page).first().click();
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
  expect(await page.locator('kith-people').evaluate((element) => element.outerHTML)).toBe(
    '<kith-people limit="5"></kith-people>',
  );
});

test('every attribute counts whenever it changes', async ({ page, host, account }) => {
  await captureMany(account.api, 4);
  const person = await capture(account.api, ada);
  await host.open(page, '<kith-people limit="2"></kith-people>');
  const set = (name: string, value: string) =>
    page
      .locator('kith-people')
      .evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value] as const);
  const frame = page.locator('kith-people .frame');
  const background = () => frame.evaluate((element) => getComputedStyle(element).backgroundColor);
  await expect(rows(page)).toHaveCount(2);
  await set('limit', '4');
  await expect(rows(page)).toHaveCount(4);
  await set('search', 'prospect');
  await expect(rows(page)).toHaveText([/Ada Prospect/]);
  await set('selected', person.id);
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
  await set('theme', 'dark');
  await expect.poll(background).toBe('rgb(23, 24, 27)');
  await set('theme', 'light');
  await expect.poll(background).toBe('rgb(255, 255, 255)');
  await set('lang', 'ru');
  await expect(page.getByRole('searchbox', { name: 'Поиск людей' })).toBeVisible();
  await set('density', 'dense');
  await expect.poll(async () => (await rows(page).first().boundingBox())?.height).toBe(32);
});

test('the theme follows the page’s colour scheme at once', async ({ page, host, account }) => {
  await capture(account.api, ada);
  await page.emulateMedia({ colorScheme: 'light' });
  await host.open(page, '<kith-people></kith-people>');
  const background = () =>
    page.locator('kith-people .frame').evaluate((element) => getComputedStyle(element).backgroundColor);
  await expect.poll(background).toBe('rgb(255, 255, 255)');
  await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'dark'));
  expect(await background()).toBe('rgb(23, 24, 27)');
});

test('the size is the same before and after the data, and does not move the page', async ({ page, host, account }) => {
  await captureMany(account.api, 12);
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift: unknown = Reflect.get(entry, 'value');
        const before = Number(document.documentElement.dataset['shift'] ?? 0);
        document.documentElement.dataset['shift'] = String(before + Number(shift));
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await host.open(page, '<kith-people></kith-people><p id="below">Below</p>');
  await expect(rows(page)).toHaveCount(12);
  expect((await page.locator('kith-people').boundingBox())?.height).toBe(480);
  expect(Number((await page.locator('html').getAttribute('data-shift')) ?? 0)).toBeLessThan(0.01);
});

test('axe finds nothing, in both themes and every state', async ({ page, host, account }) => {
  await host.open(page, '<h1>People</h1><kith-people></kith-people>');
  await expect(page.getByText('Nobody here yet')).toBeVisible();
  await expectAccessible(page);
  const person = await capture(account.api, ada);
  await logMail(account.api, person.id, { subject: 'Hello' });
  for (const { daysAgo, ...colleague } of colleagues) {
    const { id } = await capture(account.api, colleague);
    if (daysAgo % 4 === 0) await addTask(account, id, daysAgo === 4 ? -1 : daysAgo / 2);
    await logMail(account.api, id, { subject: 'Hello', daysAgo });
  }
  await expect(rows(page)).toHaveCount(colleagues.length + 1);
  await page.setViewportSize({ width: 560, height: 560 });
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await rows(page).first().click();
    await expectAccessible(page);
    await shot(page.locator('kith-people'), `widget-people-${theme}`);
  }
});
