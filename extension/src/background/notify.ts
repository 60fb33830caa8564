// Owns telling open pages that something changed in the worker.
import { browser } from 'wxt/browser';
import type { Notice } from '../messages/contract.ts';

/** Tells every tab and the extension's own pages. Tabs without our script do not listen, which is fine. */
export async function notify(changed: Notice['changed']): Promise<void> {
  const notice: Notice = { kith: 1, changed };
  const tabs = await browser.tabs.query({});
  const toTab = async ({ id }: { id?: number | undefined }) => id !== undefined && browser.tabs.sendMessage(id, notice);
  const toPages = async () => browser.runtime.sendMessage(notice);
  await Promise.allSettled([toPages(), ...tabs.map(toTab)]);
}
