// Owns how text attributes meet properties: no attribute is an empty text, and an empty text leaves no attribute behind.
import type { PropertyDeclaration } from 'lit';

/**
 * A reactive text attribute that the page writes and people change: as with the value of an input, what they do is not
 * written back, so that a page that is morphed to its own markup again takes nothing away from them.
 */
export const inputAttribute: PropertyDeclaration<string> = { converter: (value) => value ?? '' };

/** A reactive text attribute, readable and writable both ways. */
export const textAttribute: PropertyDeclaration<string> = {
  reflect: true,
  converter: {
    fromAttribute: (value) => value ?? '',
    toAttribute: (value) => value || null,
  },
};
