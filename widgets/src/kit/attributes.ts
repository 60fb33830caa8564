// Owns how text attributes meet properties: no attribute is an empty text, and an empty text leaves no attribute behind.
import type { PropertyDeclaration } from 'lit';

/** A reactive text attribute, readable and writable both ways. */
export const textAttribute: PropertyDeclaration<string> = {
  reflect: true,
  converter: {
    fromAttribute: (value) => value ?? '',
    toAttribute: (value) => value || null,
  },
};
