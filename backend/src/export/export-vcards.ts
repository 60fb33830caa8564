// Owns people as vCards 4.0 (RFC 6350), written one by one.
import ICAL from 'ical.js';
import type { Tx } from '../db/tenant.ts';
import { type RowCount, rowsAtOnce, uncounted } from './export-ctx.ts';

interface Person {
  id: string;
  name: string;
  title: string | null;
  notes: string | null;
  tags: string[];
  avatarUrl: string | null;
  timeZone: string | null;
  language: string | null;
  company: string | null;
  points: { kind: string; value: string; normalized: string }[];
  updatedAt: string;
}

/** All live contacts, the oldest first. */
export async function* exportVCards(tx: Tx, count: RowCount = uncounted): AsyncGenerator<string> {
  const rows = tx<Person[]>`
    select c.id, c.name, c.title, c.notes, c.tags, c.avatar_url as "avatarUrl", c.time_zone as "timeZone", c.language,
      f.name as company, to_char(c.updated_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') as "updatedAt",
      coalesce((
        select json_agg(json_build_object('kind', p.kind, 'value', p.value, 'normalized', p.normalized)
          order by p.position, p.id)
        from app.contact_points p where p.organization_id = c.organization_id and p.contact_id = c.id), '[]') as points
    from app.contacts c
    left join app.companies f on f.organization_id = c.organization_id and f.id = c.company_id and f.deleted_at is null
    where c.organization_id = (select app.acting_organization()) and c.deleted_at is null order by c.id`;
  for await (const some of rows.cursor(rowsAtOnce)) {
    count.written(some.length);
    yield some.map(vCardOf).join('');
  }
}

type Property = [string, Record<string, string>, string, ...string[]];

/** One card with CRLF, folded and escaped. */
export function vCardOf(person: Person): string {
  const text = (name: string, value: string | null): Property[] => (value ? [[name, {}, 'text', value]] : []);
  const uri = (name: string, value: string | null): Property[] => (value ? [[name, {}, 'uri', value]] : []);
  const properties: Property[] = [
    ['version', {}, 'text', '4.0'],
    ['uid', {}, 'uri', `urn:uuid:${person.id}`],
    ['fn', {}, 'text', person.name],
    ...text('title', person.title),
    ...text('org', person.company),
    ...person.points.flatMap(pointProperty),
    ...(person.tags.length > 0 ? [['categories', {}, 'text', ...person.tags] satisfies Property] : []),
    ...text('note', person.notes),
    ...text('lang', person.language),
    ...text('tz', person.timeZone),
    ...uri('photo', person.avatarUrl),
    ['rev', {}, 'text', person.updatedAt],
  ];
  return `${ICAL.stringify(['vcard', properties, []])}\r\n`;
}

function pointProperty({ kind, value, normalized }: Person['points'][number]): Property[] {
  if (kind === 'email') return [['email', {}, 'text', value]];
  if (kind === 'phone') return [['tel', {}, 'text', value]];
  if (kind === 'telegram') return [['impp', {}, 'uri', `https://t.me/${normalized.replace(/^@/, '')}`]];
  return [['url', {}, 'uri', value]];
}
