// Owns measuring how long a capture takes to show in a widget on another origin, API call to changed page.
import { chromium } from '@playwright/test';
import { createAccount } from '../tools/testing/fixtures.ts';
import { startKith } from '../tools/testing/kith.ts';
import { openWidgetPage } from '../tools/testing/widget-page.ts';
import { milliseconds, percentile } from './statistics.ts';

const captures = 100;

/** One browser, one widget page on another origin, one capture after another. */
export async function measureLive(): Promise<string[][]> {
  const kith = await startKith({ env: { KITH_RATE_LIMIT: '0' } });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const account = await createAccount(kith.url);
  const page = await openWidgetPage({ browser, kithUrl: kith.url, account });
  const samples: number[] = [];
  for (let round = 0; round < captures; round += 1) {
    const name = `Person ${round}`;
    const seen = page.waitForName(name);
    const started = performance.now();
    const call = account.api.POST('/v1/contacts', {
      body: { name, points: [{ kind: 'email', value: `p${round}@acme.example` }] },
    });
    await Promise.all([call, seen]);
    samples.push(performance.now() - started);
  }
  await page.close();
  await browser.close();
  await kith.stop();
  await kith.remove();
  return [
    ['capture → widget', 'p50', 'p95', 'worst'],
    [`${captures} captures`, ...[0.5, 0.95, 1].map((share) => milliseconds(percentile(samples, share)))],
  ];
}
