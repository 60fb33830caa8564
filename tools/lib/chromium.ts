// Owns finding a Chromium for the browser tests, or installing one, and saying which.
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { runLine } from './commands.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function find(): { path: string; from: string } | null {
  const given = process.env['CHROMIUM_PATH'];
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
    return { path: given, from: 'CHROMIUM_PATH' };
  }
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found) return { path: found, from: 'PATH' };
  }
  const own = chromium.executablePath();
  return existsSync(own) ? { path: own, from: 'Playwright' } : null;
}

/** Path of a Chromium. Installs one when there is none. @throws Error that says how to help. */
export async function ensureChromium(say: (text: string) => void): Promise<string> {
  const found = find();
  if (found) {
    say(`Chromium: ${found.path} (from ${found.from})`);
    return found.path;
  }
  say('There is no Chromium; installing it with Playwright');
  await runLine('playwright install chromium', { quiet: true });
  const downloaded = find();
  if (downloaded) {
    say(`Chromium: ${downloaded.path} (installed by Playwright)`);
    return downloaded.path;
  }
  if (userInfo().uid === 0 && existsSync('/usr/bin/apt-get')) {
    say('Playwright could not get it; installing the package chromium with apt-get');
    await runLine('apt-get update && apt-get install -y --no-install-recommends chromium', {
      quiet: true,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = find();
    if (installed) {
      say(`Chromium: ${installed.path} (installed by apt-get)`);
      return installed.path;
    }
  }
  throw new Error('There is no Chromium and none could be installed. Install one, or name it in CHROMIUM_PATH.');
}
