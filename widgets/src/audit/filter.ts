// Owns what narrows the log: which entries are asked for, and the choices that there are.
import type { AuditEntry } from '@kith/sdk';
import type { recordOf } from '../kit/record.ts';

export const sources = ['web', 'extension', 'widget', 'api', 'automation', 'import', 'system'] as const;
type Source = (typeof sources)[number];

export const resources = [
  'contact',
  'company',
  'deal',
  'task',
  'note',
  'relation',
  'interaction',
  'view',
  'duplicate',
  'pipeline',
  'pipeline_stage',
  'custom_field',
  'tag',
  'member',
  'role',
  'team',
  'never_log',
  'invitation',
  'organization',
  'sign_in',
  'api_key',
  'embed_key',
  'protected_recipient',
  'workspace',
  'consent',
  'mail_grant',
  'mail_sharing',
  'retention',
  'import',
  'contact_cadence',
  'relation_label',
] as const;

export interface Filter {
  record: ReturnType<typeof recordOf>;
  resource: string;
  actor: string;
  source: string;
  /** Days, as `input type=date` has them, in the reader's zone. */
  from: string;
  to: string;
}

/** The query's parameters. */
export function queryOf({ record, resource, actor, source, from, to }: Filter) {
  const known = sources.find((one): one is Source => one === source);
  const start = timeOf(from, 0);
  const end = timeOf(to, 1);
  return {
    ...(record ? { resource: record.type, recordId: record.id } : resource ? { resource } : {}),
    ...(actor ? { actorId: actor } : {}),
    ...(known ? { source: known } : {}),
    ...(start ? { from: start } : {}),
    ...(end ? { to: end } : {}),
  };
}

/** The beginning of a day, or of one after it; undefined for what is no day. */
function timeOf(day: string, later: number): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const time = new Date(year, month - 1, date + later);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** The record of an entry, where there is a page of it. */
export function pageOf({ resource, recordId }: AuditEntry) {
  const type = (['contact', 'company', 'deal'] as const).find((one) => one === resource);
  return type ? { type, id: recordId } : null;
}
