// Knows folk's export of people.
import type { ImportSource } from './source.ts';

export const folkPeople: ImportSource = {
  id: 'folk_people',
  name: 'folk',
  kind: 'contacts',
  seen: '2026-11',
  signature: ['First name', 'Last name', 'Emails', 'Phones', 'Urls'],
  columns: {
    'First name': 'givenName',
    'Last name': 'familyName',
    'Full name': 'name',
    Emails: 'email',
    Phones: 'phone',
    Urls: 'url',
    Companies: 'companyName',
    'Job title': 'title',
    Description: 'notes',
    Groups: 'tags',
  },
};
