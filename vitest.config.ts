import { defineConfig } from 'vitest/config';

/** For whoever looks for more cases of properties than an ordinary run tries. */
const { KITH_PROPERTY_SEED: seed, KITH_PROPERTY_ROUNDS: rounds = 1 } = process.env;
const property = { seed: seed === undefined ? null : Number(seed), rounds: Number(rounds) };

export default defineConfig({
  test: {
    // Left to itself it leaves a core free, which on two cores is half the speed; the tests wait for Postgres much of the time.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'backend',
          include: ['backend/**/*.test.ts', 'supabase/tests/**/*.test.ts'],
          globalSetup: 'backend/src/testing/global-setup.ts',
          // Every file has a database of its own; modules hold nothing that another file could stumble over, and loading them anew for
          // each was half of the processor time.
          isolate: false,
          provide: { property },
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'clients',
          include: [
            'sdk/**/*.test.ts',
            'extension/src/**/*.test.{ts,tsx}',
            'widgets/**/*.test.ts',
            'embed-demo/**/*.test.ts',
            'tools/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/.output/**', '**/dist/**'],
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
