import { execFile } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeFlags, root } from '../lib/commands.ts';
import { createAccount } from './fixtures.ts';
import { type RunningKith, startKith } from './kith.ts';

const run = promisify(execFile);

/** Takes seals away, as the machine's master can: the triggers that keep the lines are off meanwhile. */
async function tamperWithAudit(home: string): Promise<void> {
  const password = (await readFile(join(home, 'db-password'), 'utf8')).trim();
  // The fourth line of Postgres's own file is its port.
  const port = (await readFile(join(home, 'postgres/postmaster.pid'), 'utf8')).split('\n')[3];
  const sql = postgres(`postgres://postgres:${password}@127.0.0.1:${port}/kith`, { max: 1 });
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update app.audit_log set seal = 1 where organization_id = (
      select organization_id from app.audit_log order by id limit 1)`;
    await tx`delete from app.audit_seals`;
  });
  await sql.end();
}

describe('keeping an install in order', { timeout: 60_000 }, () => {
  let kith: RunningKith | undefined;
  afterEach(async () => {
    await kith?.stop();
    await kith?.remove();
  });

  /** Runs a command of Kith on the data folder. */
  const command = async (home: string, ...args: string[]) => {
    const env = { ...process.env, KITH_HOME: home };
    const done = run(process.execPath, [...nodeFlags, 'backend/src/main.ts', ...args], { cwd: root, env });
    return done.then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        said: error.stdout + error.stderr,
      }),
    );
  };

  it('doctor looks beside a running Kith without disturbing it, and says what is not in order', async () => {
    kith = await startKith();
    const healthy = await command(kith.home, 'doctor', '--audit');
    expect(healthy).toMatchObject({ code: 0 });
    for (const about of ['Files', 'Notifications', 'Database', 'Schema', 'Secrets', 'Audit of'])
      expect(healthy.said).toContain(`ok   ${about}`);
    expect((await fetch(`${kith.url}/health/ready`)).status).toBe(200);

    await tamperWithAudit(kith.home);
    const tampered = await command(kith.home, 'doctor', '--audit');
    expect(tampered).toMatchObject({ code: 1 });
    expect(tampered.said.match(/^BAD .*/gm)).toEqual([
      expect.stringMatching(/^BAD {2}Audit of .*: the lines of seal 1 have no seal any more$/),
    ]);

    await chmod(join(kith.home, 'keys.json'), 0o644);
    const ill = await command(kith.home, 'doctor');
    expect(ill).toMatchObject({ code: 1 });
    expect(ill.said).toContain('BAD  Files: keys.json');
  });

  it('rotate-keys waits for Kith to stop, changes the key, and everything still opens', async () => {
    kith = await startKith();
    const { home } = kith;
    await createAccount(kith.url);
    const key = () => readFile(join(home, 'secret-key'), 'utf8');
    const first = await key();
    const refused = await command(home, 'rotate-keys');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.said).toContain('is running');
    expect(await key()).toBe(first);

    await kith.stop();
    expect(await command(home, 'rotate-keys')).toMatchObject({ code: 0 });
    expect(await key()).not.toBe(first);
    await expect(readFile(join(home, 'secret-key.before'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await command(home, 'doctor')).toMatchObject({ code: 0 });
    kith = await startKith({ home });
    await createAccount(kith.url);
  });
});
