// Owns invented people for the widgets' browser tests.
import { randomUUID } from 'node:crypto';
import { type Contact, type KithClient, type NewContact, unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import type { Account } from '../../../tools/testing/fixtures.ts';

/** Captures one person. */
export async function capture(api: KithClient, contact: Partial<NewContact> & { name: string }): Promise<Contact> {
  return (await unwrap(api.POST('/v1/contacts', { body: { points: [], ...contact } }))).contact;
}

/** The rows of the list. */
export const rows = (page: Page) => page.getByRole('option');
/** The list's search field. */
export const search = (page: Page) => page.getByRole('searchbox', { name: 'Search people' });

/** Captures Person 00, Person 01 and so on; the last captured is listed first. */
export async function captureMany(api: KithClient, count: number) {
  for (let index = 0; index < count; index++) {
    await capture(api, {
      name: `Person ${String(index).padStart(2, '0')}`,
      companyName: index % 2 ? 'Odd Ltd' : 'Even Ltd',
    });
  }
}

export const ada = {
  name: 'Ada Prospect',
  title: 'CTO',
  companyName: 'Acme',
  notes: 'Met at the fair.',
  points: [
    { kind: 'email' as const, value: 'ada@acme.example' },
    { kind: 'phone' as const, value: '+442079460018' },
  ],
};

/** Company for Ada, each last heard of some days ago. */
export const colleagues = [
  { name: 'Bo Client', title: 'Buyer', companyName: 'Brick & Co', daysAgo: 1 },
  { name: 'Cleo Marsh', title: 'Head of operations', companyName: 'Northwind Ferries', daysAgo: 2 },
  { name: 'Dmitri Sample', title: 'Founder', companyName: 'Paperboat', daysAgo: 4 },
  { name: 'Людмила Пример', title: 'Закупки', companyName: 'Северный лес', daysAgo: 6 },
  { name: 'Elif Demir', title: 'Partnerships', companyName: 'Blue Harbour', daysAgo: 16 },
  { name: 'Farid Nouri', title: 'Architect', companyName: 'Nouri & Hale', daysAgo: 40 },
];

/** Logs one mail with a person. */
export function logMail(
  api: KithClient,
  contactId: string,
  { daysAgo = 0, ...mail }: { subject: string; body?: string; visibility?: 'full' | 'subject'; daysAgo?: number },
) {
  const body = {
    contactId,
    channel: 'email',
    direction: 'inbound' as const,
    externalId: randomUUID(),
    occurredAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
    visibility: 'subject' as const,
    ...mail,
  };
  return unwrap(api.POST('/v1/interactions', { body }));
}

/** Answers the page's widgets as the signed-in account, as a host page with its own sign-in does. */
export async function provideSession(page: Page, kithUrl: string, account: Account): Promise<void> {
  const install: unknown = await (await fetch(`${kithUrl}/.well-known/kith.json`)).json();
  const { organizationId, token } = account;
  await page.addInitScript(
    ({ install, organizationId, token }) => {
      const session = { ...Object(install), organizationId, getToken: async () => token };
      document.addEventListener('kith-session', (event) => {
        if (event instanceof CustomEvent) event.detail.provide(session);
      });
    },
    { install, organizationId, token },
  );
}
