// Owns asking for a file that may not exist, without hiding any other failure.
import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';

/** The file's text; null when there is no such file. */
export const readIfThere = (path: string): Promise<string | null> => ifThere(readFile(path, 'utf8'));

/** What the file system knows of a file or folder; null when there is none. */
export const statIfThere = (path: string): Promise<Stats | null> => ifThere(stat(path));

async function ifThere<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return null;
    throw error;
  }
}
