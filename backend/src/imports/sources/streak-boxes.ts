// Knows Streak's export of a pipeline: a row for each box. Name, Stage and Notes stand in every pipeline.
import type { ImportSource } from './source.ts';

export const streakBoxes: ImportSource = {
  id: 'streak_boxes',
  name: 'Streak boxes',
  kind: 'deals',
  seen: '2026-11',
  signature: ['Name', 'Stage', 'Notes', 'Assigned To'],
  columns: {
    Name: 'dealName',
    Stage: 'stage',
    Notes: 'notes',
    'Assigned To': 'owner',
    Contacts: 'email',
    Organizations: 'companyName',
    'Deal Size': 'amount',
    'Close Date': 'expectedClose',
    Pipeline: 'pipeline',
    'Box Key': null,
    'Date Created': null,
    'Date Last Modified': null,
  },
};
