// Owns what the details know besides the record: its fields, the colleagues, what the session may do, and names.
import type { CustomField, KithClient } from '@kith/sdk';
import { clientOf } from '../kit/client.ts';
import { type Member, membersOf } from '../kit/members.ts';
import type { RecordType } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { permissionsOf } from '../kit/who.ts';
import { type DetailRecord, fieldsOf } from './record-store.ts';
import { personId } from './show.ts';

const permissionOf: Record<RecordType, string> = {
  contact: 'contacts.write',
  company: 'companies.write',
  deal: 'deals.write',
};

export class Known {
  fields: readonly CustomField[] = [];
  members: readonly Member[] = [];
  /** Names of colleagues, and of people whom fields name. */
  readonly names = new Map<string, string>();
  /** Whether the record may be changed. */
  writes = false;

  /** Learns what the caller may do and who their colleagues are; returns the fields, none for who may not know them. */
  async learn(session: KithSession, type: RecordType): Promise<CustomField[]> {
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    this.writes = granted.includes(permissionOf[type]);
    if (granted.includes('organization.read')) this.members = await membersOf(session).catch(() => []);
    for (const { id, name } of this.members) this.names.set(id, name);
    return granted.includes('fields.read') ? fieldsOf(clientOf(session), type) : [];
  }

  /** Learns the names of the people whom the fields of a record name. @returns whether there were unknown ones. */
  async learnNames(client: KithClient, record: DetailRecord): Promise<boolean> {
    const people = this.fields.filter(({ type }) => type === 'person').map(({ key }) => personId(record.fields[key]));
    const unknown = people.filter((id) => id !== '' && !this.names.has(id));
    await Promise.all(
      unknown.map(async (id) => {
        const { data } = await client.GET('/v1/contacts/{id}', { params: { path: { id } } });
        if (data) this.names.set(id, data.name);
      }),
    );
    return unknown.length > 0;
  }
}
