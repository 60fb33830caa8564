// Knows the columns that vCards are read into.
import type { ImportSource } from './source.ts';

export const vCard: ImportSource = {
  id: 'vcard',
  name: 'vCard',
  kind: 'contacts',
  seen: '2026-11',
  signature: ['Full name', 'Given name', 'Additional names', 'Family name', 'Instant messaging', 'Categories', 'Photo'],
  columns: {
    'Full name': 'name',
    'Given name': 'givenName',
    'Additional names': 'additionalName',
    'Family name': 'familyName',
    Nickname: null,
    Organization: 'companyName',
    Title: 'title',
    Email: 'email',
    Phone: 'phone',
    'Web address': 'url',
    'Instant messaging': null,
    Note: 'notes',
    Birthday: null,
    Categories: 'tags',
    Language: 'language',
    'Time zone': null,
    Photo: 'avatarUrl',
  },
};
