import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../pool.ts';
import { type Cluster, openCluster } from './cluster.ts';

describe('the embedded cluster', () => {
  let folder: string;
  let open: Cluster[];
  let taken: Server | null;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kith-cluster-'));
    open = [];
    taken = null;
  });
  afterEach(async () => {
    await Promise.all(open.map((cluster) => cluster.stop()));
    taken?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const start = async (port?: number) => {
    const cluster = await openCluster({ dataDir: join(folder, 'postgres'), port, settings: ['fsync=off'] });
    open.push(cluster);
    return cluster;
  };
  const takePort = () =>
    new Promise<number>((resolve) => {
      taken = createServer().listen(0, '127.0.0.1', () => {
        const address = taken?.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });

  it('keeps its data over a restart', async () => {
    const first = await start();
    const writing = connect(first.url('postgres'), 1);
    await writing`create table kept (name text)`;
    await writing`insert into kept values ('Ada')`;
    await writing.end();
    await first.stop();
    open = [];
    const second = await start();
    const reading = connect(second.url('postgres'), 1);
    expect(await reading`select name from kept`).toMatchObject([{ name: 'Ada' }]);
    await reading.end();
  });

  it('is taken over when the program that started it was killed', async () => {
    const first = await start();
    const second = await start();
    expect(second.port).toBe(first.port);
    const sql = connect(second.url('postgres'), 1);
    expect(await sql`select 1 as answer`).toMatchObject([{ answer: 1 }]);
    await sql.end();
    open = [second];
  });

  it('moves to another port when the kept one is taken meanwhile', async () => {
    await (await start()).stop();
    open = [];
    const port = await takePort();
    await writeFile(join(folder, 'db-port'), String(port));
    expect((await start()).port).not.toBe(port);
  });

  it('says so when the port it was told to use is taken', async () => {
    const port = await takePort();
    await expect(start(port)).rejects.toThrow(`Port ${port} for the database is taken`);
  });

  it('refuses files of another Postgres version and changes nothing', async () => {
    await (await start()).stop();
    open = [];
    const version = join(folder, 'postgres/PG_VERSION');
    await writeFile(version, '18\n');
    await expect(start()).rejects.toThrow('belongs to Postgres 18');
    expect(await readFile(version, 'utf8')).toBe('18\n');
  });

  it('lets nobody in without the password', async () => {
    const cluster = await start();
    const guess = connect(`postgres://postgres:guess@127.0.0.1:${cluster.port}/postgres`, 1);
    await expect(guess`select 1`).rejects.toThrow('password authentication failed');
    await guess.end();
  });

  it('sorts and folds the same everywhere, Cyrillic included', async () => {
    const sql = connect((await start()).url('postgres'), 1);
    const rows =
      await sql`select lower('ЁЛКА') as lower, (select array_agg(n order by n) from unnest(array['b','a','B']) n) as sorted`;
    expect(rows).toMatchObject([{ lower: 'ёлка', sorted: ['B', 'a', 'b'] }]);
    await sql.end();
  });
});
