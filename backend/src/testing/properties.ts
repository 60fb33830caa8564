// Owns how often and from which seed properties are tried. Fixed, so that a run says the same of the same code; a search for more cases
// gives another seed and more rounds: `KITH_PROPERTY_SEED=42 KITH_PROPERTY_ROUNDS=20` (vitest.config.ts reads them).
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    property: { seed: number | null; rounds: number };
  }
}

/**
 * Parameters for `fc.assert`.
 * @param numRuns how often in an ordinary run. @param usual its seed.
 */
export function tried(numRuns: number, usual = 7) {
  const { seed, rounds } = inject('property');
  return { seed: seed ?? usual, numRuns: numRuns * rounds };
}

/** Time for a test of a property. @param usual in an ordinary run, in milliseconds. */
export const timeFor = (usual: number) => usual * inject('property').rounds;
