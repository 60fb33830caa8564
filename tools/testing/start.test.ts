import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { discoverInstall } from '@kith/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../lib/commands.ts';
import { createAccount } from './fixtures.ts';
import { copyHome, DidNotStart, type KithOptions, type RunningKith, startKith } from './kith.ts';

/** Data folders; the first is that of a Kith that ran once and was stopped, the others copies of it. */
const homes: string[] = [];
const home = async () => {
  const copy = await copyHome(homes[0] ?? '');
  homes.push(copy);
  return copy;
};
beforeAll(async () => {
  const kith = await startKith();
  await kith.stop();
  homes.push(kith.home);
}, 60_000);
afterAll(() => Promise.all(homes.map((folder) => rm(folder, { recursive: true, force: true }))));

describe('kith start', { timeout: 60_000 }, () => {
  const running: RunningKith[] = [];
  const servers: Server[] = [];
  const start = async (options?: KithOptions) => {
    const kith = await startKith(options);
    running.push(kith);
    return kith;
  };
  const failing = async (options: KithOptions) => {
    const outcome = await startKith(options).catch((error: unknown) => error);
    if (outcome instanceof DidNotStart) return outcome;
    throw new Error('It started, and should not have');
  };
  const takePort = async () => {
    const server = createServer().listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };
  afterEach(async () => {
    for (const kith of running.splice(0)) {
      await kith.stop();
      await kith.remove();
    }
    for (const server of servers.splice(0)) server.close();
  });

  it('tells data, portal, login, extension and AI in this order, and the login works', async () => {
    const kith = await start();
    const told = ['Data', 'Portal', 'Sign in', 'Extension', 'AI'].map((word) => kith.output().indexOf(`  ${word} `));
    expect(told.every((at) => at > 0)).toBe(true);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    const password = (await readFile(join(kith.home, 'demo-password'), 'utf8')).trim();
    expect(kith.output()).toContain(password);
    const install = await discoverInstall(kith.url);
    const session = await fetch(`${kith.url}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', apikey: install.publishableKey },
      body: JSON.stringify({ email: 'demo@kith.example', password }),
    });
    expect(session.status).toBe(200);
  });

  it('stops cleanly, keeps its data, and the same login works after', async () => {
    const first = await start({ home: await home() });
    const password = await readFile(join(first.home, 'demo-password'), 'utf8');
    await createAccount(first.url);
    expect(await first.stop()).toBe(0);
    expect(first.output()).toContain('Your data is safe');
    const second = await start({ home: first.home });
    expect(await readFile(join(second.home, 'demo-password'), 'utf8')).toBe(password);
  });

  it('recovers when it was killed hard', async () => {
    const first = await start({ home: await home() });
    const account = await createAccount(first.url);
    await account.api.POST('/v1/contacts', { body: { name: 'Ada Prospect', points: [] } });
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    const second = await start({ home: first.home, env: { PORT: new URL(first.url).port } });
    const { data } = await account.api.GET('/v1/contacts');
    expect(second.url).toBe(first.url);
    expect(data?.items.map(({ name }) => name)).toEqual(['Ada Prospect']);
  });

  it('stops when the program that started it is gone', async () => {
    const kith = await start({ home: await home() });
    const exited = once(kith.process, 'exit');
    kith.process.disconnect();
    await exited;
    expect(kith.process.exitCode).toBe(0);
  });

  it('says which program port is taken', async () => {
    const port = await takePort();
    const { code, output } = await failing({ home: await home(), env: { PORT: String(port) } });
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken by another program`);
  });

  it('says which database port is taken', async () => {
    const port = await takePort();
    const { code, output } = await failing({ home: await home(), env: { KITH_DB_PORT: String(port) } });
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} for the database is taken`);
  });

  it('refuses a second start on the same data and leaves the first alone', async () => {
    const first = await start({ home: await home() });
    const { output } = await failing({ home: first.home });
    expect(output).toContain(`already, at ${first.url}`);
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
  });

  it('refuses data of a newer Postgres and changes nothing', async () => {
    const folder = await home();
    const version = join(folder, 'postgres/PG_VERSION');
    await writeFile(version, '18\n');
    const { code, output } = await failing({ home: folder });
    expect(code).toBe(1);
    expect(output).toContain('belongs to Postgres 18');
    await writeFile(version, '17\n');
    await start({ home: folder });
  });

  it('names a setting that is wrong', async () => {
    const { output } = await failing({ env: { PORT: 'eighty' } });
    expect(output).toContain('These settings are wrong');
    expect(output).toContain('PORT');
  });
});

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('npm start', { timeout: 180_000 }, () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('leaves nothing behind when npm gets %s', async (signal) => {
    const folder = await home();
    const env = { ...process.env, PORT: '0', KITH_HOME: folder };
    // A group of its own, as a supervisor would start it: the signal reaches npm alone.
    const npm = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    let output = '';
    npm.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await expect.poll(() => output, { timeout: 150_000 }).toContain('Ctrl-C stops everything');
    const { pid } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
    npm.kill(signal);
    await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false);
    for (const left of ['run.json', 'postgres/postmaster.pid']) expect(existsSync(join(folder, left))).toBe(false);
  });
});
