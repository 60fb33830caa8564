// Owns comparing sets of tags as the database does: without case.

/** True when both name the same tags in the same order. */
export const sameTags = (some: string[], others: string[]) =>
  some.length === others.length && some.every((tag, index) => fold(tag) === fold(others[index] ?? ''));

const fold = (tag: string) => tag.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
