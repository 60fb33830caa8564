// Owns what the parts of <kith-records> ask of it.
import type { Language, Words } from '@kith/sdk/words';
import type { LitElement } from 'lit';
import type { KithSession } from '../kit/session.ts';
import type { ViewDesk } from './desk.ts';
import type { Resource } from './draft.ts';
import type { Known } from './known.ts';
import type { RecordsKey } from './words.ts';

export interface RecordsHost {
  element: LitElement;
  desk: ViewDesk;
  known: Known;
  session(): KithSession | undefined;
  resource(): Resource;
  language(): Language;
  words(): Words<RecordsKey>;
  /** There is something to draw. */
  changed(): void;
}
