// Owns telling where an address is, without asking anybody: this machine, a private network, or a country by the operator's database.
import { readFile } from 'node:fs/promises';
import ipaddr from 'ipaddr.js';
import type { Reader } from 'mmdb-lib';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { AccountSession } from './schema.ts';

export type Place = AccountSession['place'];

const nowhere: Place = { kind: 'unknown', country: null, region: null };
const near = new Map<string, Place['kind']>([
  ['loopback', 'machine'],
  ['private', 'network'],
  ['uniqueLocal', 'network'],
  ['linkLocal', 'network'],
  ['carrierGradeNat', 'network'],
]);

const Country = z.string().regex(/^[A-Z]{2}$/);
const Names = z.object({ en: z.string().max(100), ru: z.string().max(100).optional() });
/** What databases say of an address: those of MaxMind and DB-IP with names, flat ones with codes. */
const Found = z.union([
  z
    .object({
      country: z.object({ iso_code: Country }),
      subdivisions: z.array(z.object({ names: Names })).optional(),
    })
    .transform(({ country, subdivisions }) => ({
      country: country.iso_code,
      region: subdivisions?.[0]?.names ?? null,
    })),
  z
    .object({ country_code: Country, state1: z.string().max(100).optional() })
    .transform(({ country_code: country, state1 }) => ({ country, region: state1 ? { en: state1 } : null })),
]);

type Given = Pick<Deps, 'log'> & { env: Pick<Deps['env'], 'KITH_PLACES'> };
type Database = Reader<object> | null;

/** By path: opened when the first place is asked for, and kept. */
const databases = new Map<string, Promise<Database>>();

/** @param address as the sessions keep it; null when it is not known. */
export async function placeOf(given: Given, address: string | null): Promise<Place> {
  if (address === null || !ipaddr.isValid(address)) return nowhere;
  const parsed = ipaddr.process(address);
  const kind = near.get(parsed.range());
  if (kind) return { kind, country: null, region: null };
  const database = await databaseOf(given);
  const found = Found.safeParse(database?.get(parsed.toString()));
  return found.success ? { kind: 'country', ...found.data } : nowhere;
}

function databaseOf({ env: { KITH_PLACES: path }, log }: Given): Promise<Database> {
  if (path === undefined) return Promise.resolve(null);
  const opened = databases.get(path) ?? open(path, log);
  databases.set(path, opened);
  return opened;
}

/** A file that cannot be read takes nothing from the list but the names of countries. */
async function open(path: string, log: Deps['log']): Promise<Database> {
  try {
    const [{ Reader }, bytes] = await Promise.all([import('mmdb-lib'), readFile(path)]);
    return new Reader<object>(bytes);
  } catch (err) {
    log.warn({ err }, 'KITH_PLACES cannot be read, so sessions are listed without their countries');
    return null;
  }
}
