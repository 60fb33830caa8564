// Owns telling what can be imported here.
import type { ReadCtx } from '../http/context.ts';
import { readOwnFields, recordTypeOf } from './own-fields.ts';
import { delimiters } from './reading/detect-delimiter.ts';
import { encodings } from './reading/detect-encoding.ts';
import { importKinds, takesSeveral, targetsOf } from './targets.ts';

/** Most bytes of a file. */
export const largestFile = (limitMb: number) => limitMb * 1_000_000;

/** The largest file, and the fields of each kind with the organization's own. */
export async function getImportOptions(ctx: ReadCtx) {
  const own = await readOwnFields(ctx);
  const targets = importKinds.flatMap((kind) => [
    ...targetsOf[kind].map((target) => ({ kind, target, name: null, several: takesSeveral(target) })),
    ...own
      .filter(({ recordType }) => recordType === recordTypeOf[kind])
      .map(({ key, name }) => ({ kind, target: `field:${key}`, name, several: false })),
  ]);
  return { maxBytes: largestFile(ctx.deps.env.KITH_IMPORT_LIMIT_MB), encodings, delimiters, targets };
}
