// Owns putting a row's reasons and a column's targets into words.
import type { ImportRow } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { type ImportKey, isImportKey } from './words.ts';

type T = Words<ImportKey>;
type Reason = NonNullable<ImportRow['reason']>;

/** What is to be said of a row. */
export function reasonsOf({ reason, remarks }: ImportRow, t: T): string {
  return [...(reason ? [reason] : []), ...remarks].map((one) => sayReason(one, t)).join(' · ');
}

function sayReason({ code, column = '', value = '', count = 0 }: Reason, t: T): string {
  const key = `r_${code}`;
  return isImportKey(key) ? t(key, { column, value: value.slice(0, 80), count }) : code;
}

/** A field's own name where the organization made it. */
export function sayTarget(target: string, name: string | null, t: T): string {
  const key = `t_${target}`;
  return name ?? (isImportKey(key) ? t(key) : target);
}

const programs: Record<string, string> = {
  google_contacts: 'Google Contacts',
  google_contacts_old: 'Google Contacts',
  linkedin_connections: 'LinkedIn',
  hubspot_contacts: 'HubSpot',
  hubspot_companies: 'HubSpot',
  hubspot_deals: 'HubSpot',
  streak_boxes: 'Streak',
  outlook: 'Outlook',
  twenty_people: 'Twenty',
  folk_people: 'folk',
  pipedrive_people: 'Pipedrive',
  thunderbird: 'Thunderbird',
  vcard: 'vCard',
};

/** The program's own name; names are the same in every language. */
export const sayProgram = (source: string) => programs[source] ?? source;
