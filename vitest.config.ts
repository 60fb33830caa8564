import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'backend',
          include: ['backend/**/*.test.ts', 'supabase/tests/**/*.test.ts'],
          globalSetup: 'backend/src/testing/global-setup.ts',
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
