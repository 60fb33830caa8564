// Owns reading what a refused change said: the server's word on the first wrong value, and how many rows stand in the way.

const problemOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, 'problem') : undefined;

const partOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** The server's word on the first wrong value. */
export function messageOf(error: unknown): string | undefined {
  const errors = partOf(problemOf(error), 'errors');
  const message = partOf(Array.isArray(errors) ? errors[0] : undefined, 'message');
  return typeof message === 'string' ? message : undefined;
}

/** How many rows stand in the way. */
export function countOf(error: unknown): number | undefined {
  const count = partOf(problemOf(error), 'count');
  return typeof count === 'number' ? count : undefined;
}
