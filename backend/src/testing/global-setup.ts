// Owns the tests' Postgres: one cluster a run, one migrated template; each test file copies the template.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openCluster } from '../db/embedded/cluster.ts';
import { createDatabase, prepareEmbedded } from '../db/open-database.ts';

export const templateName = 'kith_template';

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: { port: number; password: string };
  }
}

export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'kith-test-'));
  const cluster = await openCluster({
    dataDir: join(folder, 'postgres'),
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
  });
  const remove = async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await createDatabase(cluster, templateName);
    await prepareEmbedded(cluster, templateName);
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('cluster', { port: cluster.port, password: cluster.password });
  return remove;
}
