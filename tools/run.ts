// Owns the project's commands. `npm start` and `npm test` come here through tools/bootstrap.mjs, the others through pnpm.

import { check, test } from './lib/checks.ts';
import { handOver, serverFlags } from './lib/commands.ts';
import { buildFrontEnds } from './lib/front-ends.ts';
import { writeSdk } from './lib/sdk.ts';
import { checkSizes } from './lib/sizes.ts';

const say = (text: string) => console.log(`kith: ${text}`);

const commands: Record<string, (args: string[]) => Promise<number>> = {
  start: async (args) => {
    await buildFrontEnds(say);
    return handOver('backend/src/main.ts', ['start', ...args], serverFlags);
  },
  build: async () => {
    const built = await buildFrontEnds(say);
    if (built.length === 0) say('Nothing to build: everything is as it was built last');
    return checkSizes(say);
  },
  sdk: async () => {
    await writeSdk();
    return 0;
  },
  arrows: (args) => handOver('tools/arrows.ts', args),
  new: (args) => handOver('tools/new.ts', args),
  bench: (args) => handOver('bench/run.ts', args),
  check: () => check(),
  test: (args) => test(args),
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`kith: unknown command “${name}”. There are: ${Object.keys(commands).join(', ')}.`);
  process.exit(2);
}
try {
  process.exitCode = await command(args);
} catch (error) {
  console.error(`kith: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
if (process.connected) process.disconnect();
