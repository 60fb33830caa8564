import { defineConfig } from '@playwright/test';

/** Pages need no more than the headless shell, which is quicker; extensions need the whole browser. */
const whole = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const pages = process.env['HEADLESS_SHELL_PATH'] ?? whole;

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  globalSetup: './tools/testing/global-setup.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  // A machine that is short of breath must not turn the whole run red; who needs the second try is named and counted.
  retries: 1,
  outputDir: 'test-results/browser',
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: pages, args },
    // A second try tells what happened: recording every first one takes time.
    trace: 'on-first-retry',
    // Else colours are measured, and pictures taken, half-way between two themes.
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    {
      name: 'extension',
      testDir: 'extension',
      testMatch: '**/*.spec.ts',
      use: { launchOptions: { executablePath: whole, args } },
    },
    { name: 'widgets', testDir: 'widgets', testMatch: '**/*.spec.ts' },
    { name: 'embed-demo', testDir: 'embed-demo', testMatch: '**/*.spec.ts' },
    { name: 'whole', testDir: 'tools/testing', testMatch: '**/*.spec.ts' },
  ],
});
