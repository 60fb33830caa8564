// Owns finding the Chromiums of the browser tests, or installing one, and saying which.
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { runLine } from './commands.ts';
import { findProgram, installPackage, type Program } from './programs.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function find(): Program | null {
  const found = findProgram('CHROMIUM_PATH', names);
  if (found) return found;
  const own = chromium.executablePath();
  return existsSync(own) ? { path: own, from: 'Playwright' } : null;
}

/**
 * Path of Chromium's headless shell, which draws no window and takes a quarter less processor time; null where there is none. It runs no
 * extension.
 */
export function findHeadlessShell(say: (text: string) => void): string | null {
  const found = findProgram('HEADLESS_SHELL_PATH', ['chromium-headless-shell', 'chrome-headless-shell']);
  if (found) say(`Headless shell for pages: ${found.path} (from ${found.from})`);
  return found?.path ?? null;
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
  say('Playwright could not get it; trying the package chromium of apt-get');
  const installed = (await installPackage('chromium')) && find();
  if (installed) {
    say(`Chromium: ${installed.path} (installed by apt-get)`);
    return installed.path;
  }
  throw new Error('There is no Chromium and none could be installed. Install one, or name it in CHROMIUM_PATH.');
}
