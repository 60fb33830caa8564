// Owns what writes rows for the policy tests.
import type { TestDeps } from '../../backend/src/testing/test-deps.ts';

export type Writer = Pick<TestDeps, 'admin'>;

/** The id that a statement returned. */
export function idOf(found: readonly Record<string, unknown>[]): string {
  const id = found[0]?.['id'];
  if (typeof id !== 'string') throw new Error('No row came back');
  return id;
}
