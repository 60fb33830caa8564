// Names what is known of one program's export: how its header is told apart, and what its columns mean.
import type { ImportKind, Target } from '../targets.ts';

export interface ImportSource {
  /** Stable name on the wire. */
  id: string;
  /** The program's own name. */
  name: string;
  kind: ImportKind;
  /** When these headers were last seen to be so. */
  seen: string;
  /** Headers that all stand in the file, in any order. */
  signature: readonly string[];
  /** What columns mean; `#` stands for a number, null for a column to leave out. */
  columns: Readonly<Record<string, Target | null>>;
}
