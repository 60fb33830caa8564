import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAs } from '../../backend/src/db/tenant.ts';
import { createPerson, createTestDeps, type TestDeps } from '../../backend/src/testing/test-deps.ts';

describe('the schema', () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await createTestDeps();
  });
  afterAll(() => deps.close());
  const column = async (name: string, rows: Promise<readonly Record<string, unknown>[]>) =>
    (await rows).map((row) => row[name]);

  it('leads every index with the organization, but for those with a reason', async () => {
    const reasons: Record<string, string> = {
      api_keys_hash_key: 'a request knows the key and not yet the organization',
      embed_keys_key_key: 'the session exchange knows the key and not yet the organization',
      invitations_token_hash_key: 'whoever holds the mail knows no organization yet',
      memberships_user_id: 'finds a person’s organizations',
      events_waiting: 'the relay serves all organizations in order',
      idempotency_keys_age: 'the sweep deletes old rows of all organizations',
      contact_cadences_due: 'the sweep looks through all organizations',
      tasks_to_tell: 'the sweep tells of due tasks of all organizations',
      merges_age: 'the sweep deletes old rows of all organizations',
      undo_offers_age: 'the sweep deletes old rows of all organizations',
      roles_mirror_of_key: 'finds the copy of a role in the sandbox of its organization',
      exports_age: 'the sweep deletes old rows of all organizations',
      jobs_unfinished: 'workers serve all organizations in order',
      jobs_finished: 'the sweep deletes old rows of all organizations',
      contact_points_backwards: 'leads with an expression that begins with the organization',
      interaction_texts_pkey: 'an interaction belongs to one organization',
    };
    const names = await column(
      'name',
      deps.admin`
      select i.relname as name from pg_index x
      join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_attribute o on o.attrelid = t.oid and o.attname = 'organization_id'
      where t.relnamespace = 'app'::regnamespace and x.indkey[0] <> o.attnum
        -- A primary key of the id alone is what others refer to.
        and not (x.indisprimary and x.indnatts = 1)
      order by i.relname`,
    );
    expect(names).toEqual(Object.keys(reasons).sort());
  });

  it('can reach every tenant table by organization', async () => {
    const without = await column(
      'name',
      deps.admin`
      select t.relname as name from pg_class t
      join pg_attribute o on o.attrelid = t.oid and o.attname = 'organization_id'
      where t.relnamespace = 'app'::regnamespace and t.relkind = 'r' and not exists (
        select from pg_index x where x.indrelid = t.oid and x.indkey[0] = o.attnum)`,
    );
    expect(without).toEqual([]);
  });

  it('grants nothing to people who are not signed in', async () => {
    const granted = await column(
      'name',
      deps.admin`
      select t.relname as name from pg_class t
      where t.relnamespace = 'app'::regnamespace and t.relkind in ('r', 'p', 'v', 'S')
        and has_table_privilege('anon', t.oid, 'select, insert, update, delete, truncate')`,
    );
    expect(granted).toEqual([]);
  });

  it('opens its privileged functions one by one', async () => {
    const callableBy = (role: string) =>
      column(
        'name',
        deps.admin`
        select p.proname as name from pg_proc p
        where p.pronamespace = 'app'::regnamespace and p.prosecdef and has_function_privilege(${role}, p.oid, 'execute')
        order by 1`,
      );
    expect(await callableBy('anon')).toEqual([
      'api_key_for_request',
      'embed_key_for_session',
      'invitation_for_token',
      'use_embed_identity',
    ]);
    expect(await callableBy('authenticated')).toEqual([
      'accept_invitation',
      'act_in',
      'answer_grant',
      'count_tables',
      'embed_key_for_session',
      'end_my_sessions',
      'erase_contact',
      'field_matches',
      'find_paths',
      'find_records',
      'followed_ids',
      'grantable_to_keys',
      'heading_ids',
      'held_beyond',
      'import_job',
      'invitation_for_token',
      'keep_pairing_code',
      'make_default_workspace',
      'may_grant',
      'may_listen',
      'members',
      'merge_records',
      'my_organizations',
      'my_permissions',
      'my_sessions',
      'my_teams',
      'narrowed_orgs',
      'narrowed_places',
      'neighbourhood',
      'next_rank',
      'orgs_with',
      'own_text_ids',
      'people_at_domains',
      'permissions_of_narrowed',
      'reached_people',
      'record_changes',
      'record_events',
      'renew_search_of_options',
      'require_mfa',
      'sandbox_of',
      'search',
      'second_factor_of',
      'segment_orgs',
      'segment_records',
      'share_back',
      'share_logged_part',
      'sharers',
      'taken_beyond',
      'task_of_people',
      'text_granted',
      'text_ids',
      'undo_merge',
      'unlogged',
    ]);
  });

  it('pins the search path of its privileged functions', async () => {
    const loose = await column(
      'name',
      deps.admin`
      select proname as name from pg_proc
      where pronamespace = 'app'::regnamespace and prosecdef and not coalesce('search_path=""' = any(proconfig), false)`,
    );
    expect(loose).toEqual([]);
  });

  it('makes ids of version 7 that sort by time within one statement', async () => {
    const ids = await column('id', deps.admin`select app.uuid_v7()::text as id from generate_series(1, 50)`);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const times = ids.map((id) => String(id).slice(0, 18));
    expect(times).toEqual(times.toSorted());
    expect(new Set(ids).size).toBe(50);
    const milliseconds = Number.parseInt(String(ids[0]).replace('-', '').slice(0, 12), 16);
    expect(Math.abs(milliseconds - Date.now())).toBeLessThan(60_000);
  });

  it('finds people through the trigram index, in the caller’s name', async () => {
    const ann = await createPerson(deps);
    await deps.admin`
      insert into app.contacts (organization_id, name)
      select ${ann.organizationId}, md5(n::text) || ' ' || md5((n + 7)::text) from generate_series(1, 5000) as n`;
    await deps.admin`vacuum analyze app.search_documents`;
    const [scans, found] = await readAs(deps.sql, ann.claims, async (tx) => {
      // So few rows would be read one by one; whether the index can serve is what matters when there are many.
      await tx`select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)`;
      const rows = await tx`select app.find_records('contact', 'c4ca4238 a0b92', ${ann.organizationId})`;
      // Counts of this transaction alone.
      const [counted] = await tx<{ scans: string }[]>`
        select pg_stat_get_xact_numscans('app.search_documents_records'::regclass) as scans`;
      return [Number(counted?.scans), rows.length];
    });
    expect(found).toBe(1);
    expect(scans).toBeGreaterThan(0);
  });
});
