// Knows HubSpot's export of companies.
import type { ImportSource } from './source.ts';

export const hubspotCompanies: ImportSource = {
  id: 'hubspot_companies',
  name: 'HubSpot companies',
  kind: 'companies',
  seen: '2026-11',
  signature: ['Record ID', 'Company name', 'Company owner'],
  columns: {
    'Record ID': null,
    'Company name': 'companyName',
    'Company Domain Name': 'companyDomain',
    'Company owner': 'owner',
    'Phone Number': 'phone',
    'Website URL': 'url',
    'LinkedIn Company Page': 'linkedin',
    Description: 'notes',
    'Time Zone': 'timeZone',
    'Original Source': 'source',
    City: null,
    'Country/Region': null,
    Industry: null,
    'Create Date': null,
    'Last Activity Date': null,
  },
};
