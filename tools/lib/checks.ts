// Owns what `npm test` and `pnpm check` run, in order, with one line a step and a total at the end.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium, findHeadlessShell } from './chromium.ts';
import { nodeFlags, root, runLine } from './commands.ts';
import { buildFrontEnds } from './front-ends.ts';
import { ensureRedis } from './redis.ts';
import { checkSizes } from './sizes.ts';

const packages = ['.', 'sdk', 'backend', 'extension', 'widgets', 'embed-demo'];
const say = (text: string) => console.log(`kith: ${text}`);

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Browser tests that passed on the second try only. */
  unsteady: number;
}

/** Lint, types and arrows: seconds, no server. */
export async function check(): Promise<number> {
  const node = `"${process.execPath}" ${nodeFlags.join(' ')}`;
  const steps: [string, string][] = [
    ['Lint and format', 'biome ci . --colors=off --diagnostic-level=warn'],
    ...packages.map((folder): [string, string] => [
      `Types of ${folder === '.' ? 'tools' : folder}`,
      `tsc -p ${folder}`,
    ]),
    ['Arrows', `${node} tools/arrows.ts`],
  ];
  let failed = 0;
  for (const [title, line] of steps) {
    const { code, output } = await runLine(line, { quiet: true });
    say(`${title}: ${code === 0 ? 'ok' : 'failed'}`);
    if (code !== 0) {
      failed += 1;
      console.error(output);
    }
  }
  return failed === 0 ? 0 : 1;
}

/** Everything. @param args `--no-browser` leaves the browser tests out, for quick rounds. */
export async function test(args: string[]): Promise<number> {
  const started = Date.now();
  const checked = await check();
  let sized = 0;
  const results = [await runVitest(await ensureRedis(say))];
  if (!args.includes('--no-browser')) {
    const chromiumPath = await ensureChromium(say);
    await buildFrontEnds(say);
    sized = await checkSizes(say);
    results.push(await runPlaywright(chromiumPath));
  }
  const total = results.reduce((sum, { counts }) => add(sum, counts), none);
  const failed = results.some(({ code }) => code !== 0) || checked !== 0 || sized !== 0;
  say(
    `Lint, types and arrows: ${checked === 0 ? 'ok' : 'failed'}; ${Math.round((Date.now() - started) / 1000)} s in all`,
  );
  if (total.unsteady > 0)
    say(`${total.unsteady} of them passed on the second try only, named above as flaky: mend them`);
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
  return failed ? 1 : 0;
}

const none: Counts = { passed: 0, failed: 0, skipped: 0, unsteady: 0 };
const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  unsteady: a.unsteady + b.unsteady,
});

async function runVitest(redisPath: string) {
  const report = join(root, 'test-results/vitest.json');
  await rm(report, { force: true });
  say('Unit, API and policy tests');
  const line = `vitest run --reporter=default --reporter=json --outputFile.json="${report}"`;
  const { code } = await runLine(line, { env: { REDIS_SERVER_PATH: redisPath, NO_COLOR: '1' } });
  const read = counter(await readReport(report));
  const counts = { passed: read('numPassedTests'), failed: read('numFailedTests'), skipped: read('numPendingTests') };
  return { code, counts: { ...none, ...counts } };
}

async function runPlaywright(chromiumPath: string) {
  const report = join(root, 'test-results/playwright.json');
  await rm(report, { force: true });
  say('Browser tests');
  const { code } = await runLine('playwright test', {
    env: {
      CHROMIUM_PATH: chromiumPath,
      HEADLESS_SHELL_PATH: findHeadlessShell(say) ?? chromiumPath,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      NO_COLOR: '1',
    },
  });
  const read = counter(Reflect.get(await readReport(report), 'stats'));
  const unsteady = read('flaky');
  const counts = {
    passed: read('expected') + unsteady,
    failed: read('unexpected'),
    skipped: read('skipped'),
    unsteady,
  };
  return { code, counts };
}

async function readReport(path: string): Promise<object> {
  const report: unknown = JSON.parse(await readFile(path, 'utf8').catch(() => '{}'));
  return typeof report === 'object' && report ? report : {};
}

const counter = (report: unknown) => (key: string) =>
  Number((typeof report === 'object' && report && Reflect.get(report, key)) || 0);
