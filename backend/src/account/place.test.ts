import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOf } from './place.ts';
import { placesDatabase } from './testing/places-database.ts';

const log = pino({ level: 'silent' });
const unknown = { kind: 'unknown', country: null, region: null };

describe('the place of an address', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kith-places-'));
    path = join(folder, 'places.mmdb');
    const bavaria = { names: { en: 'Bavaria', ru: 'Бавария' }, iso_code: 'BY' };
    await writeFile(
      path,
      placesDatabase({
        '198.51.100.0/24': { country: { iso_code: 'DE' }, subdivisions: [bavaria] },
        '203.0.113.0/25': { country_code: 'FR', state1: 'Brittany' },
        '203.0.113.128/25': { country_code: 'no code' },
        '127.0.0.0/8': { country_code: 'US' },
        '8.8.8.0/24': { country_code: 'US' },
      }),
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const at = (address: string | null, file: string | undefined = path) =>
    placeOf({ env: { KITH_PLACES: file }, log }, address);

  it.each([
    ['127.0.0.1', 'machine'],
    ['::1', 'machine'],
    ['::ffff:127.0.0.1', 'machine'],
    ['10.20.30.40', 'network'],
    ['192.168.1.20', 'network'],
    ['172.31.0.1', 'network'],
    ['100.64.0.1', 'network'],
    ['fd00::1', 'network'],
    ['fe80::1', 'network'],
  ])('%s is near, whatever a database says: %s', async (address, kind) => {
    const place = { kind, country: null, region: null };
    expect(await at(address)).toEqual(place);
    expect(await placeOf({ env: { KITH_PLACES: undefined }, log }, address)).toEqual(place);
  });

  it.each([
    ['198.51.100.7', 'DE', { en: 'Bavaria', ru: 'Бавария' }],
    ['203.0.113.9', 'FR', { en: 'Brittany' }],
    ['8.8.8.8', 'US', null],
    ['::ffff:8.8.8.8', 'US', null],
  ])('%s is in a country', async (address, country, region) => {
    expect(await at(address)).toEqual({ kind: 'country', country, region });
  });

  it('is unknown without a database, for what is no address, and where nothing usable is said', async () => {
    expect(await placeOf({ env: { KITH_PLACES: undefined }, log }, '8.8.8.8')).toEqual(unknown);
    for (const address of [null, '', 'somewhere', '203.0.113.200', '9.9.9.9', '2606:4700::1111']) {
      expect(await at(address)).toEqual(unknown);
    }
  });

  it('is unknown where the file is missing or is no database, which the log tells', async () => {
    const lines: string[] = [];
    const telling = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    await writeFile(join(folder, 'broken.mmdb'), 'no database');
    for (const name of ['missing.mmdb', 'broken.mmdb']) {
      const given = { env: { KITH_PLACES: join(folder, name) }, log: telling };
      expect(await placeOf(given, '8.8.8.8')).toEqual(unknown);
      expect(await placeOf(given, '8.8.4.4')).toEqual(unknown);
    }
    // Once each.
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('KITH_PLACES cannot be read');
  });
});
