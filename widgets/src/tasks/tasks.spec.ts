// What people can rely on in <kith-tasks>, in a real browser on another origin, against the real server.
import { type NewTask, unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import type { Account } from '../../../tools/testing/fixtures.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const rows = (page: Page) => page.locator('kith-tasks .row:not(.ghost)');
const titles = (page: Page) => page.locator('kith-tasks .row .title');
const field = (page: Page) => page.getByRole('textbox', { name: 'New task' });
const zone = 'UTC';
/** So many hours from now on the wall of UTC. */
const inHours = (hours: number) => ({
  local: new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16),
  zone,
});
const add = (account: Account, title: string, more: Partial<NewTask> = {}) =>
  unwrap(account.api.POST('/v1/tasks', { body: { title, ...more } }));

test.use({ timezoneId: zone });

/** Tasks of every kind, some about a person. */
async function work(account: Account) {
  const person = await capture(account.api, ada);
  const record = { type: 'contact', id: person.id } as const;
  await add(account, 'Send quote', { record, due: inHours(-30) });
  await add(account, 'Weekly report', { due: inHours(50), repeat: 'FREQ=WEEKLY' });
  await add(account, 'Measure the stairwell at Fernhill, second floor, and bring the long level', {
    record,
    due: inHours(400),
  });
  await add(account, 'Tidy the workshop');
  return person;
}

test('sorts one’s tasks by when they come up', async ({ page, host, kith, account }) => {
  await work(account);
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-tasks></kith-tasks>', { key: null });
  await expect(rows(page)).toHaveCount(4);
  await expect(page.locator('kith-tasks h3')).toHaveText(['Overdue 1', 'Later 2', 'No date 1']);
  await expect(titles(page).first()).toHaveText('Send quote');
  await page.evaluate(() =>
    document.addEventListener('kith-open', (event) => {
      if (event instanceof CustomEvent) document.body.dataset['open'] = event.detail.type;
    }),
  );
  await page.getByRole('button', { name: 'Ada Prospect' }).first().click();
  await expect(page.locator('body')).toHaveAttribute('data-open', 'contact');
  expect(host.violations).toEqual([]);
});

test('ticks off with a way back, and a task that repeats comes again', async ({ page, host, kith, account }) => {
  await work(account);
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-tasks></kith-tasks>', { key: null });
  await page.getByRole('button', { name: 'Tick off Send quote' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(4);
  const due = await rows(page).filter({ hasText: 'Weekly report' }).locator('time').getAttribute('datetime');
  await page.getByRole('button', { name: 'Tick off Weekly report' }).click();
  const next = () => rows(page).filter({ hasText: 'Weekly report' }).locator('time').getAttribute('datetime');
  await expect.poll(async () => Date.parse((await next()) ?? '') - Date.parse(due ?? '')).toBe(7 * 86_400_000);
});

test('adds a task by keyboard, with a time and a repetition', async ({ page, host, kith, account }) => {
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-tasks></kith-tasks>', { key: null });
  await expect(page.getByText('Nothing to do')).toBeVisible();
  await field(page).fill('Call Ada');
  await field(page).press('Enter');
  await expect(titles(page)).toHaveText(['Call Ada']);
  await field(page).fill('Water the plants');
  await page.getByLabel('Due').fill('2030-01-07T09:00');
  await page.getByLabel('Repeat').selectOption('Weekly');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(titles(page)).toHaveText(['Water the plants', 'Call Ada']);
  const [stored] = (await unwrap(account.api.GET('/v1/tasks'))).items;
  expect(stored).toMatchObject({ due: { local: '2030-01-07T09:00', zone }, repeat: 'FREQ=WEEKLY' });
});

test('puts off to the morning of the task’s zone, and deletes, each with a way back', async ({
  page,
  host,
  kith,
  account,
}) => {
  await add(account, 'Send quote', { due: { ...inHours(-1), zone: 'Asia/Tokyo' } });
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-tasks></kith-tasks>', { key: null });
  const menu = () => page.locator('summary[aria-label="Put off or delete Send quote"]');
  await menu().click();
  await page.getByRole('button', { name: 'Tomorrow morning' }).click();
  await expect(page.locator('kith-tasks h3')).toHaveText(['Later 1']);
  const [task] = (await unwrap(account.api.GET('/v1/tasks'))).items;
  // Nine in Tokyo is midnight in UTC.
  expect(task?.snoozedUntil).toMatch(/T00:00:00/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('kith-tasks h3')).toHaveText(['Overdue 1']);
  await menu().press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Delete' })).toBeHidden();
  await menu().press('Enter');
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(rows(page)).toHaveCount(0);
});

test('follows what others do, live, and keeps what one typed when adding fails', async ({
  page,
  host,
  kith,
  account,
}) => {
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-tasks></kith-tasks>', { key: null });
  await expect(page.getByText('Nothing to do')).toBeVisible();
  await expect(async () => {
    await add(account, 'From elsewhere');
    await expect(titles(page).first()).toHaveText('From elsewhere', { timeout: 1000 });
  }).toPass();
  await page.route('**/v1/tasks', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await field(page).fill('Precious');
  await field(page).press('Enter');
  await expect(page.getByText('The task was not added')).toBeVisible();
  await expect(field(page)).toHaveValue('Precious');
});

test('changes every part of a task, by keyboard, with a way back', async ({ page, host, kith, account }) => {
  const { id } = await add(account, 'Send quote', { due: inHours(30) });
  const stored = () => unwrap(account.api.GET('/v1/tasks/{id}', { params: { path: { id } } }));
  const { organizations } = await unwrap(account.api.GET('/v1/me'));
  expect(organizations.length).toBe(1);
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-tasks></kith-tasks>', { key: null });
  await page.getByRole('button', { name: 'Send quote', exact: true }).press('Enter');
  const editor = page.getByRole('form', { name: 'Change this task' });
  await expect(editor.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Send quote', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await editor.getByLabel('Title').fill('Send the quote');
  await editor.getByLabel('1 day before').check();
  await editor.getByLabel('1 hour before').check();
  await editor.getByLabel('Whose task it is').selectOption('Nobody');
  await editor.getByLabel('Details').fill('With the long level.\nAnd the sample.');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.text', { hasText: 'Changed: Send the quote' })).toBeVisible();
  await expect(editor).toHaveCount(0);
  expect(await stored()).toMatchObject({
    title: 'Send the quote',
    reminders: [1440, 60],
    assigneeId: null,
    body: 'With the long level.\nAnd the sample.',
  });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(titles(page)).toHaveText(['Send quote']);
  expect(await stored()).toMatchObject({ title: 'Send quote', reminders: [], body: null });
  expect((await stored()).assigneeId).not.toBeNull();
});

test('keeps what is typed when somebody else changes or deletes the task, and writes over nothing unasked', async ({
  page,
  host,
  kith,
  account,
}) => {
  const task = await add(account, 'Send quote', { due: inHours(30) });
  const path = { id: task.id };
  const stored = () => unwrap(account.api.GET('/v1/tasks/{id}', { params: { path } }));
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-tasks></kith-tasks>', { key: null });
  await page.getByRole('button', { name: 'Send quote', exact: true }).click();
  await page.getByLabel('Title').fill('Send it today');
  const header = { 'if-match': `"${task.version}"` };
  await unwrap(account.api.PATCH('/v1/tasks/{id}', { params: { path, header }, body: { body: 'Theirs' } }));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.edit [role=alert]')).toContainText('Somebody changed this task meanwhile');
  await expect(page.getByLabel('Title')).toHaveValue('Send it today');
  await expect(page.getByLabel('Details')).toHaveValue('Theirs');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(async () => (await stored()).title).toBe('Send it today');
  expect((await stored()).body).toBe('Theirs');
  await page.getByRole('button', { name: 'Send it today', exact: true }).click();
  await page.getByLabel('Title').fill('Precious');
  await unwrap(account.api.DELETE('/v1/tasks/{id}', { params: { path } }));
  await expect(rows(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.edit [role=alert]')).toContainText('was deleted meanwhile');
  await expect(page.getByLabel('Title')).toHaveValue('Precious');
});

test('shows what is done, and opens it again', async ({ page, host, kith, account }) => {
  await work(account);
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-tasks></kith-tasks>', { key: null });
  await page.getByRole('button', { name: 'Tick off Send quote' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Show done' }).click();
  await expect(titles(page)).toHaveText(['Send quote']);
  await expect(page.locator('kith-tasks h3')).toHaveText(['Done 1']);
  await page.getByRole('button', { name: 'Open Send quote again' }).click();
  await expect(page.getByText('Nothing done yet')).toBeVisible();
  await page.locator('kith-tasks').evaluate((element) => element.setAttribute('show', 'open'));
  await expect(rows(page)).toHaveCount(4);
});

test('goes from title to title by arrows, and Delete deletes', async ({ page, host, kith, account }) => {
  await work(account);
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-tasks></kith-tasks>', { key: null });
  await page.getByRole('button', { name: 'Send quote', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Weekly report', exact: true })).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(4);
});

test('shows a contact’s tasks and how often to be in touch', async ({ page, host, kith, account }) => {
  const person = await work(account);
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-tasks record="contact:${person.id}"></kith-tasks>`, { key: null });
  await expect(rows(page)).toHaveCount(2);
  await page.getByLabel('Keep in touch').selectOption('Every 2 weeks');
  await expect(page.locator('.cadence .hint')).toContainText('next');
  const params = { path: { id: person.id } };
  const read = async () => (await unwrap(account.api.GET('/v1/contacts/{id}/cadence', { params }))).cadence;
  expect(await read()).toMatchObject({ every: 2, unit: 'week', zone });
  await page.getByLabel('Keep in touch').selectOption('No reminder');
  await expect.poll(read).toBeNull();
  await page.locator('kith-tasks').evaluate((element) => element.removeAttribute('record'));
  await expect(rows(page)).toHaveCount(4);
  await expect(page.getByLabel('Keep in touch')).toHaveCount(0);
});

test('can be used by everybody, in both themes and languages, down to 360 px', async ({
  page,
  host,
  kith,
  account,
}) => {
  const person = await work(account);
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-tasks theme="light"></kith-tasks>', { key: null });
  await expect(rows(page)).toHaveCount(4);
  await field(page).fill('Call the supplier');
  await page.getByText('Reminders, person, details').click();
  await page.getByLabel('Due').fill('2030-01-07T09:00');
  await page.getByLabel('1 hour before').check();
  const widget = page.locator('kith-tasks');
  const sound = () => expectAccessible(page, 'kith-tasks');
  await sound();
  await shot(widget, 'widget-tasks-light');
  await widget.evaluate((element) => element.setAttribute('theme', 'dark'));
  await page.locator('summary').first().click();
  await sound();
  await shot(widget, 'widget-tasks-dark');
  await page.getByRole('button', { name: 'Send quote', exact: true }).click();
  await sound();
  await shot(widget, 'widget-tasks-edit-dark');
  await page.setViewportSize({ width: 360, height: 740 });
  await widget.evaluate((element, id) => {
    element.setAttribute('theme', 'light');
    element.setAttribute('lang', 'ru');
    element.setAttribute('record', `contact:${id}`);
  }, person.id);
  await expect(page.getByText('Поддерживать связь')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shot(widget, 'widget-tasks-ru-360');
});
