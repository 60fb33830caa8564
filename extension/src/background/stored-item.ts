// Owns values that survive the worker: parsed when read, because an older version may have written them.
import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';

export interface StoredItem<T> {
  /** The stored value, or the fallback when there is none or it no longer has the right shape. */
  read(): Promise<T>;
  write(value: T): Promise<void>;
  clear(): Promise<void>;
}

/** A value in the extension's local storage. */
export function storedItem<T>(key: string, schema: z.ZodMiniType<T>, fallback: T): StoredItem<T> {
  return {
    async read() {
      const parsed = schema.safeParse((await browser.storage.local.get(key))[key]);
      return parsed.success ? parsed.data : fallback;
    },
    write: (value) => browser.storage.local.set({ [key]: value }),
    clear: () => browser.storage.local.remove(key),
  };
}
