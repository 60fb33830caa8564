// Owns reading a file that may not exist yet, without hiding any other failure.
import { readFile } from 'node:fs/promises';

/** The file's text; null when there is no such file. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return null;
    throw error;
  }
}
