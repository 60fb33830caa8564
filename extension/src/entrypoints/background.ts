// The background worker: answers pages, keeps the queue moving, opens the set-up page after installation.
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { changeHandlers } from '../background/handlers/change.ts';
import { keepHandlers } from '../background/handlers/keep.ts';
import { logHandlers } from '../background/handlers/log.ts';
import { organizationHandlers } from '../background/handlers/organization.ts';
import { personHandlers } from '../background/handlers/person.ts';
import { openSetup, sessionHandlers } from '../background/handlers/session.ts';
import { alarmName, flush } from '../background/outbox.ts';
import { answerMessages } from '../messages/answer.ts';

export default defineBackground({
  type: 'module',
  main() {
    // Tokens are stored; pages have no business there.
    void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
    answerMessages({
      ...sessionHandlers,
      ...organizationHandlers,
      ...personHandlers,
      ...logHandlers,
      ...changeHandlers,
      ...keepHandlers,
    });
    browser.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === 'install') void openSetup();
    });
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === alarmName) void flush();
    });
    globalThis.addEventListener('online', () => void flush());
    void flush();
  },
});
