// Owns what a part of a record page is.
import type { Language } from '@kith/sdk/words';
import type { RecordType } from '@kith/widgets/kit/record.ts';
import type { TemplateResult } from 'lit';
import type { Lazy } from './lazy.ts';
import type { Scene } from './view.ts';

/** A widget on the pages of some records, above or below the others. */
export interface RecordPart extends Lazy {
  types: readonly RecordType[];
  /** Place on the page, ascending; leave gaps. Below 100 it says who or what the record is. */
  order: number;
  /** Heading above it. Left out where the widget has its own. */
  title?: Readonly<Record<Language, string>>;
  /** Whoever lacks it does not see the part. */
  permission?: string;
  /** Draws the widget. `scene.record` is the value of its attribute `record`: `contact:<id>`. Called once `load` is done. */
  render(scene: RecordScene): TemplateResult;
}

export interface RecordScene extends Scene {
  /** `contact:<id>`, `company:<id>` or `deal:<id>`. */
  record: string;
}
