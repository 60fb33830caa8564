// Starts the overlay on Gmail.
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { startOverlay } from '../overlay/start-overlay.ts';
import { gmail } from '../sites/gmail/adapter.ts';

export default defineContentScript({
  matches: ['https://mail.google.com/*'],
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main: (ctx) => startOverlay(gmail, { signal: ctx.signal, isValid: () => browser.runtime?.id !== undefined }),
});
