// Owns reading another server's JSON answer as what it was asked for.
import type { z } from 'zod';

/** @returns the answer; null when the server refused, or answered with something else. @throws when its body ends early. */
export async function readAnswer<T>(response: Response, answer: z.ZodType<T>): Promise<T | null> {
  if (!response.ok) return null;
  const read = answer.safeParse(parsed(await response.text()));
  return read.success ? read.data : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
