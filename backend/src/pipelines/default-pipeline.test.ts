import { randomBytes } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { applyEmbeddedShim, migrate, readMigrations } from '../db/migrate.ts';
import { connect } from '../db/pool.ts';

it('An organization from before there were pipelines gets one when it is brought up to date', async () => {
  const { port, password } = inject('cluster');
  const url = (database: string, role = 'postgres') => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  const name = `kith_before_${randomBytes(6).toString('hex')}`;
  const server = connect(url('postgres'), 1);
  await server`create database ${server(name)}`;
  await server.end();
  const admin = connect(url(name), 1);
  await applyEmbeddedShim(admin, password);
  const owner = connect(url(name, 'kith_owner'), 1);
  try {
    const all = await readMigrations();
    const first = all.findIndex((migration) => migration.name === 'pipelines');
    await migrate(owner, all.slice(0, first));
    await admin`insert into auth.users (email) values ('ann@people.example')`;
    expect(await migrate(owner, all)).toEqual(all.slice(first).map((migration) => migration.name));
    const stages = await admin`
      select p.name as pipeline, s.name from app.pipelines p join app.pipeline_stages s on s.pipeline_id = p.id
      order by s.rank`;
    expect(stages.map((stage) => stage['name'])).toEqual([
      'New',
      'Qualified',
      'Proposal',
      'Negotiation',
      'Won',
      'Lost',
    ]);
  } finally {
    await Promise.all([owner.end(), admin.end()]);
  }
});
