import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAs } from '../../backend/src/db/tenant.ts';
import { createPerson, createTestDeps, type TestDeps } from '../../backend/src/testing/test-deps.ts';

/** Tables whose changes the log leaves out, with the reason. */
const unlogged: Record<string, string> = {
  audit_log: 'the log itself',
  audit_seals: 'the log itself',
  company_domains: 'kept from companies.domains, which the log holds',
  connection_strengths: 'counted from messages',
  deal_stage_changes: 'a history of its own; the log holds the deal’s stage',
  embed_identities: 'made and removed with its key, which the log holds',
  events: 'says itself what happened',
  export_pieces: 'a file; its export has a line',
  exports: 'a file; that it was made has a line of the organization’s',
  field_values: 'kept from the fields of records, which the log holds',
  idempotency_keys: 'answers, for a day',
  import_records: 'each record that an import changed has a line',
  import_rows: 'rows of a file; each record that came of them has a line',
  interaction_texts: 'texts; the log holds when a message was forgotten and who shared what',
  jobs: 'says itself who began it; what it changes has lines',
  mail_grant_contacts: 'kept from grants, which the log holds',
  match_keys: 'kept from records',
  merges: 'the line of the record that went says into which; an undo restores it',
  search_documents: 'kept from records',
  search_lexicon: 'kept from records',
  stage_totals: 'counted from deals',
  tag_uses: 'kept from the tags of records, which the log holds',
  undo_offers: 'offers, for some minutes; what is taken back has lines',
};

/** Tables that people may read and whose changes are not told by themselves, with the topic that tells of them, or the reason. */
const untold: Record<string, string> = {
  audit_seals: 'nobody looks on while it is sealed',
  company_domains: 'companies',
  company_points: 'companies',
  connection_strengths: 'interactions, relations',
  contact_points: 'contacts',
  deal_contacts: 'deals',
  deal_stage_changes: 'deals',
  employments: 'contacts',
  events: 'for those who are sent them',
  export_pieces: 'jobs',
  exports: 'jobs',
  field_values: 'contacts, companies, deals',
  idempotency_keys: 'read by whoever asks again',
  import_records: 'imports',
  import_rows: 'imports',
  interaction_texts: 'interactions',
  match_keys: 'contacts, companies',
  pipeline_stages: 'pipelines',
  stage_totals: 'deals',
  tag_uses: 'contacts, companies, deals',
  team_members: 'teams',
  undo_offers: 'read by whoever takes back',
};

describe('what happens to a table', () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await createTestDeps();
  });
  afterAll(() => deps.close());

  /** Tables of tenants with their triggers: the function, what sets it off, and its first argument. */
  const tables = async () => {
    const rows = await deps.admin<{ name: string; shown: boolean; triggers: { calls: string; topic: string }[] }[]>`
      select t.relname as name,
        has_table_privilege('authenticated', t.oid, 'select') or has_any_column_privilege('authenticated', t.oid, 'select') as shown,
        coalesce((
          select json_agg(json_build_object('calls', p.proname, 'topic', split_part(encode(g.tgargs, 'escape'), '\\000', 1)))
          from pg_trigger g join pg_proc p on p.oid = g.tgfoid where g.tgrelid = t.oid), '[]') as triggers
      from pg_class t join pg_attribute o on o.attrelid = t.oid and o.attname = 'organization_id'
      where t.relnamespace = 'app'::regnamespace and t.relkind = 'r' order by 1`;
    return rows.map(({ name, shown, triggers }) => ({
      name,
      shown,
      logged: triggers.some(({ calls }) => calls.startsWith('audit')),
      topics: triggers.flatMap(({ calls, topic }) => (calls.startsWith('broadcast') ? [topic] : [])),
      told: triggers.some(({ calls }) => calls.startsWith('broadcast')),
    }));
  };

  it('stands in the log, but for those with a reason', async () => {
    const names = (await tables()).filter(({ logged }) => !logged).map(({ name }) => name);
    expect(names, 'call app.keep_audit, or say why not').toEqual(Object.keys(unlogged).sort());
  });

  it('is told live where people read it, but for those with a reason', async () => {
    const names = (await tables()).filter(({ shown, told }) => shown && !told).map(({ name }) => name);
    expect(names, 'add triggers of app.broadcast, or say what tells of it').toEqual(Object.keys(untold).sort());
  });

  it('is told on topics that an owner hears, and nobody of another organization', async () => {
    const [ann, bob] = [await createPerson(deps), await createPerson(deps)];
    // Two functions name their topic themselves.
    const named = (await tables())
      .flatMap(({ topics }) => topics)
      .filter((topic) => topic !== '' && !/_?id$/.test(topic));
    const topics = [...new Set([...named, 'organization', 'tasks', 'api_keys'])].sort();
    const heardBy = (person: typeof ann) =>
      readAs(deps.sql, person.claims, async (tx) => {
        const heard = await tx<{ topic: string }[]>`
          select t as topic from unnest(${topics}::text[]) as t
          where app.may_listen(${`org:${ann.organizationId}:`} || t) order by t`;
        return heard.map(({ topic }) => topic);
      });
    expect(await heardBy(ann)).toEqual(topics);
    expect(await heardBy(bob)).toEqual([]);
    const member = await createPerson(deps, { organizationId: ann.organizationId, role: 'member' });
    const managers = topics.filter((topic) => !['api_keys', 'audit', 'embed_keys'].includes(topic));
    expect(await heardBy(member)).toEqual(managers);
  });
});
