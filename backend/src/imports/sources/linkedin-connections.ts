// Knows Connections.csv of LinkedIn's data export. A few lines of notes stand before its header.
import type { ImportSource } from './source.ts';

export const linkedinConnections: ImportSource = {
  id: 'linkedin_connections',
  name: 'LinkedIn connections',
  kind: 'contacts',
  seen: '2026-11',
  signature: ['First Name', 'Last Name', 'Email Address', 'Company', 'Position', 'Connected On'],
  columns: {
    'First Name': 'givenName',
    'Last Name': 'familyName',
    URL: 'linkedin',
    'Email Address': 'email',
    Company: 'companyName',
    Position: 'title',
    'Connected On': null,
  },
};
