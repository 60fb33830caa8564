// Owns what the terminal shows once Kith runs.
import { relative } from 'node:path';
import type { Env } from '../env.ts';
import { extensionFolders } from './front-ends.ts';

export interface Announcement {
  env: Env;
  url: string;
  intranetUrl: string | null;
  demo: { email: string; password: string } | null;
}

/** Where the data is, where the portal answers, the demo login, how to load the extension, whether AI is on. */
export function announce({ env, url, intranetUrl, demo }: Announcement): string {
  const here = (path: string) => relative(process.cwd(), path) || path;
  const [chrome = '', firefox = ''] = extensionFolders.map(here);
  const ai = env.ANTHROPIC_API_KEY || env.ANTHROPIC_BASE_URL;
  return [
    '',
    `  Data       ${env.DATABASE_URL ? 'the database of DATABASE_URL; files in ' : ''}${env.home}`,
    `  Portal     ${url}`,
    ...(intranetUrl ? [`  Sample     ${intranetUrl}   (widgets in another firm's page)`] : []),
    ...(demo ? [`  Sign in    ${demo.email}   password  ${demo.password}`] : []),
    `  Extension  ${chrome} (Chrome), ${firefox} (Firefox)`,
    '             1. Open chrome://extensions and switch on Developer mode',
    `             2. Press “Load unpacked” and choose ${chrome}`,
    `             3. Sign in on the page that opens, with the address ${url}; then open Gmail or Telegram Web`,
    `  AI         ${ai ? 'on' : 'off; set ANTHROPIC_API_KEY to switch it on. Everything else works without'}`,
    '',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}
