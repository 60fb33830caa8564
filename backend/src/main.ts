#!/usr/bin/env node
// Owns the command line: `kith start`, `kith worker`, `kith migrate`, `kith doctor`, `kith rotate-keys`, `kith openapi`.
import { openDatabase } from './db/open-database.ts';
import { readEnv } from './env.ts';
import { StartError } from './errors.ts';
import { openApiDocument } from './http/openapi.ts';

const help = `kith start         run everything on this machine
kith worker        run only jobs, beside kith start on the database of DATABASE_URL
kith migrate       bring the database to this version's schema, then stop
kith doctor        look whether everything is in order; --audit goes over the whole audit log, too
kith rotate-keys   change the key that seals secrets; stop Kith first
kith openapi       print the OpenAPI document of the API
`;

const commands: Record<string, () => Promise<void>> = {
  start: async () => {
    const toldToStop = untilToldToStop();
    const { start } = await import('./start/start.ts');
    const started = await start(readEnv(), (text) => console.log(text));
    await endWhen(toldToStop, started.stop);
  },
  worker: async () => {
    const toldToStop = untilToldToStop();
    const { startWorkerAlone } = await import('./start/open-worker.ts');
    const started = await startWorkerAlone(readEnv());
    console.log('Working. Ctrl-C stops.');
    await endWhen(toldToStop, started.stop);
  },
  migrate: async () => {
    const database = await openDatabase(readEnv());
    await database.close();
    const count = database.migrated.length;
    console.log(count === 0 ? 'The database is up to date.' : `Applied ${count}: ${database.migrated.join(', ')}.`);
  },
  doctor: async () => {
    const { examine, tell } = await import('./doctor/doctor.ts');
    const findings = await examine(readEnv(), { audit: process.argv.includes('--audit') });
    console.log(tell(findings));
    if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
  },
  'rotate-keys': async () => {
    const { rotateKeys } = await import('./secrets/rotate-keys.ts');
    const { sealed, signed } = await rotateKeys(readEnv());
    console.log(`Sealed ${sealed} secrets and signed ${signed} seals of the audit log under the new key.`);
  },
  openapi: async () => {
    process.stdout.write(`${JSON.stringify(openApiDocument(), null, 2)}\n`);
  },
};

async function endWhen(toldToStop: Promise<void>, stop: () => Promise<void>): Promise<never> {
  await toldToStop;
  console.log('Stopping…');
  await stop();
  console.log('Stopped. Your data is safe.');
  process.exit(0);
}

/** Resolves at Ctrl-C, a stop signal, or when the program that started us is gone. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    process.on('disconnect', () => resolve());
  });
}

const command = commands[process.argv[2] ?? ''];
if (!command) {
  console.error(help);
  process.exit(2);
}
try {
  await command();
  if (process.connected) process.disconnect();
} catch (error) {
  console.error(error instanceof StartError ? `\n${error.message}\n` : error);
  process.exit(1);
}
