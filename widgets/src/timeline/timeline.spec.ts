// What people can rely on in <kith-timeline>, in a real browser on another origin, against the real server.
import { type KithClient, unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, logMail, provideSession } from '../testing/people.ts';
import { caughtUp, readsOf } from '../testing/requests.ts';
import { shot } from '../testing/shot.ts';

const entries = (page: Page) => page.locator('kith-timeline .event:not(.ghost)');
const field = (page: Page) => page.getByRole('textbox', { name: 'New note' });
const tag = (id: string, more = '') => `<kith-timeline record="contact:${id}" ${more}></kith-timeline>`;
const note = (api: KithClient, id: string, body: string) =>
  unwrap(api.POST('/v1/notes', { body: { record: { type: 'contact', id }, body } }));

/** A person with whom something of every kind happened. */
async function story(api: KithClient) {
  const person = await capture(api, ada);
  const about = { type: 'contact', id: person.id } as const;
  await logMail(api, person.id, {
    subject: 'Re: Quote for the stairs',
    body: 'Thank you, we will look at it.',
    daysAgo: 2,
  });
  const header = { 'if-match': `"${person.version}"` };
  await unwrap(
    api.PATCH('/v1/contacts/{id}', { params: { path: { id: person.id }, header }, body: { title: 'Head of design' } }),
  );
  const deal = await unwrap(
    api.POST('/v1/deals', { body: { name: 'Oak stairs', contacts: [{ contactId: person.id }] } }),
  );
  const { items } = await unwrap(api.GET('/v1/pipelines'));
  const stageId = items[0]?.stages[2]?.id ?? '';
  await unwrap(api.POST('/v1/deals/{id}/move', { params: { path: { id: deal.id } }, body: { stageId } }));
  const task = await unwrap(api.POST('/v1/tasks', { body: { title: 'Send quote', record: about } }));
  await unwrap(api.POST('/v1/tasks/{id}/done', { params: { path: { id: task.id } } }));
  await note(
    api,
    person.id,
    'Met at the fair. **Wants oak**, not ash:\n\n- open treads\n- a rail of steel\n\nSee [the drawing](https://drawings.example/7).',
  );
  return person;
}

test('tells everything that happened, the newest first', async ({ page, host, kith, account }) => {
  const person = await story(account.api);
  await provideSession(page, kith.url, account);
  await host.open(page, tag(person.id), { key: null });
  await expect(entries(page)).toHaveCount(8);
  await expect(page.locator('.event .title')).toHaveText([
    'Note',
    'Send quote',
    'Send quote',
    'Oak stairs: New → Proposal',
    'Oak stairs began in New',
    'Title',
    'Added',
    'Re: Quote for the stairs',
  ]);
  await expect(page.locator('.fields')).toContainText(['CTO → Head of design', '']);
  await page.getByText('Thank you, we will look at it.').click();
  await expect(page.locator('details[open]')).toBeVisible();
  expect(host.violations).toEqual([]);
});

test('shows the kinds one chooses', async ({ page, host, kith, account }) => {
  const person = await story(account.api);
  await provideSession(page, kith.url, account);
  await host.open(page, tag(person.id), { key: null });
  await page.getByRole('button', { name: 'Notes', exact: true }).click();
  await expect(entries(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Messages' }).click();
  await expect(entries(page)).toHaveCount(2);
  await page.locator('kith-timeline').evaluate((element) => element.setAttribute('kinds', 'stage'));
  await expect(entries(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Stages' })).toHaveAttribute('aria-pressed', 'true');
});

test('takes a note with a mention by keyboard, and shows it to others live', async ({
  page,
  host,
  kith,
  account,
  context,
}) => {
  const person = await capture(account.api, ada);
  await provideSession(page, kith.url, account);
  await host.open(page, tag(person.id), { key: null });
  const asked = readsOf(page);
  const own = account.email.split('@')[0] ?? '';
  await field(page).pressSequentially(`Ask @${own.slice(0, 8)}`);
  await expect(page.getByRole('option', { name: own })).toHaveAttribute('aria-selected', 'true');
  await field(page).press('Enter');
  await expect(field(page)).toHaveValue(`Ask @${own} `);
  await field(page).pressSequentially('about **oak**');
  await field(page).press('Control+Enter');
  await expect(page.locator('.md .mention')).toHaveText(`@${own}`);
  await expect(page.locator('.md strong')).toHaveText('oak');
  await expect(field(page)).toHaveValue('');
  const [stored] = (await unwrap(account.api.GET('/v1/notes'))).items;
  expect(stored?.mentions).toHaveLength(1);
  await caughtUp(asked);
  await note(account.api, person.id, 'From elsewhere');
  await expect(page.getByText('From elsewhere')).toBeVisible();
  expect(context.pages()).toHaveLength(1);
});

test('keeps what one typed when the server does not answer, and per record', async ({ page, host, kith, account }) => {
  const [one, other] = [await capture(account.api, ada), await capture(account.api, { name: 'Bo Client' })];
  await provideSession(page, kith.url, account);
  await host.open(page, tag(one.id), { key: null });
  await field(page).fill('Precious');
  await page.route('**/v1/notes', (route) => route.abort());
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByText('the server did not answer')).toBeVisible();
  const show = (id: string) =>
    page.locator('kith-timeline').evaluate((element, id) => element.setAttribute('record', `contact:${id}`), id);
  await show(other.id);
  await expect(field(page)).toHaveValue('');
  await show(one.id);
  await expect(field(page)).toHaveValue('Precious');
  await page.unroute('**/v1/notes');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.locator('.md')).toHaveText('Precious');
});

test('lets one edit and delete one’s note, with a way back', async ({ page, host, kith, account }) => {
  const person = await capture(account.api, ada);
  await note(account.api, person.id, 'First');
  await provideSession(page, kith.url, account);
  await host.open(page, tag(person.id), { key: null });
  await page.getByRole('button', { name: 'Edit note' }).click();
  await page.getByRole('textbox', { name: 'Edit note' }).fill('Second');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('.md')).toHaveText('Second');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.md')).toHaveText('First');
  await page.getByRole('button', { name: 'Edit note' }).click();
  await page.getByRole('textbox', { name: 'Edit note' }).fill('Second');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('.md')).toHaveText('Second');
  await page.getByRole('button', { name: 'Delete note' }).click();
  await expect(page.locator('.md')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.locator('.md')).toHaveText('Second');
});

test('never makes markup or scripts of a note, nor odd links', async ({ page, host, kith, account }) => {
  const person = await capture(account.api, ada);
  const body = [
    '<script>document.title = "taken"</script>',
    '<img src=x onerror="document.title = \'taken\'">',
    '[click](javascript:document.title="taken") [data](data:text/html,x) ![spy](https://spy.example/x.png)',
    '[good](https://good.example/a) <https://auto.example> [mail](mailto:ada@acme.example)',
  ].join('\n\n');
  await note(account.api, person.id, body);
  await provideSession(page, kith.url, account);
  await host.open(page, tag(person.id), { key: null });
  const shown = page.locator('.md');
  await expect(shown).toContainText('<script>document.title = "taken"</script>');
  await expect(shown).toContainText('[click](javascript:document.title="taken")');
  await expect(shown.locator('a')).toHaveCount(3);
  expect(await shown.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
    'https://good.example/a',
    'https://auto.example/',
    'mailto:ada@acme.example',
  ]);
  await expect(shown.locator('script, img, iframe')).toHaveCount(0);
  await expect(page).toHaveTitle('Another firm');
  expect(host.violations).toEqual([]);
});

test('is read-only for an embedded page, and says what is not there', async ({ page, host, account }) => {
  const person = await story(account.api);
  await host.open(page, tag(person.id));
  await expect(page.locator('.event .title').last()).toHaveText('Re: Quote for the stairs');
  await expect(field(page)).toHaveCount(0);
  const set = (record: string) =>
    page.locator('kith-timeline').evaluate((element, record) => element.setAttribute('record', record), record);
  await set('contact:0192f3a0-0000-7000-8000-000000000000');
  await expect(page.getByText('This is not here')).toBeVisible();
  await set('');
  await expect(page.getByText('No record chosen')).toBeVisible();
});

test('can be used by everybody, in both themes and languages, down to 360 px', async ({
  page,
  host,
  kith,
  account,
}) => {
  const person = await story(account.api);
  await provideSession(page, kith.url, account);
  await host.open(page, tag(person.id, 'theme="light"'), { key: null });
  await expect(entries(page)).toHaveCount(8);
  await expect(page.locator('.md strong')).toBeVisible();
  const sound = async () => await expectAccessible(page, 'kith-timeline');
  await sound();
  await shot(page.locator('kith-timeline'), 'timeline-light');
  await page.locator('kith-timeline').evaluate((element) => element.setAttribute('theme', 'dark'));
  await sound();
  await shot(page.locator('kith-timeline'), 'timeline-dark');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.locator('kith-timeline').evaluate((element) => {
    element.setAttribute('theme', 'light');
    element.setAttribute('lang', 'ru');
  });
  await expect(page.getByRole('button', { name: 'Сообщения' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shot(page.locator('kith-timeline'), 'timeline-ru-360');
});
