// Owns what the log says of an error. Errors of the database carry the row, the query and its parameters: none of it is said.

export interface SafeError {
  type: string;
  message: string;
  stack?: string;
  code?: string;
  table?: string;
  constraint?: string;
  cause?: SafeError;
}

/** Deepest cause that is told. */
const deepest = 3;

/** Name, message, stack, code, table, constraint and cause; nothing else of an error, whatever it carries. */
export function safeError(thrown: unknown, depth = 0): SafeError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: 'What was thrown is no error.' };
  const text = (name: string) => {
    const value: unknown = Reflect.get(thrown, name);
    return typeof value === 'string' ? value : undefined;
  };
  const more = {
    stack: thrown.stack,
    code: text('code'),
    table: text('table_name'),
    constraint: text('constraint_name'),
    cause: thrown.cause === undefined || depth >= deepest ? undefined : safeError(thrown.cause, depth + 1),
  };
  const known = Object.entries(more).filter(([, value]) => value !== undefined);
  return { type: thrown.name, message: thrown.message, ...Object.fromEntries(known) };
}
