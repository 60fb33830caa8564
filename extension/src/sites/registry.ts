// Owns the list of sites: one line a site. The conformance test walks it.
import { gmail } from './gmail/adapter.ts';
import type { SiteAdapter } from './site-adapter.ts';
import { telegramA } from './telegram-a/adapter.ts';
import { telegramK } from './telegram-k/adapter.ts';

export const sites: readonly SiteAdapter[] = [gmail, telegramA, telegramK];
