// What people can rely on in <kith-contact>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, logMail, provideSession } from '../testing/people.ts';
import { caughtUp, holdRequests, readsOf } from '../testing/requests.ts';
import { shot } from '../testing/shot.ts';

const card = (page: Page) => page.locator('kith-contact');
const heading = (page: Page, name: string) => card(page).getByRole('heading', { name });
const set = (page: Page, name: string, value: string) =>
  card(page).evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value] as const);

test('the card follows the list’s selection, with addresses, notes and timeline', async ({ page, host, account }) => {
  const person = await capture(account.api, ada);
  await logMail(account.api, person.id, { subject: 'Quote', body: 'Forty windows.', visibility: 'full' });
  await host.open(page, '<kith-people id="people"></kith-people><kith-contact for="people"></kith-contact>');
  await expect(card(page).getByText('Nobody selected')).toBeVisible();
  await page.getByRole('option').click();
  await expect(heading(page, 'Ada Prospect')).toBeVisible();
  await expect(card(page).getByText('CTO · Acme')).toBeVisible();
  await expect(card(page).getByRole('link', { name: 'ada@acme.example' })).toHaveAttribute(
    'href',
    'mailto:ada@acme.example',
  );
  await expect(card(page).getByRole('link', { name: '+442079460018' })).toHaveAttribute('href', 'tel:+442079460018');
  await expect(card(page).getByText('Met at the fair.')).toBeVisible();
  await card(page).getByText('Quote').click();
  await expect(card(page).locator('.text')).toHaveText('Forty windows.');
  // An embed may read only.
  await expect(card(page).getByRole('textbox')).toHaveCount(0);
  expect(host.violations).toEqual([]);
});

test('a logged message appears live, and a private text is said to be private', async ({ page, host, account }) => {
  const person = await capture(account.api, ada);
  await host.open(page, `<kith-contact contact-id="${person.id}"></kith-contact>`);
  await expect(card(page).getByText('Nothing logged yet')).toBeVisible();
  await logMail(account.api, person.id, { subject: 'Secret plan', body: 'For my eyes.' });
  await expect(card(page).getByText('Secret plan')).toBeVisible();
  await expect(card(page).getByText('Only who logged it sees the text')).toBeVisible();
  await expect(card(page).getByText('For my eyes.')).toHaveCount(0);
});

test('what comes after the first paint moves nothing, and holds what changed meanwhile', async ({
  page,
  host,
  account,
}) => {
  const person = await capture(account.api, ada);
  const release = await holdRequests(page, '**/chunks/rest-*.js');
  await host.open(page, `<kith-contact contact-id="${person.id}"></kith-contact>`);
  const link = card(page).getByRole('link', { name: 'ada@acme.example' });
  await expect(link).toBeVisible();
  await expect(card(page).getByRole('group', { name: 'Ada Prospect' })).toHaveAttribute('aria-busy', 'true');
  const places = async () => [await heading(page, 'Ada Prospect').boundingBox(), await link.boundingBox()];
  const before = await places();
  await logMail(account.api, person.id, { subject: 'Came early' });
  const path = { id: person.id };
  const header = { 'if-match': `"${person.version}"` };
  await unwrap(account.api.PATCH('/v1/contacts/{id}', { params: { path, header }, body: { title: 'Director' } }));
  release();
  await expect(card(page).getByText('Came early')).toBeVisible();
  await expect(card(page).getByText('Director · Acme')).toBeVisible();
  expect(await places()).toEqual(before);
});

test('when the rest does not load the card stays, says so, and Retry brings it', async ({ page, host, account }) => {
  const person = await capture(account.api, ada);
  await page.route('**/chunks/rest-*.js', (route) => route.abort());
  await host.open(page, `<h1>Client</h1><kith-contact contact-id="${person.id}"></kith-contact>`);
  await expect(card(page).getByRole('alert')).toContainText('The rest of the card did not load.');
  await expect(heading(page, 'Ada Prospect')).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/chunks/rest-*.js');
  await card(page).getByRole('button', { name: 'Retry' }).click();
  await expect(card(page).getByText('Nothing logged yet')).toBeVisible();
  await expect(card(page).getByRole('alert')).toHaveCount(0);
});

test('when the details do not load the rest stays, and Retry brings them', async ({ page, host, account }) => {
  const person = await capture(account.api, { ...ada, tags: ['Press'] });
  const chunk = '**/kith-details.js';
  await page.route(chunk, (route) => route.abort());
  await host.open(page, `<h1>Client</h1><kith-contact contact-id="${person.id}"></kith-contact>`);
  await expect(card(page).getByRole('alert')).toContainText('Tags, jobs and own fields did not load.');
  await expect(card(page).getByText('Nothing logged yet')).toBeVisible();
  await expectAccessible(page);
  await page.unroute(chunk);
  await card(page).getByRole('button', { name: 'Retry' }).click();
  await expect(card(page).getByText('Press')).toBeVisible();
  await expect(card(page).getByRole('alert')).toHaveCount(0);
});

test('the timeline comes in pages, newest first', async ({ page, host, account }) => {
  const person = await capture(account.api, ada);
  const items = Array.from({ length: 35 }, (_, index) => ({
    contactId: person.id,
    channel: 'email',
    direction: 'inbound' as const,
    externalId: `mail-${index}`,
    subject: `Mail ${index}`,
    occurredAt: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
    visibility: 'full' as const,
  }));
  await unwrap(account.api.POST('/v1/interactions/batch', { body: { items } }));
  await host.open(page, `<kith-contact contact-id="${person.id}"></kith-contact>`);
  const entries = card(page).locator('.event');
  await expect(entries).toHaveCount(30);
  await expect(entries.first()).toContainText('Mail 34');
  await card(page).getByRole('button', { name: 'Show more' }).click();
  await expect(entries).toHaveCount(35);
  await expect(entries.last()).toContainText('Mail 0');
});

test('an address nobody has yet becomes a card the moment somebody captures it', async ({ page, host, account }) => {
  await host.open(page, '<kith-contact email="ada@acme.example"></kith-contact>');
  await expect(card(page).getByText('ada@acme.example is not in Kith yet')).toBeVisible();
  await capture(account.api, ada);
  await expect(heading(page, 'Ada Prospect')).toBeVisible();
});

test('every attribute counts whenever it changes', async ({ page, host, account }) => {
  const [first, second] = [await capture(account.api, ada), await capture(account.api, { name: 'Bo Client' })];
  await host.open(page, `<kith-people id="people" selected="${second.id}"></kith-people><kith-contact></kith-contact>`);
  await expect(card(page).getByText('Nobody selected')).toBeVisible();
  await set(page, 'email', 'ada@acme.example');
  await expect(heading(page, 'Ada Prospect')).toBeVisible();
  await set(page, 'contact-id', second.id);
  await expect(heading(page, 'Bo Client')).toBeVisible();
  await set(page, 'contact-id', first.id);
  await expect(heading(page, 'Ada Prospect')).toBeVisible();
  await set(page, 'for', 'people');
  await expect(heading(page, 'Bo Client')).toBeVisible();
  const frame = card(page).locator('article.frame');
  const background = () => frame.evaluate((element) => getComputedStyle(element).backgroundColor);
  await set(page, 'theme', 'dark');
  await expect.poll(background).toBe('rgb(23, 24, 27)');
  await set(page, 'lang', 'ru');
  await expect(card(page).getByRole('heading', { name: 'История' })).toBeVisible();
  const padding = () =>
    card(page)
      .locator('.head')
      .evaluate((element) => getComputedStyle(element).paddingTop);
  await set(page, 'density', 'dense');
  await expect.poll(padding).toBe('12px');
});

test('switching quickly never ends on somebody else', async ({ page, host, account }) => {
  const [first, second] = [await capture(account.api, ada), await capture(account.api, { name: 'Bo Client' })];
  // The first person's answer is held back until the second is on screen.
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/v1/contacts/${first.id}`, async (route) => {
    await held;
    await route.continue();
  });
  await host.open(page, `<kith-contact contact-id="${first.id}"></kith-contact>`);
  await expect(card(page).locator('.ghost')).toBeVisible();
  await set(page, 'contact-id', second.id);
  await expect(heading(page, 'Bo Client')).toBeVisible();
  release?.();
  await set(page, 'density', 'dense');
  await expect(heading(page, 'Bo Client')).toBeVisible();
  await expect(heading(page, 'Ada Prospect')).toHaveCount(0);
});

test('fifty moves keep the card and ask nothing', async ({ page, host, account }) => {
  const person = await capture(account.api, ada);
  const asked = readsOf(page);
  await host.open(
    page,
    `<div id="one"><kith-contact contact-id="${person.id}"></kith-contact></div><div id="two"></div>`,
  );
  await logMail(account.api, person.id, { subject: 'Live now' });
  await expect(card(page).getByText('Live now')).toBeVisible();
  await caughtUp(asked);
  const before = asked.length;
  await page.evaluate(async () => {
    const widget = document.querySelector('kith-contact');
    for (let turn = 0; widget && turn < 50; turn++) {
      document.querySelector(turn % 2 ? '#one' : '#two')?.append(widget);
      if (turn % 7 !== 0) continue;
      widget.remove();
      await new Promise((resolve) => setTimeout(resolve));
    }
    document.querySelector('#two')?.append(widget ?? '');
  });
  await expect(heading(page, 'Ada Prospect')).toBeVisible();
  expect(asked.slice(before)).toEqual([]);
});

test('a deleted person is said to be deleted, live, and can be restored by who may', async ({
  page,
  host,
  account,
  kith,
}) => {
  const person = await capture(account.api, ada);
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-contact contact-id="${person.id}"></kith-contact>`, { key: null });
  await expect(heading(page, 'Ada Prospect')).toBeVisible();
  await unwrap(account.api.DELETE('/v1/contacts/{id}', { params: { path: { id: person.id } } }));
  await expect(card(page).getByText('Ada Prospect was deleted')).toBeVisible();
  await card(page).getByRole('button', { name: 'Restore' }).click();
  await expect(heading(page, 'Ada Prospect')).toBeVisible();
});

test.describe('notes of a signed-in person', () => {
  const field = (page: Page) => card(page).getByRole('textbox', { name: 'Notes' });

  test('are saved, over the version that was read', async ({ page, host, account, kith }) => {
    const person = await capture(account.api, ada);
    await provideSession(page, kith.url, account);
    await host.open(page, `<kith-contact contact-id="${person.id}"></kith-contact>`, { key: null });
    await expect(field(page)).toHaveValue('Met at the fair.');
    await field(page).fill('Prefers mornings.');
    await card(page).getByRole('button', { name: 'Save notes' }).click();
    await expect(card(page).getByText('Saved')).toBeVisible();
    const now = await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path: { id: person.id } } }));
    expect(now.notes).toBe('Prefers mornings.');
  });

  test('in a conflict lose nobody’s text', async ({ page, host, account, kith }) => {
    const person = await capture(account.api, ada);
    await provideSession(page, kith.url, account);
    await host.open(page, `<kith-contact contact-id="${person.id}"></kith-contact>`, { key: null });
    await field(page).fill('Mine');
    const path = { id: person.id };
    const header = { 'if-match': `"${person.version}"` };
    await unwrap(account.api.PATCH('/v1/contacts/{id}', { params: { path, header }, body: { notes: 'Theirs' } }));
    await card(page).getByRole('button', { name: 'Save notes' }).click();
    await expect(card(page).getByText('Somebody else changed these notes')).toBeVisible();
    await expect(field(page)).toHaveValue('Mine');
    await expect(card(page).locator('.theirs')).toHaveText('Theirs');
    await card(page).getByRole('button', { name: 'Save mine over it' }).click();
    await expect(card(page).getByText('Saved')).toBeVisible();
    const now = await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path } }));
    expect(now.notes).toBe('Mine');
  });

  test('stay typed when the server does not answer, and when somebody else is looked at meanwhile', async ({
    page,
    host,
    account,
    kith,
  }) => {
    const [first, second] = [await capture(account.api, ada), await capture(account.api, { name: 'Bo Client' })];
    await provideSession(page, kith.url, account);
    await host.open(page, `<kith-contact contact-id="${first.id}"></kith-contact>`, { key: null });
    await field(page).fill('Half a thought');
    await page.route('**/v1/contacts/*', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    );
    await card(page).getByRole('button', { name: 'Save notes' }).click();
    await expect(card(page).getByText('the server did not answer')).toBeVisible();
    await set(page, 'contact-id', second.id);
    await expect(heading(page, 'Bo Client')).toBeVisible();
    await set(page, 'contact-id', first.id);
    await expect(field(page)).toHaveValue('Half a thought');
    await page.unroute('**/v1/contacts/*');
    await card(page).getByRole('button', { name: 'Save notes' }).click();
    await expect(card(page).getByText('Saved')).toBeVisible();
  });
});

test('axe finds nothing, in both themes', async ({ page, host, account, kith }) => {
  const person = await capture(account.api, ada);
  await logMail(account.api, person.id, {
    subject: 'Quote for the library',
    body: 'Could you send it by Friday?',
    visibility: 'full',
  });
  await logMail(account.api, person.id, { subject: 'Re: Quote for the library', body: 'Of course.' });
  await provideSession(page, kith.url, account);
  await host.open(page, `<h1>Client</h1><kith-contact contact-id="${person.id}"></kith-contact>`, { key: null });
  await expect(card(page).getByText('Re: Quote')).toBeVisible();
  await page.setViewportSize({ width: 460, height: 600 });
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(card(page), `widget-contact-${theme}`);
  }
});

test('the next task is named, to whoever may read tasks; others see when', async ({ page, host, kith, account }) => {
  const person = await capture(account.api, ada);
  await host.open(page, `<kith-contact contact-id="${person.id}"></kith-contact>`);
  await expect(heading(page, 'Ada Prospect')).toBeVisible();
  const record = { type: 'contact', id: person.id } as const;
  const due = { local: '2030-01-07T09:00', zone: 'UTC' };
  await unwrap(account.api.POST('/v1/tasks', { body: { title: 'Send quote', record, due } }));
  await expect(card(page).getByText('Next task')).toBeVisible();
  const own = await page.context().newPage();
  await provideSession(own, kith.url, account);
  await host.open(own, `<kith-contact contact-id="${person.id}"></kith-contact>`, { key: null });
  await expect(card(own).getByText('Send quote')).toBeVisible();
});
