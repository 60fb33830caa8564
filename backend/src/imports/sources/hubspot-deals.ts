// Knows HubSpot's export of deals.
import type { ImportSource } from './source.ts';

export const hubspotDeals: ImportSource = {
  id: 'hubspot_deals',
  name: 'HubSpot deals',
  kind: 'deals',
  seen: '2026-11',
  signature: ['Record ID', 'Deal Name', 'Deal Stage'],
  columns: {
    'Record ID': null,
    'Deal Name': 'dealName',
    'Deal Stage': 'stage',
    Pipeline: 'pipeline',
    Amount: 'amount',
    Currency: 'currency',
    'Close Date': 'expectedClose',
    'Deal owner': 'owner',
    'Associated Company': 'companyName',
    'Associated Contact': null,
    'Deal Description': 'notes',
    'Create Date': null,
    'Last Activity Date': null,
  },
};
