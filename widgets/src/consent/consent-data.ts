// Owns reading and writing what a person agreed to.
import { type Consent, type Consents, type KithClient, type NewConsent, unwrap } from '@kith/sdk';
import type { FetchPage } from '../kit/feed.ts';

const at = (id: string) => ({ path: { id } });

export const readConsents = (client: KithClient, id: string, signal: AbortSignal): Promise<Consents> =>
  unwrap(client.GET('/v1/contacts/{id}/consents', { params: at(id), signal }));

export const historyOf =
  (client: KithClient, id: string): FetchPage<Consent> =>
  ({ limit, cursor, signal }) =>
    unwrap(
      client.GET('/v1/contacts/{id}/consents/history', {
        params: { ...at(id), query: { limit, ...(cursor ? { cursor } : {}) } },
        signal,
      }),
    );

export const recordConsent = (client: KithClient, id: string, body: NewConsent) =>
  unwrap(client.POST('/v1/contacts/{id}/consents', { params: at(id), body }));

export const withdrawConsent = (client: KithClient, id: string, purpose: string) =>
  unwrap(client.POST('/v1/contacts/{id}/consents/withdraw', { params: at(id), body: { purpose } }));

/** The purposes in the organization's own words, for suggestions. */
export async function ownPurposes(client: KithClient): Promise<string[]> {
  const { items } = await unwrap(client.GET('/v1/consent-purposes'));
  return items.map(({ purpose }) => purpose).filter((purpose) => !isKnown(purpose));
}

export const knownPurposes = ['contact', 'marketing', 'newsletter'] as const;
export type KnownPurpose = (typeof knownPurposes)[number];
export const isKnown = (purpose: string): purpose is KnownPurpose => knownPurposes.some((one) => one === purpose);
