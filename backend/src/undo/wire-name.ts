// Owns the name of a column on the wire.

/** `expected_close` is `expectedClose` on the wire. */
export const wireName = (column: string) => column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
