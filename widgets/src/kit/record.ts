// Owns how widgets name a record in an attribute, and how they ask the page to open one.

export const recordTypes = ['contact', 'company', 'deal'] as const;
export type RecordType = (typeof recordTypes)[number];

export interface RecordRef {
  type: RecordType;
  id: string;
}

/** Reads `record="contact:<id>"`. Null when it names nothing that widgets know. */
export function recordOf(attribute: string): RecordRef | null {
  const cut = attribute.indexOf(':');
  const type = recordTypes.find((known) => known === attribute.slice(0, cut));
  const id = attribute.slice(cut + 1);
  return type && id ? { type, id } : null;
}

/** The attribute's value for a record. */
export const recordText = ({ type, id }: RecordRef): string => `${type}:${id}`;

export const openEvent = 'kith-open';

/**
 * Asks the page to show a record, by the event `kith-open` with `detail.type` and `detail.id`; bubbles, composed.
 * @returns false when the page took it on itself and called `preventDefault`.
 */
export const openRecord = (element: Element, { type, id }: RecordRef): boolean =>
  element.dispatchEvent(
    new CustomEvent<RecordRef>(openEvent, { bubbles: true, composed: true, cancelable: true, detail: { type, id } }),
  );
