// What people can rely on in <kith-relations>, in a real browser on another origin, against the real server.
import { type KithClient, unwrap } from '@kith/sdk';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import type { Account } from '../../../tools/testing/fixtures.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, colleagues, logMail, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

type Kind = 'reports_to' | 'introduced_by' | 'partner' | 'family';

async function relate(api: KithClient, kind: Kind, from: string, to: string, note: string | null = null) {
  const end = (id: string) => ({ type: 'contact' as const, id });
  return (await unwrap(api.POST('/v1/relations', { body: { kind, from: end(from), to: end(to), note } }))).relation;
}

/** Ada, who reports to Bo, was introduced by Cleo, and is family of Dmitri, who knows Elif. */
async function circle(api: KithClient) {
  const centre = await capture(api, ada);
  const others: Record<string, string> = {};
  for (const person of colleagues) {
    const { name, title, companyName } = person;
    others[name.split(' ')[0] ?? ''] = (await capture(api, { name, title, companyName })).id;
  }
  await relate(api, 'reports_to', centre.id, others['Bo'] ?? '', 'Since the reorganization');
  await relate(api, 'introduced_by', centre.id, others['Cleo'] ?? '');
  await relate(api, 'family', centre.id, others['Dmitri'] ?? '');
  await relate(api, 'partner', others['Dmitri'] ?? '', others['Elif'] ?? '');
  await logMail(api, centre.id, { subject: 'Hello' });
  return { id: centre.id, others };
}

interface Opened {
  page: Page;
  account: Account;
  host: { open(page: Page, body: string, options?: { key?: string | null }): Promise<void> };
  kith: { url: string };
}

async function open({ page, account, host, kith }: Opened, attributes: string): Promise<Locator> {
  await provideSession(page, kith.url, account);
  await host.open(page, `<h1>Relations</h1><kith-relations ${attributes}></kith-relations>`, { key: null });
  return page.locator('kith-relations');
}

const lines = (widget: Locator) => widget.locator('.tie');
/** True when something is drawn on the canvases of the picture. */
const drawn = (widget: Locator) =>
  widget.locator('.canvas canvas').evaluateAll((canvases) =>
    canvases.some((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return false;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return pixels?.some((value) => value > 0) ?? false;
    }),
  );

/** Where a person who is not in the middle is drawn: by the colour of their dot. */
async function personOn(widget: Locator): Promise<{ x: number; y: number }> {
  const place = await widget.locator('.canvas').evaluate((holder) => {
    for (const canvas of holder.querySelectorAll('canvas')) {
      const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
      const box = canvas.getBoundingClientRect();
      for (let at = 0; image && at < image.data.length; at += 4) {
        const across = (at + 4 * 6) % image.data.length;
        const dot = (from: number) => [0, 1, 2].map((channel) => image.data[from + channel]).join() === '75,80,89';
        if (!dot(at) || !dot(across)) continue;
        const [x, y] = [(at / 4 + 3) % image.width, Math.floor(at / 4 / image.width) + 3];
        return { x: box.x + (x * box.width) / image.width, y: box.y + (y * box.height) / image.height };
      }
    }
    return null;
  });
  if (!place) throw new Error('No person is drawn');
  return place;
}

test('shows who stands around a person, drawn and as a list, under a strict policy', async ({
  page,
  host,
  account,
  kith,
}) => {
  const { id, others } = await circle(account.api);
  const widget = await open({ page, account, host, kith }, `record="contact:${id}"`);
  await expect(lines(widget)).toContainText([
    /Bo Client\s+Reports to · Since the reorganization/,
    /Cleo Marsh\s+Introduced by/,
    /Dmitri Sample\s+Family/,
    /Acme\s+Works at/,
    /Knows them 1 of 5/,
  ]);
  await expect(widget.getByRole('img', { name: /5 people and companies around Ada Prospect/ })).toBeVisible();
  await expect.poll(() => drawn(widget)).toBe(true);
  await widget.getByLabel('Show one step further').check();
  await expect(lines(widget).filter({ hasText: 'Elif Demir' })).toContainText('Partner · Dmitri Sample');
  await relate(account.api, 'partner', id, others['Farid'] ?? '');
  await expect(lines(widget).filter({ hasText: /Farid Nouri\s+Partner/ })).toBeVisible();
  expect(host.violations).toEqual([]);
  expect(await page.evaluate(() => document.head.querySelectorAll('[id*=cytoscape]').length)).toBe(0);
});

test('axe finds nothing, light and dark, and the picture takes the colours of the theme', async ({
  page,
  host,
  account,
  kith,
}) => {
  const { id } = await circle(account.api);
  const widget = await open({ page, account, host, kith }, `record="contact:${id}"`);
  await expect.poll(() => drawn(widget)).toBe(true);
  await widget.getByRole('button', { name: 'Add relation' }).click();
  await expect(widget.getByRole('combobox', { name: 'Who' })).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
  }
  await widget.getByRole('button', { name: 'Cancel' }).click();
  await shot(widget, 'widget-relations-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await shot(widget, 'widget-relations-light');
  await widget.getByLabel('Show one step further').check();
  await expect(lines(widget)).toHaveCount(9);
  await shot(widget, 'widget-relations-further');
});

test('a relation is added, refused when it would make a circle, changed, removed and brought back', async ({
  page,
  host,
  account,
  kith,
}) => {
  const { id, others } = await circle(account.api);
  const widget = await open({ page, account, host, kith }, `record="contact:${id}"`);
  await widget.getByRole('button', { name: 'Add relation' }).click();
  await widget.getByLabel('What they are').selectOption({ label: 'Is the boss of' });
  await widget.getByRole('button', { name: 'Save' }).click();
  await expect(widget.getByText('Choose a person or company from the list.')).toBeVisible();
  await widget.getByRole('combobox', { name: 'Who' }).fill('bo cli');
  await expect(widget.getByRole('option', { name: /Bo Client/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await widget.getByRole('button', { name: 'Save' }).click();
  await expect(widget.getByRole('alert')).toHaveText(/circle of reports: Bo Client → Ada Prospect → Bo Client/);
  await widget.getByRole('combobox', { name: 'Who' }).fill('farid');
  await widget.getByRole('option', { name: /Farid/ }).click();
  await widget.getByLabel('Since').fill('2024-05-01');
  await widget.getByRole('button', { name: 'Save' }).click();
  const farid = lines(widget).filter({ hasText: 'Farid Nouri' });
  await expect(farid).toContainText('Is the boss of · since May 1, 2024');
  await farid.getByRole('button', { name: 'Edit the relation to Farid Nouri' }).click();
  await widget.getByLabel('Note').fill('For a year');
  await page.keyboard.press('Enter');
  await expect(farid).toContainText('For a year');
  await farid.getByRole('button', { name: 'Remove the relation to Farid Nouri' }).click();
  await expect(farid).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(farid).toContainText('For a year');
  const { items } = await unwrap(
    account.api.GET('/v1/relations', { params: { query: { record: `contact:${others['Farid']}` } } }),
  );
  expect(items).toMatchObject([{ kind: 'reports_to', from: { id: others['Farid'] }, to: { id } }]);
});

test('another kind of relation is chosen in its form, with a way back', async ({ page, host, account, kith }) => {
  const { id } = await circle(account.api);
  const widget = await open({ page, account, host, kith }, `record="contact:${id}"`);
  const bo = lines(widget).filter({ hasText: 'Bo Client' });
  await bo.getByRole('button', { name: 'Edit the relation to Bo Client' }).click();
  await expect(widget.getByLabel('What they are')).toHaveValue('reports_to');
  await widget.getByLabel('What they are').selectOption({ label: 'Is the boss of' });
  await widget.getByRole('button', { name: 'Save' }).click();
  await expect(bo).toContainText('Is the boss of · Since the reorganization');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(bo).toContainText('Reports to · Since the reorganization');
});

test('words are changed for one relation, or everywhere', async ({ page, host, account, kith }) => {
  const { id, others } = await circle(account.api);
  for (const name of ['Elif', 'Farid']) {
    const body = {
      kind: 'custom' as const,
      from: { type: 'contact' as const, id },
      to: { type: 'contact' as const, id: others[name] ?? '' },
      label: 'Mentor of',
      inverseLabel: 'Mentored by',
    };
    await unwrap(account.api.POST('/v1/relations', { body }));
  }
  const widget = await open({ page, account, host, kith }, `record="contact:${id}"`);
  const line = (name: string) => lines(widget).filter({ hasText: name });
  const edit = (name: string) => line(name).getByRole('button', { name: `Edit the relation to ${name}` });
  await edit('Elif Demir').click();
  await expect(widget.getByText('Rename it wherever')).toHaveCount(0);
  await widget.getByLabel('In your words').fill('Coach of');
  await widget.getByLabel('The other way round').fill('Coached by');
  await widget.getByLabel('Rename it wherever').check();
  await shot(widget, 'widget-relations-rename');
  await widget.getByRole('button', { name: 'Save' }).click();
  for (const name of ['Elif Demir', 'Farid Nouri']) await expect(line(name)).toContainText('Coach of');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  for (const name of ['Elif Demir', 'Farid Nouri']) await expect(line(name)).toContainText('Mentor of');
  await edit('Farid Nouri').click();
  await widget.getByLabel('In your words').fill('Neighbour');
  await widget.getByLabel('The other way round').fill('');
  await widget.getByRole('button', { name: 'Save' }).click();
  await expect(line('Farid Nouri')).toContainText('Neighbour');
  await expect(line('Elif Demir')).toContainText('Mentor of');
});

test('words of one’s own go in both directions', async ({ page, host, account, kith }) => {
  const { id, others } = await circle(account.api);
  const widget = await open({ page, account, host, kith }, `record="contact:${id}"`);
  await widget.getByRole('button', { name: 'Add relation' }).click();
  await widget.getByLabel('What they are').selectOption({ label: 'Something else…' });
  await widget.getByLabel('In your words').fill('Mentor of');
  await widget.getByLabel('The other way round').fill('Mentored by');
  await widget.getByRole('combobox', { name: 'Who' }).fill('elif');
  await widget.getByRole('option', { name: /Elif/ }).click();
  await widget.getByRole('button', { name: 'Save' }).click();
  await expect(lines(widget).filter({ hasText: 'Elif' })).toContainText('Mentor of');
  await widget.evaluate((element, record) => element.setAttribute('record', record), `contact:${others['Elif']}`);
  await expect(lines(widget).filter({ hasText: 'Ada' })).toContainText('Mentored by');
});

test('keys walk the list, Enter opens, and so does a press on the picture', async ({ page, host, account, kith }) => {
  const { id, others } = await circle(account.api);
  const widget = await open({ page, account, host, kith }, `record="contact:${id}"`);
  await expect(lines(widget)).toHaveCount(5);
  await page.evaluate(() =>
    document.addEventListener('kith-open', (event) => {
      if (event instanceof CustomEvent) document.title = `${event.detail.type} ${event.detail.id}`;
    }),
  );
  await lines(widget).first().getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(widget.locator('.who:focus')).toContainText('Cleo Marsh');
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(`contact ${others['Cleo']}`);
  await page.keyboard.press('Tab');
  await expect(widget.getByRole('button', { name: 'Edit the relation to Cleo Marsh' })).toBeFocused();
  await expect.poll(() => drawn(widget)).toBe(true);
  const node = await personOn(widget);
  await page.mouse.click(node.x, node.y);
  await expect(page).not.toHaveTitle(`contact ${others['Cleo']}`);
  await expect(page).toHaveTitle(/^contact /);
});

test('finds the ways to a person, from anybody of the team', async ({ page, host, account, kith }) => {
  const { others } = await circle(account.api);
  const widget = await open({ page, account, host, kith }, `record="contact:${others['Elif']}"`);
  await widget.getByRole('button', { name: 'How do I reach them?' }).click();
  const path = widget.locator('.path');
  await expect(path).toContainText([/Ada Prospect.*Family.*Dmitri Sample.*Partner.*Elif Demir/s]);
  await shot(widget, 'widget-relations-paths');
  await page.keyboard.press('Escape');
  await expect(widget.locator('.finder')).toHaveCount(0);
});

test('speaks Russian, fits 360 px, and says what is missing', async ({ page, host, account, kith }) => {
  const { id, others } = await circle(account.api);
  await page.setViewportSize({ width: 360, height: 720 });
  const widget = await open({ page, account, host, kith }, `record="contact:${id}" lang="ru"`);
  await expect(lines(widget).first()).toContainText('Руководитель');
  await expect.poll(() => drawn(widget)).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shot(widget, 'widget-relations-russian-360');
  await widget.getByRole('button', { name: 'Добавить связь' }).click();
  await expect(widget.getByLabel('Кто это')).toBeFocused();
  await shot(widget, 'widget-relations-form-360');
  await widget.evaluate((element) => element.setAttribute('lang', 'en'));
  await widget.evaluate((element, record) => element.setAttribute('record', record), `contact:${others['Людмила']}`);
  await expect(lines(widget)).toContainText(['Северный лес']);
  await widget.evaluate((element) => element.setAttribute('record', 'contact:00000000-0000-7000-8000-000000000000'));
  await expect(widget.getByText('This record is not here')).toBeVisible();
  await widget.evaluate((element) => element.removeAttribute('record'));
  await expect(widget.getByText('No record chosen')).toBeVisible();
});

test('a page that a key embeds without the right says so', async ({ page, host, account }) => {
  const { id } = await circle(account.api);
  await host.open(page, `<kith-relations record="contact:${id}"></kith-relations>`);
  await expect(page.getByText('You are not allowed to see this')).toBeVisible();
});
