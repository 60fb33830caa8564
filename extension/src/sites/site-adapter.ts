// Owns what a site must tell the overlay. One adapter a site; nothing else in the extension knows the site's page.
import type { PageMessage, Person } from '../messages/shapes.ts';

export type { PageMessage, Person } from '../messages/shapes.ts';

/** What the page shows right now. */
export interface Reading {
  /** The person on screen; null when nobody is (a list, a group, a channel). */
  subject: Person | null;
  /** True when the address says that a conversation is open but its anchors cannot be found. */
  limited: boolean;
}

/** Parts of the page that the overlay makes room for. Null: keep clear of nothing on that side. */
export interface Anchor {
  /** The bar on top that stays usable: the overlay starts below it. */
  below: Element | null;
  /** The site's own column at the right edge: the overlay docks to its left. */
  beside: Element | null;
  /** The bar at the bottom that stays usable, such as a composer: the overlay ends above it. */
  above: Element | null;
}

export interface SiteAdapter {
  /** Short stable name, also of the folder: `gmail`. */
  id: string;
  /** True for the addresses that this adapter reads. */
  matches(url: URL): boolean;
  /** Tells who is on screen. Pure: looks, changes nothing, never throws; reads names and addresses, no message text. */
  read(document: Document, url: URL): Reading;
  /** Calls `onChange` whenever `read` might answer differently, until `signal` aborts. */
  watch(document: Document, signal: AbortSignal, onChange: () => void): void;
  anchor(document: Document): Anchor;
  /** Floating windows of the page that the overlay must not cover. */
  obstacles(document: Document): Element[];
  /** Where a draft would be inserted; null when nothing can be written. */
  composer(document: Document): HTMLElement | null;
  /** Loaded messages with this person. Reads text: called on the user's click only. Empty where a site has none. */
  messages(document: Document, subject: Person): PageMessage[];
}
