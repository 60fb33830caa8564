// Knows the CSV of Thunderbird's address book; British builds write Organisation. Its header may end with a comma.
import type { ImportSource } from './source.ts';

export const thunderbird: ImportSource = {
  id: 'thunderbird',
  name: 'Thunderbird',
  kind: 'contacts',
  seen: '2026-11',
  signature: ['First Name', 'Last Name', 'Display Name', 'Primary Email', 'Secondary Email', 'Screen Name'],
  columns: {
    'First Name': 'givenName',
    'Last Name': 'familyName',
    'Display Name': 'name',
    Nickname: null,
    'Primary Email': 'email',
    'Secondary Email': 'email',
    'Screen Name': null,
    'Work Phone': 'phone',
    'Home Phone': 'phone',
    'Mobile Number': 'phone',
    'Fax Number': null,
    'Pager Number': null,
    'Job Title': 'title',
    Department: null,
    Organization: 'companyName',
    Organisation: 'companyName',
    'Web Page #': 'url',
    'Birth Year': null,
    'Birth Month': null,
    'Birth Day': null,
    'Custom #': null,
    Notes: 'notes',
  },
};
