// Knows Twenty's export of people.
import type { ImportSource } from './source.ts';

export const twentyPeople: ImportSource = {
  id: 'twenty_people',
  name: 'Twenty people',
  kind: 'contacts',
  seen: '2026-11',
  signature: ['Name / First Name', 'Name / Last Name', 'Emails / Primary Email'],
  columns: {
    Id: null,
    'Name / First Name': 'givenName',
    'Name / Last Name': 'familyName',
    'Emails / Primary Email': 'email',
    'Emails / Additional Emails': 'email',
    'Phones / Primary Phone Number': 'phone',
    'Phones / Primary Phone Country Code': null,
    'Phones / Primary Phone Calling Code': null,
    'Job Title': 'title',
    'Linkedin / Link URL': 'linkedin',
    'X / Link URL': 'url',
    'Company / Name': 'companyName',
    'Avatar URL': 'avatarUrl',
    City: null,
  },
};
