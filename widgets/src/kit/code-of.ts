// Owns reading what went wrong: the code that names it.

/** The stable code of an error of ours, whichever bundle threw it. */
export function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'unexpected';
}
