// What people can rely on in the portal's page of privacy.
import { unwrap } from '@kith/sdk';
import { createAccount, expect, test } from '../../tools/testing/fixtures.ts';
import { joinOrganization } from '../../tools/testing/join-organization.ts';
import { expectSound, signIn } from './portal-pages.ts';
import { shot } from './shot.ts';

test('whose messages are not logged is added, told of elsewhere, removed and brought back', async ({
  page,
  kith,
  account,
}) => {
  await signIn(page, kith.url, account);
  await page.getByRole('link', { name: 'Privacy' }).click();
  const own = page.getByRole('region', { name: 'Your never-log list' });
  const shared = page.getByRole('region', { name: 'Protected recipients' });
  await expect(own.getByText('Nobody is on your list yet')).toBeVisible();
  await own.getByLabel('Never log messages with').fill('my family');
  await own.getByRole('button', { name: 'Add' }).click();
  await expect(own.getByRole('alert')).toContainText('Write a mail address');
  await expect(own.getByLabel('Never log messages with')).toHaveValue('my family');
  await own.getByLabel('Never log messages with').fill('@Family.example');
  await own.getByLabel('Never log messages with').press('Enter');
  await expect(own.getByRole('listitem')).toContainText('family.example');
  await expect(own.getByLabel('Never log messages with')).toHaveValue('');

  await own.getByRole('button', { name: 'Remove family.example' }).click();
  await expect(own.getByText('Nobody is on your list yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(own.getByRole('listitem')).toContainText('family.example');

  // Typing goes on while the list changes elsewhere.
  await shared.getByLabel('Nobody logs messages with').fill('doctor.exa');
  await unwrap(account.api.POST('/v1/protected-recipients', { body: { address: 'law.example' } }));
  await expect(shared.getByRole('listitem')).toContainText('law.example');
  await expect(shared.getByLabel('Nobody logs messages with')).toHaveValue('doctor.exa');
});

test('how long messages are kept is asked with counts before it is set', async ({ page, kith, account }) => {
  const { contact } = await unwrap(account.api.POST('/v1/contacts', { body: { name: 'Ada Prospect', points: [] } }));
  const message = {
    contactId: contact.id,
    channel: 'email',
    direction: 'inbound' as const,
    visibility: 'full' as const,
  };
  const items = ['1', '2'].map((externalId) => ({ ...message, externalId, occurredAt: '2020-01-02T03:04:05Z' }));
  await unwrap(account.api.POST('/v1/interactions/batch', { body: { items } }));
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/privacy`);
  const keeping = page.getByRole('region', { name: 'How long it is kept' });
  const texts = keeping.getByLabel('Texts of messages');
  await expect(texts).toHaveValue('');
  await texts.selectOption({ label: '1 year' });
  await keeping.getByRole('button', { name: 'Save' }).click();
  await expect(keeping.getByRole('alert').first()).toContainText('The texts of 2 messages go for good.');
  await shot(page, 'portal-privacy-ask');
  const kept = async () => (await unwrap(account.api.GET('/v1/privacy'))).retention.messagesMonths;
  expect(await kept()).toBeNull();
  await keeping.getByRole('button', { name: 'Keep as it was' }).click();
  await expect(keeping.getByRole('button', { name: 'Save' })).toBeVisible();
  await expect(texts).toHaveValue('');
  await texts.selectOption({ label: '2 years' });
  await keeping.getByRole('button', { name: 'Save' }).click();
  await keeping.getByRole('button', { name: 'Save and let them go' }).click();
  await expect(keeping.getByText('Saved.')).toBeVisible();
  expect(await kept()).toBe(24);
});

test('the page is sound in both themes, in Russian and at 360 px', async ({ page, kith, account }) => {
  for (const address of ['family.example', 'mother@home.example', '+49301234567']) {
    await unwrap(account.api.POST('/v1/never-log', { body: { address } }));
  }
  await unwrap(account.api.POST('/v1/protected-recipients', { body: { address: 'law.example' } }));
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/privacy`);
  await expect(page.getByRole('listitem').filter({ hasText: 'law.example' })).toBeVisible();
  await expectSound(page, 'portal-privacy');
  await page.getByRole('button', { name: 'Account and settings' }).click();
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Защищённые адресаты' })).toBeVisible();
  await shot(page, 'portal-privacy-ru');
});

test('what colleagues see of one’s own messages is set, and asked before it changes what is there', async ({
  page,
  kith,
  account,
}) => {
  const { contact } = await unwrap(account.api.POST('/v1/contacts', { body: { name: 'Ada Prospect', points: [] } }));
  const message = { contactId: contact.id, channel: 'email', direction: 'inbound' as const, externalId: 'm1' };
  await unwrap(account.api.POST('/v1/interactions', { body: { ...message, occurredAt: '2026-01-02T03:04:05Z' } }));
  const levels = async () => {
    const params = { path: { id: contact.id } };
    const { items } = await unwrap(account.api.GET('/v1/contacts/{id}/interactions', { params }));
    return items.map(({ visibility }) => visibility);
  };
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/privacy`);
  const mail = page.getByRole('region', { name: 'Your messages', exact: true });
  await expect(mail.getByLabel('Colleagues see')).toHaveValue('subject');
  await expect(mail.getByText('You share no record’s messages')).toBeVisible();
  await mail.getByLabel('Colleagues see').selectOption('full');
  await mail.getByRole('button', { name: 'Save' }).click();
  await expect(mail.getByText('Saved.')).toBeVisible();
  expect(await levels()).toEqual(['subject']);
  await mail.getByLabel('Also for messages that I have logged so far').check();
  await mail.getByRole('button', { name: 'Save' }).click();
  await expect(mail.getByRole('alert').first()).toContainText('Colleagues will read the texts');
  expect(await levels()).toEqual(['subject']);
  await mail.getByRole('button', { name: 'Set it for all' }).click();
  await expect(mail.getByText('Saved.')).toBeVisible();
  expect(await levels()).toEqual(['full']);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(levels).toEqual(['subject']);

  // Very many get it in a job, whose progress stands there.
  for (const part of [0, 1, 2]) {
    const items = Array.from({ length: 200 }, (_, at) => ({
      ...message,
      externalId: `many ${part} ${at}`,
      occurredAt: '2026-01-02T03:04:05Z',
    }));
    await unwrap(account.api.POST('/v1/interactions/batch', { body: { items } }));
  }
  let seen = false;
  await page.route('**/v1/jobs/*', async (route) => {
    const response = await route.fetch();
    const job = await response.json();
    await route.fulfill({ response, json: seen ? job : { ...job, state: 'running', done: 200, total: 601 } });
  });
  const own = async () => (await unwrap(account.api.GET('/v1/mail-sharing'))).others;
  await mail.getByLabel('Colleagues see').selectOption('metadata');
  await mail.getByLabel('Also for messages that I have logged so far').check();
  await mail.getByRole('button', { name: 'Save' }).click();
  await mail.getByRole('button', { name: 'Set it for all' }).click();
  await expect(mail.getByText('200 of 601 messages')).toBeVisible();
  await shot(mail, 'portal-mail-level-progress');
  seen = true;
  await expect(page.getByText('Your messages have the new level').last()).toBeVisible();
  expect(await own()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(mail.getByLabel('Colleagues see')).toHaveValue('full');
  // Only the first one had another level before.
  expect(await own()).toBe(1);
});

test('what colleagues show, and what they share beyond it, is told and kept live', async ({ page, kith, account }) => {
  const { contact } = await unwrap(account.api.POST('/v1/contacts', { body: { name: 'Ada Prospect', points: [] } }));
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/privacy`);
  const theirs = page.getByRole('region', { name: 'What colleagues show you' });
  await expect(theirs.getByText('You work here alone')).toBeVisible();
  await expect(theirs.getByText('Nobody shares messages with you')).toBeVisible();

  const colleague = await createAccount(kith.url);
  await joinOrganization(kith.home, account, colleague);
  const params = { header: { 'kith-organization': account.organizationId } };
  const name = colleague.email.split('@')[0] ?? '';
  const level = theirs.getByRole('list', { name: 'What colleagues show you' }).getByRole('listitem');
  await expect(level).toHaveText(new RegExp(`${name}\\s+Subjects$`));
  await unwrap(colleague.api.PUT('/v1/mail-sharing', { params, body: { level: 'full' } }));
  await expect(level).toContainText('Subjects and texts');

  const { user } = await unwrap(account.api.GET('/v1/me'));
  const body = {
    record: { type: 'contact' as const, id: contact.id },
    to: { type: 'member' as const, id: user?.id ?? '' },
  };
  const grant = await unwrap(colleague.api.POST('/v1/mail-grants', { params, body }));
  const shared = theirs.getByRole('list', { name: 'Who shares messages with you' }).getByRole('listitem');
  await expect(shared).toContainText(name);
  await expect(shared).toContainText('messages with 1 person');
  await expect(shared.getByRole('button', { name: /Stop/ })).toHaveCount(0);
  await theirs.scrollIntoViewIfNeeded();
  await expectSound(page, 'portal-shared-with-me');
  await shot(theirs, 'portal-shared-with-me');
  // Declined by keyboard, with a way back at once and later.
  const answer = (word: string) => shared.getByRole('button', { name: `${word} what ${name} shares` });
  await answer('Decline').press('Enter');
  await expect(shared).toContainText('You declined this');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(shared).not.toContainText('You declined this');
  await answer('Decline').click();
  await expect(answer('See again')).toBeVisible();
  await expectSound(page, 'portal-shared-declined');
  await shot(theirs, 'portal-shared-declined');
  await answer('See again').click();
  await expect(shared).not.toContainText('You declined this');
  // Whoever gives sees at once that it was declined.
  const { user: them } = await unwrap(colleague.api.GET('/v1/me'));
  const back = { record: body.record, to: { type: 'member' as const, id: them?.id ?? '' } };
  const { id } = await unwrap(account.api.POST('/v1/mail-grants', { body: back }));
  const mine = page.getByRole('list', { name: 'With whom you share your messages' }).getByRole('listitem');
  await expect(mine).toContainText(name);
  await unwrap(colleague.api.POST('/v1/mail-grants/{id}/decline', { params: { ...params, path: { id } } }));
  await expect(mine).toContainText(`Declined by ${name}`);
  await shot(mine, 'portal-shared-declined-giver');
  await shared.getByRole('button', { name: 'Ada Prospect' }).click();
  const box = page.getByRole('region', { name: 'Who shares messages with you' });
  await expect(box).toContainText(name);
  await box.scrollIntoViewIfNeeded();
  await shot(page, 'portal-shared-on-record');
  await unwrap(colleague.api.DELETE('/v1/mail-grants/{id}', { params: { ...params, path: { id: grant.id } } }));
  await expect(box).toHaveCount(0);
});
