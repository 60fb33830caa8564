// Owns reading a person or a company as a comparison shows it.
import { type DuplicateRecord, type KithClient, unwrap } from '@kith/sdk';

export async function readPerson(client: KithClient, id: string): Promise<DuplicateRecord> {
  const person = await unwrap(client.GET('/v1/contacts/{id}', { params: { path: { id } } }));
  return { ...person, domains: [], lastInteractionAt: person.lastInteraction?.occurredAt ?? null };
}

export async function readCompany(client: KithClient, id: string): Promise<DuplicateRecord> {
  const company = await unwrap(client.GET('/v1/companies/{id}', { params: { path: { id } } }));
  return { ...company, title: null, company: null, avatarUrl: company.logoUrl };
}
