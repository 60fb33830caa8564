// Starts the overlay on Telegram Web, whose two clients live under one address.
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { startOverlay } from '../overlay/start-overlay.ts';
import { telegramA } from '../sites/telegram-a/adapter.ts';
import { telegramK } from '../sites/telegram-k/adapter.ts';

export default defineContentScript({
  matches: ['https://web.telegram.org/*'],
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main(ctx) {
    const url = new URL(location.href);
    const adapter = [telegramA, telegramK].find((site) => site.matches(url));
    if (adapter !== undefined)
      startOverlay(adapter, { signal: ctx.signal, isValid: () => browser.runtime?.id !== undefined });
  },
});
