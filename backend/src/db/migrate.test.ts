import { randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { templateName } from '../testing/global-setup.ts';
import { migrate, readMigrations } from './migrate.ts';
import { connect } from './pool.ts';

describe('migrations', () => {
  let owner: Sql;
  beforeEach(async () => {
    const { port, password } = inject('cluster');
    const url = (database: string, role: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
    const name = `kith_migrate_${randomBytes(6).toString('hex')}`;
    const server = connect(url('postgres', 'postgres'), 1);
    await server`create database ${server(name)} template ${server(templateName)}`;
    // A copy of a template does not take the rights on the database along.
    await server`grant create on database ${server(name)} to kith_owner`;
    await server.end();
    owner = connect(url(name, 'kith_owner'), 1);
  });
  afterEach(() => owner.end());
  const later = (text: string) => ({ version: '20990101000000', name: 'later', text });

  it('run as a role that is no superuser', async () => {
    const [role] = await owner`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
  });

  it('run once and are noted as Supabase’s tool notes them', async () => {
    const known = await readMigrations();
    const added = [...known, later('create table app.later (id int)')];
    expect(await migrate(owner, added)).toEqual(['later']);
    expect(await migrate(owner, added)).toEqual([]);
    const [row] = await owner`select version, name, statements from supabase_migrations.schema_migrations
      order by version desc limit 1`;
    expect(row).toEqual({ version: '20990101000000', name: 'later', statements: ['create table app.later (id int)'] });
  });

  it('keep nothing of one that fails, and name it', async () => {
    const broken = [...(await readMigrations()), later('create table app.later (id int); select nonsense')];
    await expect(migrate(owner, broken)).rejects.toThrow('later (20990101000000) failed');
    expect(await owner`select to_regclass('app.later') as found`).toEqual([{ found: null }]);
  });

  it('refuse data that a newer version wrote', async () => {
    const known = await readMigrations();
    await migrate(owner, [...known, later('create table app.later (id int)')]);
    await expect(migrate(owner, known)).rejects.toThrow('A newer version of Kith wrote this data');
  });
});
